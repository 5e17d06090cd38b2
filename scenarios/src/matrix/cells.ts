import type { Cell, Dimension } from './matrix.ts';

/** How many cells dimensions span. */
export function cellCount(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((count, { labels }) => count * labels.length, 1);
}

/** Every cell that dimensions span, the last dimension varying fastest. */
export function cellsOf(dimensions: readonly Dimension[]): Cell[] {
  return Array.from({ length: cellCount(dimensions) }, (_, index) => cellAt(dimensions, index));
}

/** The cell at a place in that order, from 0. */
export function cellAt(dimensions: readonly Dimension[], index: number): Cell {
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
