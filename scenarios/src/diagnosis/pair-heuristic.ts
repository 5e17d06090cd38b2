import { canCombine, type Defect } from '@billing-testkit/engine';
import { type Scalar, stages } from '../cases/bill.ts';
import { compareOutcomes, type Difference } from '../runs/compare-outcomes.ts';
import type { WrongCell } from './observation.ts';
import { firstStageOf } from './rule-stages.ts';

/** Two defects that can be combined. */
export type Pair = readonly [Defect, Defect];

/** A pair, and the reasons that speak against it. */
export interface RankedPair {
  readonly pair: Pair;
  /** The number of figures of the target's bill that differ from those that the two defects suggest. */
  readonly mismatches: number;
  /** Whether both defects act on the case alone. Otherwise one of them acts only together with the other. */
  readonly areBothActing: boolean;
  /** The mismatches, and the weights of all else that is unlikely about the pair. Lower is more likely. */
  readonly penalty: number;
}

/** The weight of each thing that is unlikely about a pair: it counts as much as so many mismatches. */
const weights = {
  /** A step is refused, or is not, as neither defect alone has it. */
  refusal: 20,
  /** One of the defects does not act alone. */
  notActing: 5,
  /** The target's bill leaves that of the earlier defect in another step than the one in which the later defect shows. */
  otherStep: 1,
};

/**
 * The pairs that may make the target's bill of a cell, likely pairs first. A pair is left out when neither defect acts on the case,
 * or when the steps rule it out. docs/diagnosis.md explains the reasoning.
 */
export function rankedPairs(cell: WrongCell): RankedPair[] {
  const heuristic = new PairHeuristic(cell);
  const { acting } = cell.outcomes.tracked([]);
  const { catalogue } = cell.outcomes;
  const pairs = catalogue.flatMap((first, index) =>
    catalogue.slice(index + 1).flatMap((second): RankedPair[] => {
      const count = Number(acting.has(first)) + Number(acting.has(second));
      if (count === 0 || !canCombine(first, second) || !heuristic.isPossible(first, second)) return [];
      return [heuristic.ranked([first, second], count === 2)];
    }),
  );
  return pairs.sort((a, b) => a.penalty - b.penalty);
}

/** The effect of a defect on the bill of a cell when it is the only one. Steps are places in `stages`. */
interface SingleEffect {
  /** The figures that the defect changes, with its values. */
  readonly changed: ReadonlyMap<string, ChangedFigure>;
  /** The first step in which the defect can show: its rule's, or an earlier one through a credit that an earlier month left. */
  readonly earliest: number;
  /** The first step in which it does show; the first in which it can when it changes nothing. */
  readonly first: number;
  /** The first step in which the target's bill differs from the bill with this defect. */
  readonly divergence: number;
}

interface ChangedFigure {
  readonly stage: number;
  readonly value: Scalar | undefined;
}

const NO_FIGURES: ReadonlyMap<string, ChangedFigure> = new Map();

/** Judges pairs for one cell by the bills that each defect makes alone, without billing the pairs. */
class PairHeuristic {
  readonly #target: ReadonlyMap<string, ChangedFigure>;
  readonly #hasBill: boolean;
  readonly #effects: ReadonlyMap<Defect, SingleEffect>;

  constructor(cell: WrongCell) {
    const { actual, differences } = cell.result.evidence;
    this.#target = changedFigures(differences);
    this.#hasBill = actual.bill !== undefined;
    this.#effects = new Map(cell.outcomes.catalogue.map((defect) => [defect, effectOf(cell, defect)]));
  }

  /**
   * Whether the steps allow a pair. Up to the step in which the later defect can show, the bill of a pair is the bill of the earlier
   * defect alone, so the target's bill must be the same up to there. Without a bill the steps say nothing.
   */
  isPossible(a: Defect, b: Defect): boolean {
    const [earlier, later] = [this.#of(a), this.#of(b)].sort((one, other) => one.earliest - other.earliest);
    return !this.#hasBill || !earlier || !later || earlier.divergence >= later.earliest;
  }

  ranked(pair: Pair, areBothActing: boolean): RankedPair {
    const mismatches = this.#mismatches(pair);
    const penalty =
      mismatches + (areBothActing ? 0 : weights.notActing) + (this.#showsInStep(pair) ? 0 : weights.otherStep);
    return { pair, mismatches, areBothActing, penalty };
  }

  /**
   * The number of figures in which the target has another value than the pair suggests, up to the step in which both defects show: a
   * figure that one defect changes should be as that defect makes it, and a figure that neither changes should be right.
   */
  #mismatches([a, b]: Pair): number {
    const [one, other] = [this.#of(a), this.#of(b)];
    const last = this.#hasBill ? Math.max(one.first, other.first) : 0;
    const paths = new Set([...this.#target.keys(), ...one.changed.keys(), ...other.changed.keys()]);
    let mismatches = 0;
    for (const path of paths) {
      mismatches += mismatchOf(this.#target.get(path), [one.changed.get(path), other.changed.get(path)], last);
    }
    return mismatches;
  }

  /** Whether the later defect shows in the very step in which the target's bill leaves that of the earlier one. */
  #showsInStep([a, b]: Pair): boolean {
    const [earlier, later] = [this.#of(a), this.#of(b)].sort((one, other) => one.first - other.first);
    return earlier?.divergence === later?.first;
  }

  #of(defect: Defect): SingleEffect {
    return this.#effects.get(defect) ?? { changed: NO_FIGURES, earliest: 0, first: 0, divergence: 0 };
  }
}

function effectOf({ outcomes, omits, result }: WrongCell, defect: Defect): SingleEffect {
  const earliest = firstStageOf(defect);
  const { actual, differences } = result.evidence;
  const outcome = outcomes.with([defect]);
  if (outcome === outcomes.right) {
    return { changed: NO_FIGURES, earliest, first: earliest, divergence: firstCalculated(differences) };
  }
  const own = compareOutcomes(outcomes.right, outcome, omits);
  const first = firstCalculated(own);
  const divergence = firstCalculated(compareOutcomes(outcome, actual, omits));
  return { changed: changedFigures(own), earliest: Math.min(earliest, first), first, divergence };
}

/** The weight of one figure; 0 when it is as the defects suggest, or when both of them change it. */
function mismatchOf(
  target: ChangedFigure | undefined,
  [one, other]: readonly (ChangedFigure | undefined)[],
  last: number,
): number {
  const stage = (target ?? one ?? other)?.stage ?? 0;
  if (stage > last || (one && other) || isSame(target, one ?? other)) return 0;
  return stage === 0 ? weights.refusal : 1;
}

function isSame(one: ChangedFigure | undefined, other: ChangedFigure | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.value === other.value;
}

function changedFigures(differences: readonly Difference[]): ReadonlyMap<string, ChangedFigure> {
  return new Map(differences.map(({ path, stage, actual }) => [path, { stage: stages.indexOf(stage), value: actual }]));
}

/** The first step of the calculation that differs. Refusals, of a payment say, can follow from any step and do not count. */
function firstCalculated(differences: readonly Difference[]): number {
  const first = differences.find(({ stage }) => stage !== 'life');
  return first ? stages.indexOf(first.stage) : stages.length;
}
