import type { CellResult, Evidence } from './matrix-run.ts';

/** Enough to see what cells of a signature have in common; a whole matrix of bills would not fit into memory. */
const KEPT_OF_A_SIGNATURE = 20;
const KEPT_IN_ALL = 1000;

/**
 * Decides of which differing cells both bills are kept: of the first ones of each signature. When that is too much in all, signatures
 * that have most give theirs up to those that have less, so that a rare one has its own however late it is seen.
 */
export class KeptEvidence {
  readonly #kept = new Map<string, CellResult[]>();
  readonly #evidence = new Map<CellResult, Evidence>();

  /** The result as it is to be remembered: without its evidence, which is kept here as long as there is room for it. */
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

  /** Results that were remembered, some with their evidence. */
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
