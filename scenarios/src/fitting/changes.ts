import { isDeepStrictEqual } from 'node:util';
import type { Figure } from '@billing-testkit/engine';
import { type Stage, stages, withoutFigures } from '../cases/bill.ts';
import { solveFigure } from '../diagnosis/figure-solver.ts';
import { type Mistake, solvableFigures, wrongFigure } from '../diagnosis/mistakes.ts';
import { isWrongCell } from '../diagnosis/observation.ts';
import { type IsMade, SoughtFigure } from '../diagnosis/sought-figure.ts';
import { shownStage } from '../diagnosis/wrong-figures.ts';
import { figuresOf } from '../runs/compare-outcomes.ts';
import { withPauses } from '../runs/with-pauses.ts';
import { compareDistances, type Distance, firstWrong, stageAt } from './distance.ts';
import { type Change, changeBy, changeWithout, type Hypothesis } from './hypothesis.ts';
import { JudgedAnswer } from './judged-answer.ts';
import { printedFigures } from './printed-figures.ts';

/** The number of bills that are calculated to find the value of one figure, alone and beside another mistake. */
const BILLS_PER_FIGURE = { alone: 500, beside: 200 };

/** The number of mistakes of a wrong bill beside which another one is looked for. */
const MAX_COMPANIONS = 10;

/** The result that a change has to have in a wrong bill: all figures of the first step that differs are right, or at least more of them. */
export type Wanted = 'the whole step' | 'more of the step';

/** Wrong answers that changes are looked for in, and further answers, by whose bills values are narrowed down. */
export interface Looking {
  readonly seeds: readonly JudgedAnswer[];
  readonly others: readonly JudgedAnswer[];
  readonly wanted: Wanted;
  readonly signal: AbortSignal;
}

/** Whether another distance is nearer to a wrong answer in the wanted way. An answer that is right has to stay right. */
function isNearer({ distance: own }: JudgedAnswer, other: Distance, wanted: Wanted): boolean {
  const first = firstWrong(own);
  const reached = firstWrong(other);
  if (first === undefined || reached === undefined) return reached === undefined;
  return wanted === 'the whole step' ? reached > first : compareDistances(other, own) < 0 && reached >= first;
}

/** The single changes of a hypothesis that make one of the wrong answers nearer. */
export async function singleChanges(from: Hypothesis, looking: Looking): Promise<Change[]> {
  const found: Change[] = from.defects
    .map((defect) => changeWithout(from, defect))
    .filter(({ mistakes }) =>
      looking.seeds.some((seed) => isNearer(seed, seed.distanceWith(mistakes), looking.wanted)),
    );
  for await (const seed of withPauses(looking.seeds, looking.signal)) {
    const acting = actingIn(seed, from).filter((defect) => {
      return isNearer(seed, seed.distanceWith([...from.defects, defect]), looking.wanted);
    });
    const mistakes = [...acting, ...figuresIn(seed, from.defects, looking)];
    found.push(...mistakes.flatMap((mistake) => changeBy(from, [mistake]) ?? []));
  }
  return distinct(found);
}

/** Pairs of changes of which each needs the other one to make the first wrong answer nearer. */
export async function pairedChanges(from: Hypothesis, looking: Looking): Promise<Change[]> {
  const [seed] = looking.seeds;
  if (!seed) return [];
  const found: Change[] = [];
  const acting = actingIn(seed, from).slice(0, MAX_COMPANIONS);
  for await (const companion of withPauses(acting, looking.signal)) {
    const besides = [...from.defects, companion];
    const others = [...seed.outcomes.tracked(besides).acting].filter((other) =>
      isNearer(seed, seed.distanceWith([...besides, other]), looking.wanted),
    );
    const mistakes = [...others, ...figuresIn(seed, besides, looking)];
    found.push(...mistakes.flatMap((mistake) => changeBy(from, [mistake, companion]) ?? []));
  }
  return distinct(found);
}

function actingIn(seed: JudgedAnswer, { defects }: Hypothesis) {
  return [...seed.outcomes.tracked(defects).acting];
}

