import type { Month } from '@billing-testkit/engine';
import { type Coverage, coveredCells } from './coverage.ts';
import { type Filter, filtered } from './filter.ts';
import type { Cell, Dimension, Matrix } from './matrix.ts';
import { SelectionError } from './selection-error.ts';
import { type Shard, shardOf } from './shard.ts';

/** Which cells of a matrix are wanted; all of them when nothing is said. */
export interface SelectionOptions {
  /** In place of the matrix's own. */
  readonly members?: readonly string[];
  /** In place of the matrix's own. */
  readonly months?: readonly Month[];
  readonly filter?: Filter;
  readonly coverage?: Coverage;
  readonly seed?: number;
  readonly shard?: Shard;
}

export interface SelectedCells {
  /** What is left of the matrix's dimensions before coverage and shard. */
  readonly dimensions: readonly Dimension[];
  /** In the order of the matrix. */
  readonly cells: readonly Cell[];
}

/** The cells of a matrix that are wanted: filtered first, then covered, then one shard of that. */
export function selectCells(matrix: Matrix, options: SelectionOptions = {}): SelectedCells {
  const { members, months, filter = new Map(), coverage = 'full', seed = 1, shard } = options;
  const others = new Map([...named('member', members), ...named('month', months)]);
  const dimensions = filtered(withOthers(matrix, others), filter);
  const cells = coveredCells(dimensions, coverage, seed);
  return { dimensions, cells: shard ? shardOf(cells, shard) : cells };
}

function named(name: string, labels: readonly string[] | undefined): [string, readonly string[]][] {
  return labels ? [[name, labels]] : [];
}

function withOthers({ name, dimensions }: Matrix, others: ReadonlyMap<string, readonly string[]>): Dimension[] {
  const missing = [...others.keys()].find((other) => dimensions.every((dimension) => dimension.name !== other));
  if (missing !== undefined)
    throw new SelectionError(`The matrix ${name} has no dimension ${missing} to put others in.`);
  return dimensions.map((dimension) => ({ ...dimension, labels: others.get(dimension.name) ?? dimension.labels }));
}
