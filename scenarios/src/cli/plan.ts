import { parseCatalog, standardPolicy } from '@billing-testkit/engine';
import { defaultMatrix } from '../matrices/built-in/matrices.ts';
import { parseMembers } from '../matrices/members-and-months.ts';
import { planRun, type RunPlan } from '../runs/plan-run.ts';
import { findMatrix } from './find-matrix.ts';
import { readText } from './read-file.ts';
import type { RunSettings } from './task.ts';

/** Works out which cells are run. Throws a `UsageError`, `SelectionError` or `CatalogError` when that can't be done. */
export async function planOf(asked: string | undefined, options: RunSettings): Promise<RunPlan> {
  const matrix = asked === undefined ? defaultMatrix : await findMatrix(asked);
  const { catalog } = options;
  const policy = catalog === undefined ? undefined : parseCatalog(readText('catalog', catalog), catalog);
  const known = (policy ?? standardPolicy).members.map(({ member }) => member);
  const members = options.members === undefined ? undefined : parseMembers(options.members, known);
  return planRun(matrix, { ...options, policy, members });
}