/** Figures with values that make a wrong answer nearer, beside mistakes. */
function figuresIn(seed: JudgedAnswer, besides: Hypothesis['defects'], looking: Looking): Mistake[] {
  const first = firstWrong(seed.distance);
  if (first === undefined || !isWrongCell(seed)) return [];
  const { outcomes } = seed;
  return [...solvableFigures(outcomes.policy), ...printedFigures(outcomes.policy)]
    .filter((figure) => showsIn(figure, stageAt(first)) && !isPrintedAlike(figure, seed) && outcomes.reads(figure))
    .filter((figure) => matters(figure, seed, besides))
    .flatMap((figure) => valuesOf(figure, seed, { ...looking, besides }));
}

/** Whether a figure shows first in a step. Plain cells show each in its own step, so there is no reason to look at later steps. */
function showsIn(figure: Figure, stage: Stage): boolean {
  // The only sign of a limit of adjustments may be that one is refused.
  const shown = stages[shownStage(figure)];
  return shown === stage || (stage === 'life' && shown === 'adjust');
}

/** The figures of a bill that copy figures of a catalog, by the paths of these. */
const copies: readonly (readonly [path: RegExp, copy: RegExp])[] = [
  [/^\/priceBook\/.*\/pricing/, /^lineItems\/.*\/pricing$/],
  [/\/taxRate$/, /^taxRate$/],
  [/\/taxName$/, /^taxName$/],
  [/\/timeZone$/, /^period\./],
  [/\/dueDay$/, /^dueDate$/],
];

/** Whether the target prints a figure of the catalog on its bill, and as it is: no catalog says that it bills by another one. */
function isPrintedAlike({ path }: Figure, seed: JudgedAnswer): boolean {
  const [, copy] = copies.find(([of]) => of.test(path)) ?? [];
  if (!copy) return false;
  const printed = [...figuresOf(withoutFigures(seed.answer.actual, seed.omits)).keys()].filter((name) =>
    copy.test(name),
  );
  return printed.length > 0 && differencesOf(seed).every((name) => !copy.test(name));
}

function differencesOf({ result }: JudgedAnswer): string[] {
  return result.verdict === 'differs' ? result.evidence.differences.map(({ path }) => path) : [];
}

/** Numbers that are so far from those of catalogs that a bill which follows from a number of days or a priority is another one. */
const FAR = [-100, 0, 365];
const AWAY = 60;

/** Whether a bill follows from a whole number: one of some values, near and far, makes another one. Other figures are taken to matter. */
function matters(
  { domain, mutants, value, withValue }: Figure,
  seed: JudgedAnswer,
  besides: Hypothesis['defects'],
): boolean {
  if (domain.kind !== 'whole') return true;
  const own = Number(value);
  const tried = [...mutants.map((mutant) => mutant.value), ...[...FAR, own - AWAY, own + AWAY].map(String)];
  const right = seed.outcomes.with(besides);
  return tried.some((other) => {
    const policy = withValue(other);
    return policy !== undefined && !isDeepStrictEqual(seed.outcomes.billedBy(policy, besides), right);
  });
}

function valuesOf(
  figure: Figure,
  seed: JudgedAnswer,
  { besides, others, seeds, wanted }: Looking & { readonly besides: Hypothesis['defects'] },
): Mistake[] {
  const isMade: IsMade = (observation, outcome) =>
    observation instanceof JudgedAnswer && isNearer(observation, observation.distanceOf(outcome), wanted);
  const { alone, beside } = BILLS_PER_FIGURE;
  const sought = new SoughtFigure(figure, besides, { left: besides.length === 0 ? alone : beside }, isMade);
  const narrowing = [...seeds.filter((other) => other !== seed), ...others];
  return solveFigure(sought, isWrongCell(seed) ? [seed] : [], narrowing).flatMap(
    (value) => wrongFigure(figure, value) ?? [],
  );
}

/** One change to each hypothesis: the terms of a price as a whole and its one number come to the same. */
function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [keyOf(change.to), change])).values()];
}

function keyOf({ policy, defects }: Hypothesis): string {
  return JSON.stringify([policy, defects.map(({ name }) => name)]);
}
