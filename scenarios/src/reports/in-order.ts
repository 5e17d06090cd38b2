import { cellText } from '../matrix/cells.ts';
import type { Cell } from '../matrix/matrix.ts';
import type { CellNumbers } from './cell-numbers.ts';

interface OfCell {
  readonly cell: Cell;
}

/** In the order of the matrix; cells of other matrices come last. What is of the same cell is in the order of all that it says. */
export function inOrder<Item extends OfCell>(items: readonly Item[], numbers: CellNumbers): Item[] {
  return items
    .map((item) => ({
      item,
      number: numbers.find(item.cell) ?? numbers.count,
      text: `${cellText(item.cell)} ${JSON.stringify(item)}`,
    }))
    .sort((a, b) => a.number - b.number || (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}
