import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { defaultMatrix } from '../matrices/built-in/matrices.ts';
import { parseMembers } from '../matrices/members-and-months.ts';
import { findMatrix } from '../runs/find-matrix.ts';
import { planRun, type RunPlan } from '../runs/run-matrix.ts';
import { readText } from './read-file.ts';
import type { RunSettings } from './task.ts';

/** Works out which cells are run. Throws a `UsageError`, `SelectionError` or `CatalogError` when that can't be done. */
export async function planOf(asked: string | undefined, options: RunSettings): Promise<RunPlan> {
  const matrix = asked === undefined ? defaultMatrix : await findMatrix(asked);
  const policy = policyIn(options.catalog);
  const known = (policy ?? standardPolicy).members.map(({ member }) => member);
  const members = options.members === undefined ? undefined : parseMembers(options.members, known);
  return planRun(matrix, { ...options, policy, members });
}

/** The policy of a catalog's file; undefined when none is named. Throws a `UsageError` or `CatalogError` for a wrong one. */
export function policyIn(catalog: string | undefined): Policy | undefined {
  return catalog === undefined ? undefined : parseCatalog(readText('catalog', catalog), catalog);
}
