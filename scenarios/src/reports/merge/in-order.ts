import { type Cell, type CellNumbers, cellText } from '../../matrices/matrix.ts';

interface WithCell {
  readonly cell: Cell;
}

/** Items in the order of their cells in the matrix, unknown cells last. Items of one cell are ordered by their JSON text. */
export function inOrder<Item extends WithCell>(items: readonly Item[], numbers: CellNumbers): Item[] {
  return items
    .map((item) => ({
      item,
      number: numbers.find(item.cell) ?? numbers.count,
      text: `${cellText(item.cell)} ${JSON.stringify(item)}`,
    }))
    .sort((a, b) => a.number - b.number || (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}
