import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { defaultMatrix, matrices } from '../matrices/built-in/matrices.ts';
import { didYouMean } from '../matrices/did-you-mean.ts';
import type { Matrix } from '../matrices/matrix.ts';
import { parseMembers } from '../matrices/members-and-months.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { planRun, type RunPlan } from '../runs/run-matrix.ts';
import { isModulePath, loadExport } from '../targets/load-module.ts';
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

/** The matrix of that name, or that a module exports. Throws a `UsageError` when there is none. */
export async function findMatrix(asked: string): Promise<Matrix> {
  if (isModulePath(asked)) {
    const wanted = { name: 'matrix', is: isMatrix, must: 'it must be what defineMatrix() returns' };
    return (await loadExport(asked, wanted)).value;
  }
  const found = matrices.find(({ name }) => name === asked);
  if (found) return found;
  const names = matrices.map(({ name }) => name);
  throw new UsageError(
    `There is no matrix ${asked}: name ${names.join(', ')} or a module like ./my-matrix.js.${didYouMean(asked, names)}`,
  );
}

function isMatrix(value: unknown): value is Matrix {
  if (typeof value !== 'object' || value === null) return false;
  const { name, dimensions, caseOf, forPolicy }: Partial<Record<keyof Matrix, unknown>> = value;
  const areFunctions = [caseOf, forPolicy].every((member) => typeof member === 'function');
  return typeof name === 'string' && Array.isArray(dimensions) && areFunctions;
}
