/** A candidate as a cover sees it. */
export interface Covering<Cell> {
  /** The defects that it takes: one, or the two of a pair. */
  readonly defects: readonly unknown[];
  readonly explains: ReadonlySet<Cell>;
}

/**
 * Covers cells by candidates, greedily: in each round the candidates in front are those that explain most of the cells that are
 * left, single defects before pairs. The caller chooses among them.
 */
export class GreedyCover<Cell, Candidate extends Covering<Cell>> {
  #candidates: readonly Candidate[];
  readonly #left: Set<Cell>;

  constructor(candidates: readonly Candidate[], cells: Iterable<Cell>) {
    this.#candidates = candidates;
    this.#left = new Set(cells);
  }

  /** The cells that no chosen candidate explains. */
  get left(): ReadonlySet<Cell> {
    return this.#left;
  }

  /** The candidates to choose from; none when no candidate explains a cell that is left. */
  front(): Candidate[] {
    const most = Math.max(0, ...this.#candidates.map((candidate) => this.#count(candidate)));
    if (most === 0) return [];
    const explaining = this.#candidates.filter((candidate) => this.#count(candidate) === most);
    const fewest = Math.min(...explaining.map(({ defects }) => defects.length));
    return explaining.filter(({ defects }) => defects.length === fewest);
  }

  /** The candidates that explain the same of the cells that are left as the first one does. */
  alike(candidates: readonly Candidate[]): Candidate[] {
    const [first] = candidates;
    const left = [...this.#left];
    return candidates.filter(({ explains }) => left.every((cell) => explains.has(cell) === first?.explains.has(cell)));
  }

  /** Takes candidates out of the cover, and the cells that they explain. */
  choose(chosen: readonly Candidate[]): void {
    this.drop(chosen);
    for (const { explains } of chosen) for (const cell of explains) this.#left.delete(cell);
  }

  /** Takes candidates out of the cover that are not chosen. */
  drop(candidates: readonly Candidate[]): void {
    this.#candidates = this.#candidates.filter((candidate) => !candidates.includes(candidate));
  }

  #count({ explains }: Candidate): number {
    let count = 0;
    for (const cell of this.#left) if (explains.has(cell)) count += 1;
    return count;
  }
}
