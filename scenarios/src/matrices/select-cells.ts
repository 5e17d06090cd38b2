import type { Month } from '@billing-testkit/engine';
import { type Coverage, coveredCells } from './coverage.ts';
import { type Filter, filtered } from './filter.ts';
import type { Cell, Dimension, Matrix } from './matrix.ts';
import { type Shard, shardOf } from './shard.ts';
import { SelectionError } from './usage-errors.ts';

/** Which cells of a matrix are chosen; all of them when nothing is said. */
export interface SelectionOptions {
  /** These members in place of the matrix's own. */
  readonly members?: readonly string[] | undefined;
  /** These months in place of the matrix's own. */
  readonly months?: readonly Month[] | undefined;
  /** Only cells with these values. */
  readonly filter?: Filter | undefined;
  /** All cells when absent. */
  readonly coverage?: Coverage | undefined;
  /** The seed of `pairwise` and `sample`; 1 when absent. */
  readonly seed?: number | undefined;
  /** One part of the cells that are left. */
  readonly shard?: Shard | undefined;
}

export interface SelectedCells {
  /** The dimensions after the filter, before coverage and shard. */
  readonly dimensions: readonly Dimension[];
  /** The chosen cells, in the order of the matrix. */
  readonly cells: readonly Cell[];
}

/** Chooses cells of a matrix: the filter narrows first, then the coverage chooses, then the shard takes its part. */
export function selectCells(matrix: Matrix, options: SelectionOptions = {}): SelectedCells {
  const { members, months, filter = new Map(), coverage = 'full', seed = 1, shard } = options;
  const replaced = new Map([...named('member', members), ...named('month', months)]);
  const dimensions = filtered(withLabels(matrix, replaced), filter);
  const cells = coveredCells(dimensions, coverage, seed);
  return { dimensions, cells: shard ? shardOf(cells, shard) : cells };
}

function named(name: string, labels: readonly string[] | undefined): [string, readonly string[]][] {
  return labels ? [[name, labels]] : [];
}

function withLabels({ name, dimensions }: Matrix, replaced: ReadonlyMap<string, readonly string[]>): Dimension[] {
  const missing = [...replaced.keys()].find((other) => dimensions.every((dimension) => dimension.name !== other));
  if (missing !== undefined)
    throw new SelectionError(`The matrix ${name} has no dimension ${missing} to put others in.`);
  return dimensions.map((dimension) => ({ ...dimension, labels: replaced.get(dimension.name) ?? dimension.labels }));
}
