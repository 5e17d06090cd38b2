import { createHash } from 'node:crypto';
import covertable from 'covertable';
import { type Cell, cellsOf, cellText, type Dimension } from './matrix.ts';
import { SelectionError } from './usage-errors.ts';

/**
 * A sample of `size` cells, or all cells when there are not more, in the order they came. The hash of a cell decides whether it is
 * chosen, so a larger sample of the same seed has all cells of a smaller one.
 */
function sampledCells(cells: readonly Cell[], size: number, seed: number): Cell[] {
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

/**
 * The fewest cells, or nearly so, that together have every value of every dimension beside every value of every other one, in the
 * order of the matrix. Most mistakes of software come with one value or with two that meet.
 */
function pairwiseCells(dimensions: readonly Dimension[], seed: number): Cell[] {
  const varying = dimensions.filter(({ labels }) => labels.length > 1);
  // There are no pairs when fewer than two dimensions vary, but every value is still run.
  if (varying.length < 2) return cellsOf(dimensions);
  // The labels are numbered, so that the same seed chooses the same cells whatever the labels are.
  const rows = inSlices(varying.map(({ labels }) => labels.map((_, index) => index))).flatMap((factors) =>
    covertable.make(factors, { seed }),
  );
  return rows.toSorted(inOrder).map((row) => {
    const chosen = new Map(varying.map(({ name, labels }, index) => [name, labels[row[index] ?? 0]]));
    return Object.fromEntries(dimensions.map(({ name, labels: [only = ''] }) => [name, chosen.get(name) ?? only]));
  });
}

/** The most values that one dimension has in a search for pairs: the search takes long for a dimension of hundreds. */
const MAX_VALUES = 50;

/**
 * The factors with equal slices of the longest one, few enough values in each. Every slice needs as many cells as its values and those
 * of the next longest factor span, so that together they need hardly more than the whole does.
 */
function inSlices(factors: readonly (readonly number[])[]): number[][][] {
  const longest = factors.reduce((a, b) => (b.length > a.length ? b : a), []);
  const size = Math.ceil(longest.length / Math.ceil(longest.length / MAX_VALUES));
  const starts = longest.filter((place) => place % size === 0);
  return starts.map((start) =>
    factors.map((places) => (places === longest ? places.slice(start, start + size) : [...places])),
  );
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((index, position) => index !== b[position]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}

/** The number of cells that are chosen: all, as few as have every pair of values, or a given number. */
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

/** A coverage as `parseCoverage` reads it. */
export function coverageText(coverage: Coverage): string {
  return typeof coverage === 'string' ? coverage : `sample=${coverage.sample}`;
}

/** The chosen cells, in the order of the matrix; the same ones for the same seed, on every machine. */
export function coveredCells(dimensions: readonly Dimension[], coverage: Coverage, seed: number): Cell[] {
  if (coverage === 'full') return cellsOf(dimensions);
  if (coverage === 'pairwise') return pairwiseCells(dimensions, seed);
  return sampledCells(cellsOf(dimensions), coverage.sample, seed);
}
