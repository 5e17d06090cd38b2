import { type Stage, stages } from '../../cases/bill.ts';
import type { Capability } from '../../cases/capabilities.ts';
import type { Cell, Dimension } from '../../matrices/matrix.ts';
import type { CellResult, DifferingCell, MatrixRun, UncomparedCell, Verdict } from '../../runs/results.ts';

/** The number of cells that came to each verdict. */
export type Tally = Readonly<Record<Verdict, number>>;

/** A value of a dimension, and the tally of its cells. */
export interface LabelTally {
  readonly label: string;
  readonly tally: Tally;
}

/** The tallies of the cells with each combination of the values of two dimensions. */
export interface TallyGrid {
  readonly rows: Dimension;
  readonly columns: Dimension;
  /** The tallies by row, then by column. */
  readonly tallies: readonly (readonly Tally[])[];
}

export function tallyOf(results: Iterable<CellResult>): Tally {
  const tally = { agrees: 0, differs: 0, failed: 0, skipped: 0 };
  for (const { verdict } of results) tally[verdict] += 1;
  return tally;
}

/** The number of cells that had a bill to compare. */
export function comparedIn({ agrees, differs }: Tally): number {
  return agrees + differs;
}

/** The number of cells that were run. */
export function reachedIn(tally: Tally): number {
  return comparedIn(tally) + tally.failed + tally.skipped;
}

/** The tallies of the cells with each value of a dimension. */
export function tallyByLabel(results: Iterable<CellResult>, dimension: Dimension): LabelTally[] {
  return byLabel(results, dimension).map(([label, group]) => ({ label, tally: tallyOf(group) }));
}

/**
 * The tallies of the cells by month and member, or by the first two dimensions of a matrix without those. Undefined for a matrix
 * with a single dimension.
 */
export function tallyGrid({ dimensions, results }: MatrixRun): TallyGrid | undefined {
  const [rows, columns] = axesOf(dimensions);
  if (!(rows && columns)) return undefined;
  const tallies = byLabel(results, rows).map(([, group]) => tallyByLabel(group, columns).map(({ tally }) => tally));
  return { rows, columns, tallies };
}

/** The results with each value of a dimension, even when there are none. */
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

/** A dimension, and the tallies of the cells with each of its values. */
export interface DimensionShare {
  readonly dimension: string;
  /** The values with which cells were compared. */
  readonly values: readonly LabelTally[];
}

/**
 * The dimensions by how much the share of wrong bills depends on their values: the greatest difference first, then the names
 * without one.
 */
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

/** The difference between the largest and the smallest share of wrong bills. */
function spreadOf({ values }: DimensionShare): number {
  const shares = values.map(({ tally }) => tally.differs / comparedIn(tally));
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
}

/** Cells that differ in the same figures in the same direction. */
export interface SignatureGroup {
  /** The first cell of the group in the order of the matrix. */
  readonly first: DifferingCell;
  readonly count: number;
}

/** Cells that were not compared for the same reason. */
export interface MessageGroup {
  readonly message: string;
  /** The capabilities that the cells need and the target does not support. */
  readonly lacks?: readonly Capability[];
  /** The cells in the order of the matrix. */
  readonly cells: readonly Cell[];
}

/** Wrong bills that are wrong in the same way, the most frequent ones first. */
export function signatureGroups(results: readonly CellResult[]): SignatureGroup[] {
  const groups = new Map<string, SignatureGroup>();
  for (const result of results) {
    if (result.verdict !== 'differs') continue;
    const { first = result, count = 0 } = groups.get(result.signature) ?? {};
    groups.set(result.signature, { first, count: count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** The reasons why cells were not compared, the most frequent ones first. */
export function messageGroups(results: readonly CellResult[], verdict: UncomparedCell['verdict']): MessageGroup[] {
  const groups = new Map<string, MessageGroup & { readonly cells: Cell[] }>();
  for (const result of results) {
    if (result.verdict !== verdict) continue;
    const { verdict: _, cell, ...reason } = result;
    const key = JSON.stringify(reason);
    const group = groups.get(key);
    if (group) group.cells.push(cell);
    else groups.set(key, { ...reason, cells: [cell] });
  }
  return [...groups.values()].sort((a, b) => b.cells.length - a.cells.length);
}

/** The number of wrong bills by the step that differs first, in the order of the steps. */
export function firstSteps(results: readonly CellResult[]): [Stage, number][] {
  const counts = new Map<Stage, number>();
  for (const result of results) {
    if (result.verdict !== 'differs') continue;
    const { stage } = result.first;
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return stages.flatMap((stage) => {
    const count = counts.get(stage);
    return count === undefined ? [] : [[stage, count]];
  });
}
