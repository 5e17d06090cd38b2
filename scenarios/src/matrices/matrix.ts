import type { Policy } from '@billing-testkit/engine';
import type { BillingCase } from '../cases/billing-case.ts';

/** A matrix that can't be run: `message` tells the mistake and its place in a sentence. */
export class MatrixProblem extends Error {
  override readonly name = 'MatrixProblem';
}

/** A cell of a matrix: one value of each dimension, by its label. */
export type Cell = Readonly<Record<string, string>>;

/** Something that varies from cell to cell, by the labels of its values; the first one is the neutral one. */
export interface Dimension {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Business cases in every combination of the values of some dimensions. */
export interface Matrix {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /**
   * The case that a cell stands for. Throws a `CaseProblem` for a cell that is to be skipped, and a `MatrixProblem` for one that has
   * no case, like a cell with a label that its dimension has no value for. A dimension that lists words takes any word.
   */
  caseOf(cell: Cell): BillingCase;
  /**
   * This matrix for accounts that are billed by another policy, from which its dimensions and cases may follow. For its own policy it is
   * this very matrix.
   */
  forPolicy(policy: Policy): Matrix;
}

/** The number of cells that dimensions span. */
export function cellCount(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((count, { labels }) => count * labels.length, 1);
}

/** Every cell that dimensions span, the last dimension varying fastest. */
export function cellsOf(dimensions: readonly Dimension[]): Cell[] {
  return Array.from({ length: cellCount(dimensions) }, (_, index) => cellAt(dimensions, index));
}

/** The cell at a place in that order, from 0. */
function cellAt(dimensions: readonly Dimension[], index: number): Cell {
  let rest = index;
  const reversed = dimensions.toReversed().map(({ name, labels }) => {
    const label = labels[rest % labels.length] ?? '';
    rest = Math.floor(rest / labels.length);
    return [name, label] as const;
  });
  return Object.fromEntries(reversed.reverse());
}

/** A cell in one line: `member=kr, month=2025-03`. */
export function cellText(cell: Cell): string {
  return Object.entries(cell)
    .map(([dimension, label]) => `${dimension}=${label}`)
    .join(', ');
}

/** The cells of a matrix by their place in its order, from 0. */
export class CellNumbers {
  /** The number of cells. */
  readonly count: number;
  readonly #dimensions: readonly Dimension[];
  readonly #places: readonly ReadonlyMap<string, number>[];

  constructor(dimensions: readonly Dimension[]) {
    this.#dimensions = dimensions;
    this.#places = dimensions.map(({ labels }) => new Map(labels.map((label, place) => [label, place])));
    this.count = cellCount(dimensions);
  }

  /** Throws a `RangeError` for a cell of another matrix. */
  numberOf(cell: Cell): number {
    const number = this.find(cell);
    if (number === undefined) throw new RangeError(`The matrix has no cell ${cellText(cell)}.`);
    return number;
  }

  /** The number of a cell; undefined for a cell of another matrix. */
  find(cell: Cell): number | undefined {
    let number = 0;
    for (const [index, { name, labels }] of this.#dimensions.entries()) {
      const place = this.#places[index]?.get(cell[name] ?? '');
      if (place === undefined) return undefined;
      number = number * labels.length + place;
    }
    return number;
  }

  /** The cell with a number from 0 up to `count`. */
  cell(number: number): Cell {
    return cellAt(this.#dimensions, number);
  }
}
