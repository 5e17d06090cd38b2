import { matrices } from '../matrices/built-in/matrices.ts';
import { didYouMean } from '../matrices/did-you-mean.ts';
import type { Matrix } from '../matrices/matrix.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { isModulePath, loadExport } from '../targets/load-module.ts';

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
