import type { Policy } from '@billing-testkit/engine';
import { defaultMatrix } from '../matrices/built-in/matrices.ts';
import { coverageText } from '../matrices/coverage.ts';
import type { Cell, Dimension, Matrix } from '../matrices/matrix.ts';
import { parseMembers } from '../matrices/members-and-months.ts';
import { selectCells } from '../matrices/select-cells.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import type { Selection } from '../runs/matrix-run.ts';
import { type NamedPolicy, policyOf } from './catalog.ts';
import { findMatrix } from './find-matrix.ts';
import type { RunSettings } from './task.ts';

/** What a run is of. */
export interface Plan extends NamedPolicy {
  readonly matrix: Matrix;
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly Cell[];
  readonly selection: Selection;
}

/** Works out what is to be run. Throws a `UsageError`, `SelectionError` or `CatalogError` when that can't be. */
export async function planOf(asked: string | undefined, options: RunSettings): Promise<Plan> {
  const { months, coverage, seed, shard, filter } = options;
  const matrix = asked === undefined ? defaultMatrix : await findMatrix(asked);
  const named = policyOf(options.catalog);
  const members = membersOf(matrix, named.policy, options);
  const { dimensions, cells } = selectCells(matrix, {
    ...(members && { members }),
    ...(months && { months }),
    ...(filter && { filter: filter.filter }),
    ...(shard && { shard }),
    coverage,
    seed,
  });
  if (cells.length === 0)
    throw new UsageError(`No cell of ${matrix.name} is left to run: there are more shards than cells.`);
  const chosen = { coverage: coverageText(coverage), seed, cells: cells.length };
  return {
    matrix,
    ...named,
    dimensions,
    cells,
    selection: { ...chosen, ...(filter && { filter: filter.text }), ...(shard && { shard }) },
  };
}

/** With a catalog its members, unless some are named; else the matrix's own. */
function membersOf({ dimensions }: Matrix, policy: Policy, { members, catalog }: RunSettings) {
  const known = policy.members.map(({ member }) => member);
  if (members !== undefined) return parseMembers(members, known);
  const isOpen = dimensions.some(({ name }) => name === 'member');
  return catalog !== undefined && isOpen ? known : undefined;
}
