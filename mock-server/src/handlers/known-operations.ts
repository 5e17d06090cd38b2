import { closest } from 'fastest-levenshtein';
import { operations } from '../document/compiled-document.ts';
import { Refusal } from '../errors/refusal.ts';

const known: ReadonlySet<string> = new Set(operations.map(({ operationId }) => operationId));

/** Throws `VALIDATION_ERROR` for an operation that does not exist, and names the one that may be meant. */
export function checkOperationId(operationId: string, path: string): void {
  if (known.has(operationId)) return;
  const message = `must be an operation of the API: did you mean ${closest(operationId, [...known])}?`;
  throw Refusal.ofField('VALIDATION_ERROR', path, message);
}
