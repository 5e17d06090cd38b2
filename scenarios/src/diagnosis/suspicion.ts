import { type Defect, defects } from '@billing-testkit/engine';
import type { Scalar } from '../bill/bill.ts';
import { type Difference, differencesOf } from '../bill/compare.ts';
import { stages } from '../bill/figures.ts';
import { firstStageOf } from './rule-stages.ts';
import type { WrongCell } from './witness.ts';

export type Pair = readonly [Defect, Defect];

/** What the bill that a defect makes alone says about pairs with it. */
interface Alone {
  /** The figures that it gets wrong, as it has them. */
  readonly spoilt: ReadonlyMap<string, Spoilt>;
  /** The first step in which it can show: its rule's, or an earlier one by way of a credit that an earlier month left. */
  readonly entry: number;
  /** The first step in which it does show; where it can when it does not. */
  readonly shows: number;
  /** The first step in which the target's bill is another one. */
  readonly parting: number;
}

interface Spoilt {
  readonly stage: number;
  readonly value: Scalar | undefined;
}

/** What is refused, or is not, by no defect alone: it counts as much as so many figures. */
const REFUSAL = 20;

const NOTHING: ReadonlyMap<string, Spoilt> = new Map();

/** What single defects make of a cell, and what that says about pairs. Steps are told by their place among `stages`. */
export class Suspicion {
  readonly #target: ReadonlyMap<string, Spoilt>;
  readonly #hasBill: boolean;
  readonly #alone: ReadonlyMap<Defect, Alone>;

  constructor(wrong: WrongCell) {
    const { actual, differences } = wrong.result.evidence;
    this.#target = spoiltIn(differences);
    this.#hasBill = actual.bill !== undefined;
    this.#alone = new Map(defects.map((defect) => [defect, aloneIn(wrong, defect)]));
  }

  /**
   * Steps go one after the other: until the later defect can show, a pair's bill is that of the earlier one alone, so that one has
   * to agree with the target up to there. A bill that was refused says nothing about steps.
   */
  allows(a: Defect, b: Defect): boolean {
    const [first, second] = [this.#of(a), this.#of(b)].sort((one, other) => one.entry - other.entry);
    return !this.#hasBill || !first || !second || first.parting >= second.entry;
  }

  /**
   * In how many figures the target has another value than it should be by then: up to the step in which both show, a figure that only
   * one of them gets wrong is mostly wrong as that one makes it, and one that neither gets wrong is right.
   */
  misfitsOf([a, b]: Pair): number {
    const [first, second] = [this.#of(a), this.#of(b)];
    const last = this.#hasBill ? Math.max(first.shows, second.shows) : 0;
    const paths = new Set([...this.#target.keys(), ...first.spoilt.keys(), ...second.spoilt.keys()]);
    let misfits = 0;
    for (const path of paths) {
      misfits += misfitOf(this.#target.get(path), [first.spoilt.get(path), second.spoilt.get(path)], last);
    }
    return misfits;
  }

  /** Whether the later one shows in the very step in which the target's bill is no longer that of the earlier one. */
  isTimely([a, b]: Pair): boolean {
    const [first, second] = [this.#of(a), this.#of(b)].sort((one, other) => one.shows - other.shows);
    return first?.parting === second?.shows;
  }

  #of(defect: Defect): Alone {
    return this.#alone.get(defect) ?? { spoilt: NOTHING, entry: 0, shows: 0, parting: 0 };
  }
}

function aloneIn({ lives, omits, result }: WrongCell, defect: Defect): Alone {
  const rule = firstStageOf(defect);
  const { actual, differences } = result.evidence;
  const outcome = lives.with([defect]);
  if (outcome === lives.right) return { spoilt: NOTHING, entry: rule, shows: rule, parting: firstStage(differences) };
  const own = differencesOf(lives.right, outcome, omits);
  const shows = firstStage(own);
  const parting = firstStage(differencesOf(outcome, actual, omits));
  return { spoilt: spoiltIn(own), entry: Math.min(rule, shows), shows, parting };
}

/** What a figure up to a step counts for when it is not as it should be by what single defects make of it. */
function misfitOf(seen: Spoilt | undefined, [one, other]: readonly (Spoilt | undefined)[], last: number): number {
  const stage = (seen ?? one ?? other)?.stage ?? 0;
  if (stage > last || (one && other) || isSame(seen, one ?? other)) return 0;
  return stage === 0 ? REFUSAL : 1;
}

function isSame(one: Spoilt | undefined, other: Spoilt | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.value === other.value;
}

function spoiltIn(differences: readonly Difference[]): ReadonlyMap<string, Spoilt> {
  return new Map(differences.map(({ path, stage, actual }) => [path, { stage: stages.indexOf(stage), value: actual }]));
}

/** Of differences in figures of the calculation: a refusal, of a payment say, can come of any of them. */
function firstStage(differences: readonly Difference[]): number {
  const first = differences.find(({ stage }) => stage !== 'life');
  return first ? stages.indexOf(first.stage) : stages.length;
}
