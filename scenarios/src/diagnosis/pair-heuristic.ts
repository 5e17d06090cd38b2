import { type Defect, defects, type Rules } from '@billing-testkit/engine';
import type { Scalar } from '../cases/bill.ts';
import { type Stage, stages } from '../cases/bill-figures.ts';
import { compareOutcomes, type Difference } from '../runs/compare-outcomes.ts';
import type { WrongCell } from './observation.ts';

/** The first step of a month's calculation in whose figures each rule can show: a price and a contract bring a unit with them. */
const stageOf: Readonly<Record<keyof Rules, Stage>> = {
  billingPeriod: 'aggregate',
  unitFactor: 'aggregate',
  delta: 'aggregate',
  gauge: 'aggregate',
  cumulative: 'aggregate',
  pricing: 'aggregate',
  flat: 'price',
  graduated: 'price',
  volume: 'price',
  packages: 'price',
  counterAmount: 'price',
  share: 'price',
  round: 'price',
  contractInForce: 'aggregate',
  contractDiscount: 'contract',
  baseFee: 'contract',
  minimumCommitment: 'contract',
  adjustmentInForce: 'adjust',
  adjustmentLevels: 'adjust',
  compareAdjustments: 'adjust',
  adjustmentBase: 'adjust',
  fixedDiscount: 'adjust',
  rateDiscount: 'adjust',
  fixedSurcharge: 'adjust',
  rateSurcharge: 'adjust',
  creditHasBegun: 'credit',
  creditHasExpired: 'credit',
  compareCredits: 'credit',
  creditAmount: 'credit',
  creditsGivenBack: 'credit',
  taxBase: 'tax',
  roundTax: 'tax',
  dueDate: 'carry',
  carriedBalance: 'carry',
  isOverdue: 'carry',
  bearsLateFee: 'carry',
  lateFeeBase: 'carry',
};

/** Before which of `stages` a defect can't show in a month's own figures. */
function firstStageOf({ rules }: Defect): number {
  const shown = Object.entries(stageOf).flatMap(([rule, stage]) => (rule in rules ? stages.indexOf(stage) : []));
  return Math.min(...shown);
}

export type Pair = readonly [Defect, Defect];

/** What the bill that a defect makes alone says about pairs with it. */
interface SingleEffect {
  /** The figures that it gets wrong, as it has them. */
  readonly changed: ReadonlyMap<string, ChangedFigure>;
  /** The first step in which it can show: its rule's, or an earlier one by way of a credit that an earlier month left. */
  readonly earliest: number;
  /** The first step in which it does show; where it can when it does not. */
  readonly first: number;
  /** The first step in which the target's bill is another one. */
  readonly divergence: number;
}

interface ChangedFigure {
  readonly stage: number;
  readonly value: Scalar | undefined;
}

/** What is refused, or is not, by no defect alone: it counts as much as so many figures. */
const REFUSAL = 20;

const NOTHING: ReadonlyMap<string, ChangedFigure> = new Map();

/** What single defects make of a cell, and what that says about pairs. Steps are told by their place among `stages`. */
export class PairHeuristic {
  readonly #target: ReadonlyMap<string, ChangedFigure>;
  readonly #hasBill: boolean;
  readonly #effects: ReadonlyMap<Defect, SingleEffect>;

  constructor(wrong: WrongCell) {
    const { actual, differences } = wrong.result.evidence;
    this.#target = changedFigures(differences);
    this.#hasBill = actual.bill !== undefined;
    this.#effects = new Map(defects.map((defect) => [defect, effectOf(wrong, defect)]));
  }

  /**
   * Steps go one after the other: until the later defect can show, a pair's bill is that of the earlier one alone, so that one has
   * to agree with the target up to there. A bill that was refused says nothing about steps.
   */
  allows(a: Defect, b: Defect): boolean {
    const [first, second] = [this.#of(a), this.#of(b)].sort((one, other) => one.earliest - other.earliest);
    return !this.#hasBill || !first || !second || first.divergence >= second.earliest;
  }

  /**
   * In how many figures the target has another value than it should be by then: up to the step in which both show, a figure that only
   * one of them gets wrong is mostly wrong as that one makes it, and one that neither gets wrong is right.
   */
  mismatchesOf([a, b]: Pair): number {
    const [first, second] = [this.#of(a), this.#of(b)];
    const last = this.#hasBill ? Math.max(first.first, second.first) : 0;
    const paths = new Set([...this.#target.keys(), ...first.changed.keys(), ...second.changed.keys()]);
    let misfits = 0;
    for (const path of paths) {
      misfits += mismatchOf(this.#target.get(path), [first.changed.get(path), second.changed.get(path)], last);
    }
    return misfits;
  }

  /** Whether the later one shows in the very step in which the target's bill is no longer that of the earlier one. */
  isTimely([a, b]: Pair): boolean {
    const [first, second] = [this.#of(a), this.#of(b)].sort((one, other) => one.first - other.first);
    return first?.divergence === second?.first;
  }

  #of(defect: Defect): SingleEffect {
    return this.#effects.get(defect) ?? { changed: NOTHING, earliest: 0, first: 0, divergence: 0 };
  }
}

function effectOf({ outcomes, omits, result }: WrongCell, defect: Defect): SingleEffect {
  const rule = firstStageOf(defect);
  const { actual, differences } = result.evidence;
  const outcome = outcomes.with([defect]);
  if (outcome === outcomes.right)
    return { changed: NOTHING, earliest: rule, first: rule, divergence: firstStage(differences) };
  const own = compareOutcomes(outcomes.right, outcome, omits);
  const first = firstStage(own);
  const divergence = firstStage(compareOutcomes(outcome, actual, omits));
  return { changed: changedFigures(own), earliest: Math.min(rule, first), first, divergence };
}

/** What a figure up to a step counts for when it is not as it should be by what single defects make of it. */
function mismatchOf(
  seen: ChangedFigure | undefined,
  [one, other]: readonly (ChangedFigure | undefined)[],
  last: number,
): number {
  const stage = (seen ?? one ?? other)?.stage ?? 0;
  if (stage > last || (one && other) || isSame(seen, one ?? other)) return 0;
  return stage === 0 ? REFUSAL : 1;
}

function isSame(one: ChangedFigure | undefined, other: ChangedFigure | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.value === other.value;
}

function changedFigures(differences: readonly Difference[]): ReadonlyMap<string, ChangedFigure> {
  return new Map(differences.map(({ path, stage, actual }) => [path, { stage: stages.indexOf(stage), value: actual }]));
}

/** Of differences in figures of the calculation: a refusal, of a payment say, can come of any of them. */
function firstStage(differences: readonly Difference[]): number {
  const first = differences.find(({ stage }) => stage !== 'life');
  return first ? stages.indexOf(first.stage) : stages.length;
}
