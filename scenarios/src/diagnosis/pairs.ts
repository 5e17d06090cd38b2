import { canCombine, defects } from '@billing-testkit/engine';
import { inBursts } from './in-bursts.ts';
import { type Pair, Suspicion } from './suspicion.ts';
import { bearsOut, type WrongCell } from './witness.ts';

export interface PairSearch {
  readonly found: readonly Pair[];
  /** How many lives it took. */
  readonly lives: number;
}

/** Of pairs that more figures than so many speak against, a few are tried all the same. */
const MAX_MISFITS = 10;
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
  for await (const candidate of inBursts(candidatesFor(wrong), signal)) {
    if (trials.areOver(candidate)) break;
    trials.try(candidate);
  }
  return trials;
}

class PairTrials implements PairSearch {
  readonly found: Pair[] = [];
  lives = 0;
  readonly #wrong: WrongCell;
  readonly #budget: number;
  #unlikely = 0;
  #maxOdds = Number.POSITIVE_INFINITY;

  constructor(wrong: WrongCell, budget: number) {
    this.#wrong = wrong;
    this.#budget = budget;
  }

  areOver({ odds }: Candidate): boolean {
    return this.lives >= this.#budget || this.#unlikely >= UNLIKELY_LIVES || odds > this.#maxOdds;
  }

  try({ pair, misfits, isActing, odds }: Candidate): void {
    const before = this.lives;
    if (!isActing) this.lives += 1;
    if (isActing || changesLife(pair, this.#wrong)) {
      this.lives += 1;
      if (bearsOut(this.#wrong, pair)) {
        this.found.push(pair);
        this.#maxOdds = Math.min(this.#maxOdds, odds + RIVAL);
      }
    }
    if (misfits > MAX_MISFITS) this.#unlikely += this.lives - before;
  }
}

interface Candidate {
  readonly pair: Pair;
  readonly misfits: number;
  /** Whether both change the right life; of others only one does. */
  readonly isActing: boolean;
  /** Less is more likely. */
  readonly odds: number;
}

/** Likely ones first. */
function candidatesFor(wrong: WrongCell): Candidate[] {
  const suspicion = new Suspicion(wrong);
  const acting = wrong.lives.watched([]).acting;
  const candidates = defects.flatMap((first, index) =>
    defects.slice(index + 1).flatMap((second): Candidate[] => {
      const count = Number(acting.has(first)) + Number(acting.has(second));
      if (count === 0 || !canCombine(first, second) || !suspicion.allows(first, second)) return [];
      const pair = [first, second] as const;
      const misfits = suspicion.misfitsOf(pair);
      const odds = misfits + (count === 2 ? 0 : IDLE) + (suspicion.isTimely(pair) ? 0 : UNTIMELY);
      return [{ pair, misfits, isActing: count === 2, odds }];
    }),
  );
  return candidates.sort((a, b) => a.odds - b.odds);
}

/** Whether the one of a pair that does not change the right life changes that with the other one. */
function changesLife(pair: Pair, { lives }: WrongCell): boolean {
  const acting = lives.watched([]).acting;
  const [changing, other] = acting.has(pair[0]) ? pair : pair.toReversed();
  return changing !== undefined && other !== undefined && lives.watched([changing]).acting.has(other);
}
