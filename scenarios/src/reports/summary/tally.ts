import type { Dimension } from '../../matrices/matrix.ts';
import type { CellResult, MatrixRun, Verdict } from '../../runs/matrix-run.ts';

/** How many cells came to each verdict. */
export type Tally = Readonly<Record<Verdict, number>>;

/** A value of a dimension, and what came of its cells. */
export interface LabelTally {
  readonly label: string;
  readonly tally: Tally;
}

/** What came of the cells in each combination of the values of two dimensions. */
export interface TallyGrid {
  readonly rows: Dimension;
  readonly columns: Dimension;
  /** By row, then by column. */
  readonly tallies: readonly (readonly Tally[])[];
}

export function tallyOf(results: Iterable<CellResult>): Tally {
  const tally = { agrees: 0, differs: 0, failed: 0, skipped: 0 };
  for (const { verdict } of results) tally[verdict] += 1;
  return tally;
}

/** How many cells had a bill to compare. */
export function comparedIn({ agrees, differs }: Tally): number {
  return agrees + differs;
}

/** How many cells were run. */
export function reachedIn(tally: Tally): number {
  return comparedIn(tally) + tally.failed + tally.skipped;
}

/** What came of the cells with each value of a dimension. */
export function tallyByLabel(results: Iterable<CellResult>, dimension: Dimension): LabelTally[] {
  return byLabel(results, dimension).map(([label, group]) => ({ label, tally: tallyOf(group) }));
}

/**
 * What came of the cells by month and member; of a matrix that has neither, by its first two dimensions. None of a matrix with
 * a single dimension.
 */
export function tallyGrid({ dimensions, results }: MatrixRun): TallyGrid | undefined {
  const [rows, columns] = axesOf(dimensions);
  if (!(rows && columns)) return undefined;
  const tallies = byLabel(results, rows).map(([, group]) => tallyByLabel(group, columns).map(({ tally }) => tally));
  return { rows, columns, tallies };
}

/** Of each value of a dimension its results, also when there are none. */
function byLabel(results: Iterable<CellResult>, { name, labels }: Dimension): [string, CellResult[]][] {
  const groups = new Map(labels.map((label): [string, CellResult[]] => [label, []]));
  for (const result of results) groups.get(result.cell[name] ?? '')?.push(result);
  return [...groups];
}

/** The dimensions that results are laid out by: month and member, otherwise the first two; fewer when there are no more. */
export function axesOf(dimensions: readonly Dimension[]): readonly Dimension[] {
  const named = ['month', 'member'].flatMap((axis) => dimensions.filter(({ name }) => name === axis));
  return named.length === 2 ? named : dimensions.slice(0, 2);
}

/** A dimension, and what came of the cells with each of its values. */
export interface DimensionShare {
  readonly dimension: string;
  /** Without values of which no cell was run. */
  readonly values: readonly LabelTally[];
}

/** Where bills are wrong: the dimensions that make a difference to it, the greatest first, and the names of those that make none. */
interface DimensionShares {
  readonly differing: readonly DimensionShare[];
  readonly uniform: readonly string[];
}

export function dimensionShares(run: MatrixRun): DimensionShares {
  const facets = run.dimensions.map((dimension) => ({
    dimension: dimension.name,
    values: tallyByLabel(run.results, dimension).filter(({ tally }) => comparedIn(tally) > 0),
  }));
  return {
    differing: facets.filter((facet) => spreadOf(facet) > 0).sort((a, b) => spreadOf(b) - spreadOf(a)),
    uniform: facets
      .filter((facet) => facet.values.length > 1 && spreadOf(facet) === 0)
      .map(({ dimension }) => dimension),
  };
}

/** How far the shares of wrong bills are apart. */
function spreadOf({ values }: DimensionShare): number {
  const shares = values.map(({ tally }) => tally.differs / comparedIn(tally));
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
}
