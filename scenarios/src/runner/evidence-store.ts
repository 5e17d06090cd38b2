import type { CellResult } from './matrix-run.ts';

/** Enough to see what cells of a signature have in common; a whole matrix of bills would not fit into memory. */
const KEPT_OF_A_SIGNATURE = 20;
const KEPT_IN_ALL = 1000;

/** Decides of which differing cells both bills are kept. */
export class EvidenceStore {
  readonly #kept = new Map<string, number>();
  #total = 0;

  /** The result as it is to be remembered: without its evidence when there is enough of that already. */
  remembered(result: CellResult): CellResult {
    if (result.verdict !== 'differs' || !result.evidence) return result;
    const { evidence, ...rest } = result;
    const kept = this.#kept.get(result.signature) ?? 0;
    if (kept >= KEPT_OF_A_SIGNATURE || this.#total >= KEPT_IN_ALL) return rest;
    this.#kept.set(result.signature, kept + 1);
    this.#total += 1;
    return result;
  }
}
