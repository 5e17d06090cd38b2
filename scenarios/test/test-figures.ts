import { parseArgs } from 'node:util';
import { defects, type Figure, figuresOf, type Mutant, rulesWith, standardPolicy } from '@billing-testkit/engine';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import type { RunDiagnosis } from '../src/diagnosis/diagnosis.ts';
import { solvableFigures } from '../src/diagnosis/mistakes.ts';
import { matrices } from '../src/matrices/built-in/matrices.ts';
import { nearestText } from '../src/reports/summary/explanation-text.ts';
import { runMatrix } from '../src/runs/run-matrix.ts';
import { engineTarget } from '../src/targets/engine-target.ts';
import type { Target } from '../src/targets/target.ts';
import { unlistedMistakes } from './unlisted-mistakes.ts';

/** The share of figures that are to be named first and alone, with their right values. */
const WANTED = 0.9;

/** Figures of bills that copy those of the catalog. A target that does not print them has to be solved for by its amounts. */
const copies = ['lineItems.pricing', 'taxRate', 'period.start', 'period.end', 'period.timeZone', 'dueDate'];

const { values: options } = parseArgs({
  // --only one part, --figure only figures with this text in their names, --silent for a target that prints no copies of figures.
  options: { only: { type: 'string' }, figure: { type: 'string' }, silent: { type: 'boolean' } },
});

/** The diagnosis of a target by the first built-in matrix that finds it wrong. */
async function diagnosisOf(target: Target): Promise<{ matrix: string; diagnosis: RunDiagnosis } | undefined> {
  for (const matrix of matrices) {
    const run = await runMatrix(matrix, { target, coverage: 'pairwise' });
    if (run.conclusion === 'differs') return { matrix: matrix.name, diagnosis: await diagnose(run) };
  }
  return undefined;
}

/** Whether the one explanation is the figure with its right value. Parts of the order of credit types are told by the whole order. */
function isNamed({ explanations: [first, second] }: RunDiagnosis, { path }: Figure, { policy }: Mutant): boolean {
  const [found, another] = first?.figures ?? [];
  if (!(first && found) || another || second || first.defects.length > 1 || first.contradictedBy > 0) return false;
  const named = solvableFigures(policy()).find(({ name }) => name === found.name);
  return named?.path === path && isSameValue(named.value, found.found);
}

function isSameValue(one: string, other: string): boolean {
  return one === other || (one !== '' && Number(one) === Number(other));
}

async function testFigures(): Promise<boolean> {
  let [tried, named] = [0, 0];
  for (const [figure, mutant] of otherFigures()) {
    const found = await diagnosisOf(billingBy(mutant));
    const isRight = found !== undefined && isNamed(found.diagnosis, figure, mutant);
    tried += 1;
    named += Number(isRight);
    print([isRight ? 'named' : 'MISSED', `${figure.name}: ${mutant.value}`, toldOf(found)]);
  }
  print([`${named} of ${tried} other figures are named first and alone, with their right values.`]);
  return named >= WANTED * tried;
}

/** Every figure of the standard catalog with every other value that is next to its own. */
function otherFigures(): [Figure, Mutant][] {
  const all = figuresOf(standardPolicy).filter(({ name }) => name.includes(options.figure ?? ''));
  return all.flatMap((figure) => figure.mutants.map((mutant): [Figure, Mutant] => [figure, mutant]));
}

function billingBy({ policy }: Mutant): Target {
  const target = engineTarget({ policy: policy() });
  return options.silent ? { ...target, omits: copies } : target;
}

async function testKnownMistakes(): Promise<boolean> {
  let figures = 0;
  for (const defect of defects) {
    const found = await diagnosisOf(engineTarget({ rules: rulesWith([defect]) }));
    const isFigure = found?.diagnosis.explanations.some((explanation) => explanation.figures) ?? false;
    if (isFigure) figures += 1;
    print([isFigure ? 'FIGURE' : 'none', defect.name, toldOf(found)]);
  }
  print([`Of ${defects.length} known mistakes, ${figures} are told as figures.`]);
  return figures === 0;
}

async function testUnlistedMistakes(): Promise<boolean> {
  let wrong = 0;
  for (const { name, stage, target } of unlistedMistakes) {
    const found = await diagnosisOf(target);
    const diagnosis = found?.diagnosis;
    const isRight = diagnosis?.nearest?.stage === stage;
    if (!isRight) wrong += 1;
    const near = diagnosis?.nearest;
    print([isRight ? 'nearest' : 'WRONG', name, near ? `${near.stage}: ${nearestText(near)}` : toldOf(found)]);
  }
  print([`Of ${unlistedMistakes.length} mistakes that nobody listed, ${wrong} are told wrong.`]);
  return wrong === 0;
}

function toldOf(found: Awaited<ReturnType<typeof diagnosisOf>>): string {
  if (!found) return 'no matrix finds it';
  const { explanations, asked = 0 } = found.diagnosis;
  const told = explanations.map(({ defects: names }) => names.join(' + ')).join(' | ');
  return `${found.matrix}: ${told === '' ? 'nothing' : told}${asked > 0 ? ` (${asked} further cells)` : ''}`;
}

function print(words: readonly string[]): void {
  const [first = '', second = '', ...rest] = words;
  process.stdout.write(`${[first.padEnd(8), second.padEnd(52), ...rest].join(' ').trimEnd()}\n`);
}

const parts = { figures: testFigures, known: testKnownMistakes, unlisted: testUnlistedMistakes };
for (const [name, part] of Object.entries(parts)) {
  if (options.only !== undefined && options.only !== name) continue;
  if (!(await part())) process.exitCode = 1;
}
