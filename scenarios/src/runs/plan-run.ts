import { createHash } from 'node:crypto';
import { type Policy, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { coverageText } from '../matrices/coverage.ts';
import type { Cell, Dimension, Matrix } from '../matrices/matrix.ts';
import { checkMembers } from '../matrices/members-and-months.ts';
import { type SelectionOptions, selectCells } from '../matrices/select-cells.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import type { Selection } from './matrix-run.ts';

const DIGITS = 12;

/** Which cells of a matrix are run, and by which figures they are billed. All cells when nothing else is said. */
export interface PlanOptions extends SelectionOptions {
  /** The figures to bill by; the standard policy when absent. Its members replace those of the matrix unless some are named. */
  readonly policy?: Policy | undefined;
}

/** The cells of a run, and what the run is to tell about them. */
export interface RunPlan {
  readonly matrix: Matrix;
  readonly policy: Policy;
  /** The first digits of the digest of the policy's catalog, whatever its comments; absent for the standard policy. */
  readonly catalog?: string;
  /** The dimensions with the members, months and values that were chosen. */
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly Cell[];
  readonly selection: Selection;
}

/** Chooses the cells of a run. Throws a `SelectionError` or `UsageError` when there are no such cells. */
export function planRun(matrix: Matrix, options: PlanOptions = {}): RunPlan {
  const { policy = standardPolicy, filter, coverage = 'full', seed = 1, shard } = options;
  const { dimensions, cells } = selectCells(matrix, { ...options, members: membersOf(matrix, options) });
  if (cells.length === 0)
    throw new UsageError(`No cell of ${matrix.name} is left to run: there are more shards than cells.`);
  return {
    matrix,
    policy,
    ...catalogOf(policy),
    dimensions,
    cells,
    selection: {
      coverage: coverageText(coverage),
      seed,
      cells: cells.length,
      ...(filter !== undefined && { filter }),
      ...(shard && { shard }),
    },
  };
}

/** The members that were named, else those of a policy that was named, else those of the matrix. */
function membersOf({ dimensions }: Matrix, { members, policy }: PlanOptions): readonly string[] | undefined {
  const known = (policy ?? standardPolicy).members.map(({ member }) => member);
  if (members) return checkMembers(members, known);
  const isOpen = dimensions.some(({ name }) => name === 'member');
  return policy && isOpen ? known : undefined;
}

function catalogOf(policy: Policy): { readonly catalog?: string } {
  if (policy === standardPolicy) return {};
  const text = printCatalog(policy);
  if (text === printCatalog(standardPolicy)) return {};
  return { catalog: createHash('sha256').update(text).digest('hex').slice(0, DIGITS) };
}
