import { canCombine, defects } from '@billing-testkit/engine';
import { reproduces, type WrongCell } from './observation.ts';
import { type Pair, PairHeuristic } from './pair-heuristic.ts';
import { withPauses } from './with-pauses.ts';

export interface PairSearch {
  readonly found: readonly Pair[];
  /** How many lives it took. */
  readonly billings: number;
}

/** Of pairs that more figures than so many speak against, a few are tried all the same. */
const MAX_MISMATCHES = 10;
const UNLIKELY_LIVES = 20;

/** As many misfits as it is worth when only one of a pair changes the right life, and when it shows in another step than it should. */
const IDLE = 5;
const UNTIMELY = 1;

/** A rival of a pair that was found is not much less likely. */
const RIVAL = 2;

/**
 * The pairs of defects that make of a cell what the target made of it, as far as `budget` lives go, likely pairs first. Every pair is
 * a candidate that could be needed: one of its defects changes the right life, and the other one the life with the first. Lives that
 * can't come to the target's bill are spared, see `Suspicion`.
 */
export async function pairsFor(wrong: WrongCell, budget: number, signal: AbortSignal | undefined): Promise<PairSearch> {
  const trials = new PairTrials(wrong, budget);
  for await (const candidate of withPauses(rankedPairs(wrong), signal)) {
    if (trials.areOver(candidate)) break;
    trials.try(candidate);
  }
  return trials;
}

class PairTrials implements PairSearch {
  readonly found: Pair[] = [];
  billings = 0;
  readonly #wrong: WrongCell;
  readonly #budget: number;
  #unlikely = 0;
  #maxOdds = Number.POSITIVE_INFINITY;

  constructor(wrong: WrongCell, budget: number) {
    this.#wrong = wrong;
    this.#budget = budget;
  }

  areOver({ penalty }: RankedPair): boolean {
    return this.billings >= this.#budget || this.#unlikely >= UNLIKELY_LIVES || penalty > this.#maxOdds;
  }

  try({ pair, mismatches, isActing, penalty }: RankedPair): void {
    const before = this.billings;
    if (!isActing) this.billings += 1;
    if (isActing || isSecondActing(pair, this.#wrong)) {
      this.billings += 1;
      if (reproduces(this.#wrong, pair)) {
        this.found.push(pair);
        this.#maxOdds = Math.min(this.#maxOdds, penalty + RIVAL);
      }
    }
    if (mismatches > MAX_MISMATCHES) this.#unlikely += this.billings - before;
  }
}

interface RankedPair {
  readonly pair: Pair;
  readonly mismatches: number;
  /** Whether both change the right life; of others only one does. */
  readonly isActing: boolean;
  /** Less is more likely. */
  readonly penalty: number;
}

/** Likely ones first. */
function rankedPairs(wrong: WrongCell): RankedPair[] {
  const heuristic = new PairHeuristic(wrong);
  const acting = wrong.outcomes.tracked([]).acting;
  const candidates = defects.flatMap((first, index) =>
    defects.slice(index + 1).flatMap((second): RankedPair[] => {
      const count = Number(acting.has(first)) + Number(acting.has(second));
      if (count === 0 || !canCombine(first, second) || !heuristic.allows(first, second)) return [];
      const pair = [first, second] as const;
      const mismatches = heuristic.mismatchesOf(pair);
      const penalty = mismatches + (count === 2 ? 0 : IDLE) + (heuristic.isTimely(pair) ? 0 : UNTIMELY);
      return [{ pair, mismatches, isActing: count === 2, penalty }];
    }),
  );
  return candidates.sort((a, b) => a.penalty - b.penalty);
}

/** Whether the one of a pair that does not change the right life changes that with the other one. */
function isSecondActing(pair: Pair, { outcomes }: WrongCell): boolean {
  const acting = outcomes.tracked([]).acting;
  const [changing, other] = acting.has(pair[0]) ? pair : pair.toReversed();
  return changing !== undefined && other !== undefined && outcomes.tracked([changing]).acting.has(other);
}
