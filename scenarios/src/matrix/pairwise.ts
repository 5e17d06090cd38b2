import covertable from 'covertable';
import { cellsOf } from './cells.ts';
import type { Cell, Dimension } from './matrix.ts';

/**
 * About as few cells as together have every value of every dimension beside every value of every other one, in the order of the
 * matrix. Most mistakes of software come with one value or with two that meet.
 */
export function pairwiseCells(dimensions: readonly Dimension[], seed: number): Cell[] {
  const varying = dimensions.filter(({ labels }) => labels.length > 1);
  // Where two values can't meet there are no pairs, but values to be seen.
  if (varying.length < 2) return cellsOf(dimensions);
  // Numbers for labels, so that whatever they are the same seed chooses the same cells.
  const rows = covertable.make(
    varying.map(({ labels }) => labels.map((_, index) => index)),
    { seed },
  );
  return rows.toSorted(inOrder).map((row) => {
    const chosen = new Map(varying.map(({ name, labels }, index) => [name, labels[row[index] ?? 0]]));
    return Object.fromEntries(dimensions.map(({ name, labels: [only = ''] }) => [name, chosen.get(name) ?? only]));
  });
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((index, position) => index !== b[position]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}
