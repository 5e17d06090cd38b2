import type { Defect } from '@billing-testkit/engine';
import type { Candidate } from './candidates.ts';
import { isWrongCell, type Observation, reproduces, type WrongCell } from './observation.ts';
import { withPauses } from './with-pauses.ts';

/** A candidate, and what the cells that were looked at say about it. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  /** In how many cells it would make another bill than the target did. */
  readonly contradictedBy: number;
}

/** Of the cells that were not diagnosed so many are looked at in any case. */
const SAMPLE = 200;

/** So many lives more to tell candidates apart that explain the same: about two seconds. */
const MORE_BILLINGS = 1600;

/** By coincidence a pair hardly makes the whole bills of so many cells that differ in different figures. */
const SEVERAL = 5;

/** Of the cells that were looked at. */
interface Score {
  /** How many it was held against. */
  examined: number;
  /** Wrong cells of which it makes the target's bill. */
  reproduced: number;
  /** Wrong cells of which it makes another one. */
  missed: number;
  /** Right cells of which it makes a wrong bill. */
  broken: number;
}

/** Holds candidates against cells: those that were diagnosed, a sample of the others, and more where that can't tell them apart. */
export class CandidateScoring {
  readonly #examined: Observation[];
  readonly #others: Iterator<Observation>;
  readonly #signal: AbortSignal | undefined;
  readonly #scores = new Map<string, Score>();
  #billings = MORE_BILLINGS;

  constructor(wrong: readonly WrongCell[], others: Iterable<Observation>, signal: AbortSignal | undefined) {
    this.#others = others[Symbol.iterator]();
    this.#signal = signal;
    this.#examined = [...wrong, ...this.#next(SAMPLE)];
  }

  get lookedAt(): number {
    return this.#examined.length;
  }

  /** The plausible candidate that the fewest cells contradict; several that explain the same cells when nothing tells them apart. */
  async best(front: readonly Candidate[], left: ReadonlySet<WrongCell>): Promise<readonly Candidate[]> {
    const plausible: Candidate[] = [];
    for await (const candidate of withPauses(front, this.#signal)) {
      if (await this.#isPlausible(candidate, left)) plausible.push(candidate);
    }
    const scored = await this.scored(plausible);
    const fewest = Math.min(...scored.map(({ contradictedBy }) => contradictedBy));
    const equal = scored.flatMap(({ candidate, contradictedBy }) => (contradictedBy === fewest ? [candidate] : []));
    const [first] = equal;
    if (!first) return [];
    const isSame = (cell: WrongCell, candidate: Candidate) => first.explains.has(cell) === candidate.explains.has(cell);
    return this.#toldApart(equal.filter((candidate) => [...left].every((cell) => isSame(cell, candidate))));
  }

  /** What all the cells say that were looked at by now. */
  async scored(candidates: readonly Candidate[]): Promise<ScoredCandidate[]> {
    const scored: ScoredCandidate[] = [];
    for (const candidate of candidates) {
      const { missed, broken } = await this.#score(candidate.defects);
      scored.push({ candidate, contradictedBy: missed + broken });
    }
    return scored;
  }

  /** Wrong cells, of those that were looked at, that none of the candidates explains. */
  async unexplainedBy(candidates: readonly Candidate[]): Promise<WrongCell[]> {
    const unexplained: WrongCell[] = [];
    for await (const observation of withPauses(this.#examined.filter(isWrongCell), this.#signal)) {
      if (candidates.every(({ defects }) => !reproduces(observation, defects))) unexplained.push(observation);
    }
    return unexplained;
  }

  /** Looks at more cells until only one candidate is left. */
  async #toldApart(candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    let tied = candidates;
    if (tied.length < 2) return tied;
    for await (const observation of withPauses(this.#next(Math.floor(this.#billings / tied.length)), this.#signal)) {
      this.#billings -= tied.length;
      this.#examined.push(observation);
      const borneOut = tied.filter(({ defects }) => reproduces(observation, defects));
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
  async #isPlausible({ defects, explains }: Candidate, left: ReadonlySet<WrongCell>): Promise<boolean> {
    const { reproduced, missed, broken } = await this.#score(defects);
    if (defects.length === 1) return broken <= reproduced || missed <= reproduced;
    if ([...left].filter((cell) => explains.has(cell)).length >= SEVERAL) return true;
    for (const defect of defects) {
      const alone = await this.#score([defect]);
      if (alone.missed + alone.broken <= missed + broken) return false;
    }
    return true;
  }

  async #score(defects: readonly Defect[]): Promise<Score> {
    const key = defects.map(({ name }) => name).join(' ');
    const weight = this.#scores.get(key) ?? { examined: 0, reproduced: 0, missed: 0, broken: 0 };
    this.#scores.set(key, weight);
    for await (const observation of withPauses(this.#examined.slice(weight.examined), this.#signal)) {
      weight.examined += 1;
      if (reproduces(observation, defects)) weight.reproduced += observation.result.verdict === 'differs' ? 1 : 0;
      else if (observation.result.verdict === 'differs') weight.missed += 1;
      else weight.broken += 1;
    }
    return weight;
  }

  *#next(count: number): Generator<Observation> {
    for (let taken = 0; taken < count; taken += 1) {
      const next = this.#others.next();
      if (next.done) return;
      yield next.value;
    }
  }
}
