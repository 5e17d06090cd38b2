import type { Defect } from '@billing-testkit/engine';
import { inBursts } from './in-bursts.ts';
import type { Suspect } from './suspects.ts';
import { bearsOut, isWrongCell, type Witness, type WrongCell } from './witness.ts';

/** A suspect, and what the cells that were looked at say about it. */
export interface Weighed {
  readonly suspect: Suspect;
  /** In how many cells it would make another bill than the target did. */
  readonly contradictedBy: number;
}

/** Of the cells that were not diagnosed so many are looked at in any case. */
const SAMPLE = 200;

/** So many lives more to tell suspects apart that explain the same: about two seconds. */
const MORE_LIVES = 1600;

/** By coincidence a pair hardly makes the whole bills of so many cells that differ in different figures. */
const SEVERAL = 5;

/** Of the cells that were looked at. */
interface Weight {
  /** How many it was held against. */
  seen: number;
  /** Wrong cells of which it makes the target's bill. */
  borneOut: number;
  /** Wrong cells of which it makes another one. */
  missed: number;
  /** Right cells of which it makes a wrong bill. */
  spoilt: number;
}

/** Holds suspects against cells: those that were diagnosed, a sample of the others, and more where that can't tell them apart. */
export class Jury {
  readonly #looked: Witness[];
  readonly #others: Iterator<Witness>;
  readonly #signal: AbortSignal | undefined;
  readonly #weights = new Map<string, Weight>();
  #lives = MORE_LIVES;

  constructor(wrong: readonly WrongCell[], others: Iterable<Witness>, signal: AbortSignal | undefined) {
    this.#others = others[Symbol.iterator]();
    this.#signal = signal;
    this.#looked = [...wrong, ...this.#next(SAMPLE)];
  }

  get lookedAt(): number {
    return this.#looked.length;
  }

  /** The plausible suspect that the fewest cells contradict; several that explain the same cells when nothing tells them apart. */
  async choose(front: readonly Suspect[], left: ReadonlySet<WrongCell>): Promise<readonly Suspect[]> {
    const plausible: Suspect[] = [];
    for await (const suspect of inBursts(front, this.#signal)) {
      if (await this.#isPlausible(suspect, left)) plausible.push(suspect);
    }
    const weighed = await this.weighed(plausible);
    const fewest = Math.min(...weighed.map(({ contradictedBy }) => contradictedBy));
    const equal = weighed.flatMap(({ suspect, contradictedBy }) => (contradictedBy === fewest ? [suspect] : []));
    const [first] = equal;
    if (!first) return [];
    const isSame = (cell: WrongCell, suspect: Suspect) => first.explains.has(cell) === suspect.explains.has(cell);
    return this.#toldApart(equal.filter((suspect) => [...left].every((cell) => isSame(cell, suspect))));
  }

  /** What all the cells say that were looked at by now. */
  async weighed(suspects: readonly Suspect[]): Promise<Weighed[]> {
    const weighed: Weighed[] = [];
    for (const suspect of suspects) {
      const { missed, spoilt } = await this.#weigh(suspect.defects);
      weighed.push({ suspect, contradictedBy: missed + spoilt });
    }
    return weighed;
  }

  /** Wrong cells, of those that were looked at, that none of the suspects explains. */
  async unexplainedBy(suspects: readonly Suspect[]): Promise<WrongCell[]> {
    const unexplained: WrongCell[] = [];
    for await (const witness of inBursts(this.#looked.filter(isWrongCell), this.#signal)) {
      if (suspects.every(({ defects }) => !bearsOut(witness, defects))) unexplained.push(witness);
    }
    return unexplained;
  }

  /** Looks at more cells until only one suspect is left. */
  async #toldApart(suspects: readonly Suspect[]): Promise<readonly Suspect[]> {
    let tied = suspects;
    if (tied.length < 2) return tied;
    for await (const witness of inBursts(this.#next(Math.floor(this.#lives / tied.length)), this.#signal)) {
      this.#lives -= tied.length;
      this.#looked.push(witness);
      const borneOut = tied.filter(({ defects }) => bearsOut(witness, defects));
      if (borneOut.length > 0) tied = borneOut;
      if (tied.length === 1) break;
    }
    return tied;
  }

  /**
   * A single defect is a coincidence when it would spoil more right bills than it explains wrong ones, unless it explains most of
   * those: a target may have it for some members only. A pair has to explain more than one of its defects does alone, or several
   * cells that nothing else explained: it may be seen in some cells besides what most have.
   */
  async #isPlausible({ defects, explains }: Suspect, left: ReadonlySet<WrongCell>): Promise<boolean> {
    const { borneOut, missed, spoilt } = await this.#weigh(defects);
    if (defects.length === 1) return spoilt <= borneOut || missed <= borneOut;
    if ([...left].filter((cell) => explains.has(cell)).length >= SEVERAL) return true;
    for (const defect of defects) {
      const alone = await this.#weigh([defect]);
      if (alone.missed + alone.spoilt <= missed + spoilt) return false;
    }
    return true;
  }

  async #weigh(defects: readonly Defect[]): Promise<Weight> {
    const key = defects.map(({ name }) => name).join(' ');
    const weight = this.#weights.get(key) ?? { seen: 0, borneOut: 0, missed: 0, spoilt: 0 };
    this.#weights.set(key, weight);
    for await (const witness of inBursts(this.#looked.slice(weight.seen), this.#signal)) {
      weight.seen += 1;
      if (bearsOut(witness, defects)) weight.borneOut += witness.result.verdict === 'differs' ? 1 : 0;
      else if (witness.result.verdict === 'differs') weight.missed += 1;
      else weight.spoilt += 1;
    }
    return weight;
  }

  *#next(count: number): Generator<Witness> {
    for (let taken = 0; taken < count; taken += 1) {
      const next = this.#others.next();
      if (next.done) return;
      yield next.value;
    }
  }
}
