import type { Month } from '@billing-testkit/engine';
import { type Coverage, coveredCells } from './coverage.ts';
import type { Cell, Dimension, Matrix } from './matrix.ts';
import { type Shard, shardOf } from './shard.ts';
import { SelectionError, unknownWord } from './usage-errors.ts';

/** The choice of cells of a matrix. Without options all of them are chosen. */
export interface SelectionOptions {
  /** The members that take the place of the matrix's own. */
  readonly members?: readonly string[] | undefined;
  /** The months that take the place of the matrix's own. */
  readonly months?: readonly Month[] | undefined;
  /**
   * Only the cells with these values are chosen, as in `member=kr,credits=ALL`. Several values of one dimension are alternatives.
   */
  readonly filter?: string | undefined;
  /** All cells when absent. */
  readonly coverage?: Coverage | undefined;
  /** The seed of `pairwise` and `sample`; 1 when absent. */
  readonly seed?: number | undefined;
  /** The part of the cells that is chosen in the end. */
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
  const { members, months, filter, coverage = 'full', seed = 1, shard } = options;
  const replaced = new Map([...named('member', members), ...named('month', months)]);
  const all = withLabels(matrix, replaced);
  const dimensions = filter === undefined ? all : filtered(all, parseFilter(filter));
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

/** The labels that are wanted of some dimensions. Every label of the other dimensions is wanted. */
type Filter = ReadonlyMap<string, readonly string[]>;

/** Reads `member=kr,credits=ALL`; several values of one dimension, `member=kr,member=jp`, are alternatives. */
export function parseFilter(text: string): Filter {
  const filter = new Map<string, string[]>();
  for (const condition of text.split(',')) {
    const [, name, label] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/s.exec(condition) ?? [];
    if (name === undefined || label === undefined) {
      throw new SelectionError(
        `The filter ${JSON.stringify(text)} can't be read: write it as dimension=value, like member=kr,credits=ALL.`,
      );
    }
    filter.set(name, [...(filter.get(name) ?? []), label]);
  }
  return filter;
}

/**
 * The dimensions with only the wanted labels, in the order they had. Throws a `SelectionError` for a label or dimension that does
 * not exist.
 */
function filtered(dimensions: readonly Dimension[], filter: Filter): Dimension[] {
  const names = dimensions.map(({ name }) => name);
  const unknownName = [...filter.keys()].find((name) => !names.includes(name));
  if (unknownName !== undefined) throw unknownWord(unknownName, names, 'The matrix has');
  return dimensions.map(({ name, labels }) => {
    const wanted = filter.get(name) ?? labels;
    const unknown = wanted.find((label) => !labels.includes(label));
    if (unknown !== undefined) throw unknownWord(unknown, labels, `The dimension ${name} has`);
    return { name, labels: labels.filter((label) => wanted.includes(label)) };
  });
}
