import { extname } from 'node:path';
import type { Outcome } from '../../cases/bill.ts';
import type { BillingCase } from '../../cases/billing-case.ts';
import { referenceFor } from '../../cases/reference.ts';
import type { Explanation, Reproduction } from '../../diagnosis/diagnosis.ts';
import { type Cell, cellText } from '../../matrices/matrix.ts';
import { figureOf } from '../../runs/compare-outcomes.ts';
import type { RunSetup } from '../../runs/run-matrix.ts';
import { nearestText, sumText } from '../summary/explanation-text.ts';
import type { Report } from '../summary/report.ts';
import { printable } from '../summary/wording.ts';
import { apiTestBody } from './api-test.ts';
import { matchersIn } from './expected-bill.ts';
import { Code, literal, quoted } from './literal.ts';
import { type WrittenTarget, writtenTarget } from './written-target.ts';

/** The steps and expectations in the test of a case by an adapter, whose bills lack some figures. */
function adapterTestBody(billingCase: BillingCase, right: Outcome, omits: readonly string[]): string[] {
  const context = {
    uuid: new Code(`\`test-\${crypto.randomUUID()}\``),
    signal: new Code('AbortSignal.timeout(30_000)'),
  };
  const written = (before: string, value: unknown) =>
    `${before}${literal(value, { indent: '  ', used: before.length })}`;
  return [
    `${written('  const { refusals, bill } = await target.bill(', billingCase)}, ${literal(context, { indent: '  ', used: 4 })});`,
    '',
    `${written('  expect(refusals).toEqual(', right.refusals)});`,
    `${written('  expect(bill).toMatchObject(', expectedBill(right, omits))});`,
  ];
}

/** The bill as `readBill` reads it, without the figures that are not compared. */
function expectedBill({ bill }: Outcome, omits: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(bill ?? {}).map(([section, rows]) => {
      const without = (row: object) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([figure]) => !omits.includes(section === 'totals' ? figure : `${section}.${figure}`),
          ),
        );
      return [section, Array.isArray(rows) ? rows.map(without) : without(rows)];
    }),
  );
}

export interface TestFileOptions {
  /** The path of the file. Imports are relative to it, and its extension tells whether it is TypeScript. */
  readonly file: string;
  readonly report: Report;
  readonly setup: Pick<RunSetup, 'matrix' | 'policy' | 'settings'>;
}

/**
 * A Vitest file with a test for every cell that was shrunk: it makes the case by calls that can be read, and expects the right bill.
 * Nothing when no cell was shrunk.
 */
export async function testFileText(options: TestFileOptions): Promise<string | undefined> {
  const { file, report } = options;
  if (report.reproductions.length === 0) return undefined;
  const target = await writtenTarget(file, options.setup.settings);
  const tests = report.reproductions.map((reproduction) => testText(reproduction, target, options));
  const all = tests.join('\n');
  const isApi = target.kind === 'api';
  const vitest = [
    ...(isApi ? target.vitest : []),
    'expect',
    ...(all.includes('onTestFinished(') ? ['onTestFinished'] : []),
    'test',
  ];
  const imports = [
    ...target.imports,
    ...(isApi ? [`import { BillingClient } from '@billing-testkit/sdk';`] : []),
    `import { ${vitest.join(', ')} } from 'vitest';`,
  ];
  const head = `// Bills that ${printable(report.run.target)} makes wrong, each as plain as it gets. Written by billing-matrix.`;
  const sections = [imports.join('\n'), ...(isApi ? [target.setUp.join('\n')] : []), ...tests];
  return `${[head, ...sections, ...matchersIn(all, isTyped(file))].join('\n\n')}\n`;
}

function testText(reproduction: Reproduction, target: WrittenTarget, options: TestFileOptions): string {
  const explanation = explanationOf(reproduction, options.report);
  return [
    ...commentOn(reproduction, explanation, options.report),
    `test(${quoted(titleOf(reproduction, explanation))}, async () => {`,
    ...bodyOf(reproduction, target, options),
    '}, 30_000);',
  ].join('\n');
}

function bodyOf({ cell, shrunk }: Reproduction, target: WrittenTarget, options: TestFileOptions): string[] {
  const { setup, report, file } = options;
  const { matrix, policy } = setup;
  const { via } = report.run;
  const billingCase = matrix.caseOf(shrunk);
  const right = referenceFor(via, policy)(billingCase);
  if (target.kind === 'adapter') return adapterTestBody(billingCase, right, report.run.omits ?? []);
  const { bill = { totals: {}, lineItems: [], appliedAdjustments: [], appliedCredits: [] } } = right;
  const tellsPricing = isWrongPricing(cell, report);
  return apiTestBody({
    ...{ billingCase, bill, policy, via, tellsPricing },
    ...{ hasHeaders: target.hasHeaders, isTyped: isTyped(file) },
  });
}

/** The title of a test: the rule that should hold, and the values of the cell. */
function titleOf({ shrunk, essential }: Reproduction, explanation: Explanation | undefined): string {
  const rules = explanation?.broken?.map(({ rule }) => rule) ?? [];
  const named = essential.length > 0 ? essential : Object.keys(shrunk);
  const values = cellText(Object.fromEntries(named.map((name) => [name, shrunk[name] ?? ''])));
  return rules.length === 0 ? `The bill is right: ${values}` : `${rules.join(' ')} ${values}`;
}

function commentOn({ cell, stage, command }: Reproduction, explanation: Explanation | undefined, report: Report) {
  const { run, diagnosis } = report;
  const sums = diagnosis?.sums?.filter((sum) => isSameCell(sum.cell, cell)) ?? [];
  const near = diagnosis?.nearest ? ` Nearest: ${nearestText(diagnosis.nearest)}.` : '';
  const { defects = [], sentences = [], broken = [] } = explanation ?? {};
  const sections = broken.map(({ section }) => `§${section}`);
  return [
    `Seen in ${run.matrix}: ${cellText(cell)}.`,
    ...sums.map((sum) => `The bill does not add up: ${sumText(sum)}.`),
    defects.length === 0
      ? `The first step whose figures differ is ${stage}; no known mistake makes this bill.${near}`
      : `The first step whose figures differ is ${stage}. ${sentences.join(' ')} (${defects.join(' + ')}, billing rules ${sections.join(' and ')})`,
    `To run it in the matrix: ${command}`,
  ].map((line) => `// ${printable(line)}`);
}

/** The best explanation of the cell of the run. */
function explanationOf({ cell }: Reproduction, { diagnosis }: Report): Explanation | undefined {
  const diagnosed = diagnosis?.cells.find((other) => isSameCell(other.cell, cell));
  const names = diagnosed?.explainedBy.map(String) ?? [];
  return diagnosis?.explanations.find(({ defects }) => names.includes(String(defects)));
}

/** Whether the pricing that a line shows was wrong. No other figure need show that. */
function isWrongPricing(cell: Cell, { run }: Report): boolean {
  const result = run.results.find((one) => isSameCell(one.cell, cell));
  const differences = result?.verdict === 'differs' ? (result.evidence?.differences ?? []) : [];
  return differences.some(({ path }) => figureOf(path) === 'lineItems.pricing');
}

function isSameCell(one: Cell, other: Cell): boolean {
  return cellText(one) === cellText(other);
}

function isTyped(file: string): boolean {
  return /^\.[cm]?tsx?$/.test(extname(file));
}
