import type { OperationId } from '@billing-testkit/contracts';
import { operations } from './operations.gen.ts';

/** The method and path of an operation whose path parameters have these values. A parameter without a value stays as it is. */
export function requestTarget(
  operationId: OperationId,
  values: Readonly<Record<string, string>> = {},
): { readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'; readonly path: string } {
  const { method, path } = operations[operationId];
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, (whole: string, name: string) => encodeURIComponent(values[name] ?? whole)),
  };
}
