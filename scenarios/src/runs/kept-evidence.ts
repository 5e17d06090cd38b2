import type { CellResult, Evidence } from './results.ts';

/**
 * The number of cells of each signature that keep their bills: enough to tell what they have in common. All bills would not fit
 * into memory.
 */
const KEPT_OF_A_SIGNATURE = 20;
const KEPT_IN_ALL = 1000;

/**
 * Keeps both bills of the first differing cells of each signature. When there are too many in all, the signature with the most bills
 * gives one up, so that a rare signature keeps its first bill however late it comes.
 */
export class KeptEvidence {
  readonly #kept = new Map<string, CellResult[]>();
  readonly #evidence = new Map<CellResult, Evidence>();

  /** Keeps the evidence of a result as long as there is room for it. Returns the result without evidence. */
  keep(result: CellResult): CellResult {
    if (result.verdict !== 'differs' || !result.evidence) return result;
    const { evidence, ...remembered } = result;
    const kept = this.#kept.get(result.signature) ?? [];
    if (this.#makesRoomFor(kept)) {
      this.#kept.set(result.signature, [...kept, remembered]);
      this.#evidence.set(remembered, evidence);
    }
    return remembered;
  }

  /** The results, with the evidence that was kept. */
  withEvidence(results: readonly CellResult[]): CellResult[] {
    return results.map((result) => {
      const evidence = this.#evidence.get(result);
      return result.verdict === 'differs' && evidence ? { ...result, evidence } : result;
    });
  }

  #makesRoomFor(kept: readonly CellResult[]): boolean {
    if (kept.length >= KEPT_OF_A_SIGNATURE) return false;
    if (this.#evidence.size < KEPT_IN_ALL) return true;
    let most: CellResult[] = [];
    for (const other of this.#kept.values()) if (other.length > most.length) most = other;
    if (most.length < kept.length + 2) return false;
    const given = most.pop();
    return given !== undefined && this.#evidence.delete(given);
  }
}
