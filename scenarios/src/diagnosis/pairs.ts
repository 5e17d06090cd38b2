import { canCombine, type Defect, defects } from '@billing-testkit/engine';
import type { Difference } from '../bill/compare.ts';
import { differencesWithout } from '../bill/differences-without.ts';
import { stages } from '../bill/figures.ts';
import { inBursts } from './in-bursts.ts';
import { firstStageOf } from './rule-stages.ts';
import { bearsOut, type WrongCell } from './witness.ts';

export interface PairSearch {
  readonly found: readonly (readonly Defect[])[];
  /** How many lives it took. */
  readonly lives: number;
}

/**
 * The pairs of defects that make of a cell what the target made of it, as far as `budget` lives go, likely pairs first. Without that
 * limit none is missed: of a pair that is needed one defect changes the right life, and the other one the life with the first.
 * Lives that can't come to the target's bill are spared, see `Suspicion`.
 */
export async function pairsFor(wrong: WrongCell, budget: number, signal: AbortSignal | undefined): Promise<PairSearch> {
  const suspicion = new Suspicion(wrong);
  const acting = wrong.lives.watched([]).acting;
  const pairs = new Map<string, Pair>();
  let lives = 0;
  for await (const first of inBursts(acting, signal)) {
    const partners = defects.filter((other) => canCombine(first, other) && suspicion.allows(first, other));
    if (partners.length === 0 || lives >= budget) continue;
    lives += 1;
    const changing = wrong.lives.watched([first]).acting;
    const changed = partners.filter((other) => changing.has(other)).map((other) => inOrder(first, other));
    for (const pair of changed) pairs.set(nameOf(pair), pair);
  }
  const likely = [...pairs.values()].filter((pair) => suspicion.isLikely(pair));
  const others = [...pairs.values()].filter((pair) => !suspicion.isLikely(pair));
  const found: Pair[] = [];
  for await (const pair of inBursts([...likely, ...others].slice(0, Math.max(0, budget - lives)), signal)) {
    lives += 1;
    if (bearsOut(wrong, pair)) found.push(pair);
  }
  return { found, lives };
}

type Pair = readonly [Defect, Defect];

function nameOf(pair: Pair): string {
  return pair.map(({ name }) => name).join(' ');
}

function inOrder(a: Defect, b: Defect): Pair {
  return defects.indexOf(a) < defects.indexOf(b) ? [a, b] : [b, a];
}

/** What the bill that a defect makes alone says about pairs with it. */
interface Alone {
  /** The figures that it gets wrong. */
  readonly spoilt: ReadonlySet<string>;
  /** The first step in which it can show: its rule's, or an earlier one by way of a credit that an earlier month left. */
  readonly entry: number;
  /** The first step in which the target's bill is another one. */
  readonly parting: number;
}

/** What single defects make of a cell, and what that says about pairs. */
class Suspicion {
  readonly #wrong: WrongCell;
  readonly #alone: ReadonlyMap<Defect, Alone>;

  constructor(wrong: WrongCell) {
    const { lives, omits, result } = wrong;
    const { actual, differences } = result.evidence;
    const acting = lives.watched([]).acting;
    this.#wrong = wrong;
    this.#alone = new Map(
      defects.map((defect) => {
        const rule = firstStageOf(defect);
        if (!acting.has(defect)) return [defect, { spoilt: new Set(), entry: rule, parting: firstStage(differences) }];
        const outcome = lives.with([defect]);
        const own = differencesWithout(omits, lives.right, outcome);
        const spoilt = new Set(own.map(({ path }) => path));
        const entry = Math.min(rule, firstStage(own));
        return [defect, { spoilt, entry, parting: firstStage(differencesWithout(omits, outcome, actual)) }];
      }),
    );
  }

  /**
   * Steps go one after the other: until the later defect can show, a pair's bill is that of the earlier one alone, so that one has
   * to agree with the target up to there.
   */
  allows(a: Defect, b: Defect): boolean {
    if (!this.#wrong.result.evidence.actual.bill) return true;
    const [first, second] = [this.#of(a), this.#of(b)].sort((one, other) => one.entry - other.entry);
    return !first || !second || first.parting >= second.entry;
  }

  /** Whether one or the other alone gets every figure wrong that the target got wrong, in the step from which on both can show. */
  isLikely([a, b]: Pair): boolean {
    const { actual, differences } = this.#wrong.result.evidence;
    const [first, second] = [this.#of(a), this.#of(b)];
    const decisive = actual.bill ? stages[Math.max(first.entry, second.entry)] : 'life';
    return differences.every(
      ({ stage, path }) => stage !== decisive || first.spoilt.has(path) || second.spoilt.has(path),
    );
  }

  #of(defect: Defect): Alone {
    return this.#alone.get(defect) ?? { spoilt: new Set(), entry: 0, parting: 0 };
  }
}

/** Of differences in figures of the calculation: a refusal, of a payment say, can come of any of them. */
function firstStage(differences: readonly Difference[]): number {
  const first = differences.find(({ stage }) => stage !== 'life');
  return first ? stages.indexOf(first.stage) : stages.length;
}
