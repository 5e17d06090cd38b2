import { cellAt, cellCount, cellText } from '../matrix/cells.ts';
import type { Cell, Dimension } from '../matrix/matrix.ts';

/** The cells of a matrix by their place in its order, from 0. */
export class CellNumbers {
  /** How many cells there are. */
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

  /** None of a cell of another matrix. */
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
