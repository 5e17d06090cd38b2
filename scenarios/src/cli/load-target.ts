import type { Target } from '../target/target.ts';
import { loadExport } from './load-module.ts';

/** The target that a module exports. Throws a `UsageError` when there is none. */
export async function loadTarget(file: string): Promise<Target> {
  const must = 'it must be an object with a name and a function bill(case, context)';
  return loadExport(file, { name: 'target', is: isTarget, must });
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bill, check, close, omits }: Partial<Record<keyof Target, unknown>> = value;
  const isOptionalFunction = (member: unknown) => member === undefined || typeof member === 'function';
  return (
    typeof name === 'string' &&
    typeof bill === 'function' &&
    [check, close].every(isOptionalFunction) &&
    (omits === undefined || Array.isArray(omits))
  );
}
