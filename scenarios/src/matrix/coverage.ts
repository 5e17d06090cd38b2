import { cellsOf } from './cells.ts';
import type { Cell, Dimension } from './matrix.ts';
import { pairwiseCells } from './pairwise.ts';
import { sampledCells } from './sample.ts';
import { SelectionError } from './selection-error.ts';

/** How many of the cells are chosen: all, as few as have every pair of values, or a number of them. */
export type Coverage = 'full' | 'pairwise' | { readonly sample: number };

/** Reads `full`, `pairwise` or `sample=100`. */
export function parseCoverage(text: string): Coverage {
  if (text === 'full' || text === 'pairwise') return text;
  const [, digits] = /^sample=(\d{1,9})$/.exec(text) ?? [];
  const sample = Number(digits ?? '0');
  if (sample > 0) return { sample };
  throw new SelectionError(
    `${JSON.stringify(text)} is no coverage: choose full, pairwise or a number of cells like sample=100.`,
  );
}

/** As `parseCoverage` reads it. */
export function coverageText(coverage: Coverage): string {
  return typeof coverage === 'string' ? coverage : `sample=${coverage.sample}`;
}

/** The chosen cells, in the order of the matrix; the same ones for the same seed, on every machine. */
export function coveredCells(dimensions: readonly Dimension[], coverage: Coverage, seed: number): Cell[] {
  if (coverage === 'full') return cellsOf(dimensions);
  if (coverage === 'pairwise') return pairwiseCells(dimensions, seed);
  return sampledCells(cellsOf(dimensions), coverage.sample, seed);
}
