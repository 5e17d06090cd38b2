import type { Month } from '@billing-testkit/engine';
import { type Coverage, coveredCells } from './coverage.ts';
import type { Cell, Dimension, Matrix } from './matrix.ts';
import { type Shard, shardOf } from './shard.ts';
import { SelectionError, unknownWord } from './usage-errors.ts';

/** Of some dimensions the labels that are wanted; of all others every one is. */
export type Filter = ReadonlyMap<string, readonly string[]>;

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

/** The dimensions with the wanted labels alone, in the order they had. Throws a `SelectionError` for one that is not there. */
export function filtered(dimensions: readonly Dimension[], filter: Filter): Dimension[] {
  const names = dimensions.map(({ name }) => name);
  const stranger = [...filter.keys()].find((name) => !names.includes(name));
  if (stranger !== undefined) throw unknownWord(stranger, names, 'The matrix has');
  return dimensions.map(({ name, labels }) => {
    const wanted = filter.get(name) ?? labels;
    const unknown = wanted.find((label) => !labels.includes(label));
    if (unknown !== undefined) throw unknownWord(unknown, labels, `The dimension ${name} has`);
    return { name, labels: labels.filter((label) => wanted.includes(label)) };
  });
}

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
