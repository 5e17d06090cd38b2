import { withPauses } from '../runs/with-pauses.ts';
import type { Candidate } from './candidates.ts';
import type { Mistake } from './mistakes.ts';
import { isWrongCell, type Observation, reproduces, type WrongCell } from './observation.ts';

/** A candidate with its contradictions. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  /** The number of examined cells in which it would make another bill than the target did. */
  readonly contradictedBy: number;
  /** The number of them whose bill is right. */
  readonly broken: number;
}

/** The number of cells that are examined in any case, besides the diagnosed ones. */
const SAMPLE = 200;

/**
 * The number of further bills that may be calculated to tell candidates apart that explain the same, which takes about two seconds.
 */
const MORE_BILLINGS = 1600;

/** A pair hardly makes the whole bills of so many cells that differ in different figures by coincidence. */
const NO_COINCIDENCE = 5;

/** The evidence of the examined cells for and against a candidate. */
interface Score {
  /** The number of cells that it was compared with. */
  examined: number;
  /** The number of wrong cells whose bill it makes. */
  reproduced: number;
  /** The number of wrong cells for which it makes another bill. */
  missed: number;
  /** The number of right cells for which it makes a wrong bill. */
  broken: number;
}

/**
 * Compares candidates with cells: the diagnosed ones, a sample of the others, and more where those can't tell candidates apart.
 */
export class CandidateScoring {
  readonly #examined: Observation[];
  readonly #others: Iterator<Observation>;
  readonly #signal: AbortSignal | undefined;
  readonly #scores = new Map<string, Score>();
  #billings = MORE_BILLINGS;

  constructor(diagnosed: readonly WrongCell[], others: Iterable<Observation>, signal: AbortSignal | undefined) {
    this.#others = others[Symbol.iterator]();
    this.#signal = signal;
    this.#examined = [...diagnosed, ...this.#next(SAMPLE)];
  }

  /** The number of cells that were examined. */
  get lookedAt(): number {
    return this.#examined.length;
  }

  /** The plausible candidates that the fewest cells contradict, in the order in which they came. */
  async leastContradicted(front: readonly Candidate[], left: ReadonlySet<WrongCell>): Promise<Candidate[]> {
    const plausible: Candidate[] = [];
    for await (const candidate of withPauses(front, this.#signal)) {
      if (await this.#isPlausible(candidate, left)) plausible.push(candidate);
    }
    const scored = await this.scored(plausible);
    const fewest = Math.min(...scored.map(({ contradictedBy }) => contradictedBy));
    return scored.flatMap(({ candidate, contradictedBy }) => (contradictedBy === fewest ? [candidate] : []));
  }

  /** Examines further cells until only one of the candidates is left, or no cell tells the rest apart. */
  async toldApart(candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    let tied = candidates;
    if (tied.length < 2) return tied;
    const further = this.#next(Math.floor(this.#billings / tied.length));
    for await (const observation of withPauses(further, this.#signal)) {
      this.#billings -= tied.length;
      this.#examined.push(observation);
      const reproducing = tied.filter(({ defects }) => reproduces(observation, defects));
      if (reproducing.length > 0) tied = reproducing;
      if (tied.length === 1) break;
    }
    return tied;
  }

  /** The candidates with their contradictions by all cells that were examined by now. */
  async scored(candidates: readonly Candidate[]): Promise<ScoredCandidate[]> {
    const scored: ScoredCandidate[] = [];
    for (const candidate of candidates) {
      const { missed, broken } = await this.#score(candidate.defects);
      scored.push({ candidate, contradictedBy: missed + broken, broken });
    }
    return scored;
  }

  /** The examined wrong cells whose bills none of the candidates makes. */
  async unexplainedBy(candidates: readonly Candidate[]): Promise<WrongCell[]> {
    const unexplained: WrongCell[] = [];
    for await (const cell of withPauses(this.#examined.filter(isWrongCell), this.#signal)) {
      if (candidates.every(({ defects }) => !reproduces(cell, defects))) unexplained.push(cell);
    }
    return unexplained;
  }

  /**
   * Whether a candidate is more than a coincidence. A single defect may break as many right bills as it reproduces wrong ones, or
   * more when it reproduces most of the wrong ones: a target may have the defect for some members only. A pair has to be
   * contradicted less than each of its defects alone, unless it explains several cells that are left: it may show in few cells of
   * a target that has another defect in most.
   */
  async #isPlausible({ defects, explains }: Candidate, left: ReadonlySet<WrongCell>): Promise<boolean> {
    const { reproduced, missed, broken } = await this.#score(defects);
    if (defects.length === 1) return broken <= reproduced || missed <= reproduced;
    if ([...left].filter((cell) => explains.has(cell)).length >= NO_COINCIDENCE) return true;
    for (const defect of defects) {
      const alone = await this.#score([defect]);
      if (alone.missed + alone.broken <= missed + broken) return false;
    }
    return true;
  }

  async #score(defects: readonly Mistake[]): Promise<Score> {
    const key = defects.map(({ name }) => name).join(' ');
    const score = this.#scores.get(key) ?? { examined: 0, reproduced: 0, missed: 0, broken: 0 };
    this.#scores.set(key, score);
    for await (const observation of withPauses(this.#examined.slice(score.examined), this.#signal)) {
      const isWrong = observation.result.verdict === 'differs';
      score.examined += 1;
      if (reproduces(observation, defects)) score.reproduced += isWrong ? 1 : 0;
      else if (isWrong) score.missed += 1;
      else score.broken += 1;
    }
    return score;
  }

  *#next(count: number): Generator<Observation> {
    for (let taken = 0; taken < count; taken += 1) {
      const next = this.#others.next();
      if (next.done) return;
      yield next.value;
    }
  }
}
