import { closest } from 'fastest-levenshtein';
import { operations } from '../document/compiled-document.ts';
import { Refusal } from '../errors/refusal.ts';
import type { ServerState } from './server-state.ts';

const known: ReadonlySet<string> = new Set(operations.map(({ operationId }) => operationId));

/** Throws `VALIDATION_ERROR` for an operation that does not exist, and names the one that may be meant. */
export function checkOperationId(operationId: string, path: string, { documents }: ServerState): void {
  const ofDocuments = documents?.operationIds ?? new Set<string>();
  if (known.has(operationId) || ofDocuments.has(operationId)) return;
  const nearest = closest(operationId, [...known, ...ofDocuments]);
  const message = `must be an operation of the API: did you mean ${nearest}?`;
  throw Refusal.ofField('VALIDATION_ERROR', path, message);
}
