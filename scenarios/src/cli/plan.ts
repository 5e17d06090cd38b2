import { createHash } from 'node:crypto';
import { type Policy, parseCatalog, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { defaultMatrix } from '../matrices/matrices.ts';
import { coverageText } from '../matrix/coverage.ts';
import type { Cell, Dimension, Matrix } from '../matrix/matrix.ts';
import { parseMembers } from '../matrix/members.ts';
import { select } from '../matrix/select.ts';
import type { Selection } from '../runner/matrix-run.ts';
import { findMatrix } from './find-matrix.ts';
import { readText } from './read-text.ts';
import type { RunOptions } from './task.ts';
import { UsageError } from './usage-error.ts';

const DIGEST_DIGITS = 12;

/** What a run is of. */
export interface Plan {
  readonly matrix: Matrix;
  readonly policy: Policy;
  /** What the run calls the policy's catalog; none when it is the built-in one. */
  readonly catalog: string | undefined;
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly Cell[];
  readonly selection: Selection;
}

/** Works out what is to be run. Throws a `UsageError`, `SelectionError` or `CatalogError` when that can't be. */
export async function planOf(asked: string | undefined, options: RunOptions): Promise<Plan> {
  const { catalog, months, coverage, seed, shard, filter } = options;
  const matrix = asked === undefined ? defaultMatrix : await findMatrix(asked);
  const policy = catalog === undefined ? standardPolicy : parseCatalog(readText('The catalog', catalog), catalog);
  const members = membersOf(matrix, policy, options);
  const { dimensions, cells } = select(matrix, {
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
    policy,
    catalog: digestOf(policy),
    dimensions,
    cells,
    selection: { ...chosen, ...(filter && { filter: filter.text }), ...(shard && { shard }) },
  };
}

/** Equal for catalogs that say the same, whatever their comments and line ends. */
function digestOf(policy: Policy): string | undefined {
  const [text, standard] = [policy, standardPolicy].map(printCatalog);
  return text === standard ? undefined : createHash('sha256').update(`${text}`).digest('hex').slice(0, DIGEST_DIGITS);
}

/** With a catalog its members, unless some are named; else the matrix's own. */
function membersOf({ dimensions }: Matrix, policy: Policy, { members, catalog }: RunOptions) {
  const known = policy.members.map(({ member }) => member);
  if (members !== undefined) return parseMembers(members, known);
  const isOpen = dimensions.some(({ name }) => name === 'member');
  return catalog !== undefined && isOpen ? known : undefined;
}
