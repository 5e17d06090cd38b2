import type { CellResult, DifferingCell, Evidence } from './results.ts';

/**
 * The number of cells of each signature that keep their bills: enough to tell the values that they share. All bills would not fit
 * into memory.
 */
const KEPT_OF_A_SIGNATURE = 20;
const KEPT_IN_ALL = 1000;

/** A result that keeps its evidence, and its place in the order in which cells are preferred. */
interface KeptResult {
  readonly place: number;
  readonly result: DifferingCell;
}

/**
 * Keeps both bills of the differing cells of each signature that have the first places. When there are too many in all, the signature
 * with the most bills gives up its last one, so that a rare signature keeps its first bill. Which bills are kept follows from the
 * places only: results may come in any order, and be filtered by one store after another.
 */
export class KeptEvidence {
  /** The results of each signature that keep their evidence, by their places. */
  readonly #kept = new Map<string, KeptResult[]>();
  readonly #evidence = new Map<CellResult, Evidence>();

  /** Keeps the evidence of a result as long as there is room for it. No two results have one place. Returns the result without evidence. */
  keep(result: CellResult, place: number): CellResult {
    if (result.verdict !== 'differs' || !result.evidence) return result;
    const { evidence, ...remembered } = result;
    const kept = this.#kept.get(result.signature) ?? [];
    const rank = kept.findLastIndex((other) => other.place < place) + 1;
    if (rank === KEPT_OF_A_SIGNATURE) return remembered;
    this.#kept.set(result.signature, kept.toSpliced(rank, 0, { place, result: remembered }));
    this.#evidence.set(remembered, evidence);
    if (kept.length === KEPT_OF_A_SIGNATURE) this.#giveUpLastOf(result.signature);
    else if (this.#evidence.size > KEPT_IN_ALL) this.#giveUpLastOf(this.#mostKept());
    return remembered;
  }

  /** The results, with the evidence that was kept. */
  withEvidence(results: readonly CellResult[]): CellResult[] {
    return results.map((result) => {
      const evidence = this.#evidence.get(result);
      return result.verdict === 'differs' && evidence ? { ...result, evidence } : result;
    });
  }

  #giveUpLastOf(signature: string): void {
    const kept = this.#kept.get(signature) ?? [];
    const [last] = kept.slice(-1);
    if (last) this.#evidence.delete(last.result);
    if (kept.length > 1) this.#kept.set(signature, kept.slice(0, -1));
    else this.#kept.delete(signature);
  }

  /** The signature that keeps most; of several the one whose last place comes latest. */
  #mostKept(): string {
    let most = '';
    let [count, last] = [0, -1];
    for (const [signature, kept] of this.#kept) {
      const place = kept.at(-1)?.place ?? 0;
      if (kept.length < count || (kept.length === count && place < last)) continue;
      [most, count, last] = [signature, kept.length, place];
    }
    return most;
  }
}
