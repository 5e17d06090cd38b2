import { createHash } from 'node:crypto';
import { cellText } from './cells.ts';
import type { Cell } from './matrix.ts';

/**
 * `size` of the cells, or all when there are not more, in the order they came. Whether a cell is chosen follows from its hash:
 * a larger sample of the same seed has all cells of a smaller one.
 */
export function sampledCells(cells: readonly Cell[], size: number, seed: number): Cell[] {
  if (cells.length <= size) return [...cells];
  const ranked = cells.map((cell, index) => ({ cell, index, rank: rankOf(cell, seed) }));
  const chosen = ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size);
  return chosen.sort((a, b) => a.index - b.index).map(({ cell }) => cell);
}

function rankOf(cell: Cell, seed: number): string {
  return createHash('sha256')
    .update(`${seed}: ${cellText(cell)}`)
    .digest('hex');
}
