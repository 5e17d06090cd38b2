import { withPauses } from '../runs/with-pauses.ts';
import { reproduces, type WrongCell } from './observation.ts';
import { type Pair, type RankedPair, rankedPairs } from './pair-heuristic.ts';

/** The pairs that were found, and the cost of the search. */
export interface PairSearch {
  readonly found: readonly Pair[];
  /** The number of bills that were calculated. */
  readonly billings: number;
}

/** A pair with more mismatches is unlikely. */
const MAX_MISMATCHES = 10;

/** The number of bills that are calculated for unlikely pairs. */
const UNLIKELY_BILLINGS = 20;

/** A rival of a found pair may have a penalty that is higher by this much. */
const RIVAL_PENALTY = 2;

/**
 * Finds the pairs of defects that make the target's whole bill of a cell, likely pairs first, with at most `budget` bills. The
 * search ends when the pairs that are left are much less likely than a pair that was found.
 */
export async function findPairs(cell: WrongCell, budget: number, signal: AbortSignal | undefined): Promise<PairSearch> {
  const search = new SearchInProgress(cell, budget);
  for await (const ranked of withPauses(rankedPairs(cell), signal)) {
    if (search.isOverBefore(ranked)) break;
    search.test(ranked);
  }
  return search;
}

class SearchInProgress implements PairSearch {
  readonly found: Pair[] = [];
  billings = 0;
  readonly #cell: WrongCell;
  readonly #budget: number;
  #unlikely = 0;
  #maxPenalty = Number.POSITIVE_INFINITY;

  constructor(cell: WrongCell, budget: number) {
    this.#cell = cell;
    this.#budget = budget;
  }

  isOverBefore({ penalty }: RankedPair): boolean {
    return this.billings >= this.#budget || this.#unlikely >= UNLIKELY_BILLINGS || penalty > this.#maxPenalty;
  }

  test({ pair, mismatches, areBothActing, penalty }: RankedPair): void {
    const before = this.billings;
    if (!areBothActing) this.billings += 1;
    if (areBothActing || actsOnOther(pair, this.#cell)) {
      this.billings += 1;
      if (reproduces(this.#cell, pair)) {
        this.found.push(pair);
        this.#maxPenalty = Math.min(this.#maxPenalty, penalty + RIVAL_PENALTY);
      }
    }
    if (mismatches > MAX_MISMATCHES) this.#unlikely += this.billings - before;
  }
}

/** Whether the defect that does not act alone acts on the bill with the other one. */
function actsOnOther(pair: Pair, { outcomes }: WrongCell): boolean {
  const { acting } = outcomes.tracked([]);
  const [first, second] = acting.has(pair[0]) ? pair : pair.toReversed();
  return first !== undefined && second !== undefined && outcomes.tracked([first]).acting.has(second);
}
