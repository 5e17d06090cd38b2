import { operations } from '../document/compiled-document.ts';
import { Refusal } from '../errors/refusal.ts';
import { suggestion } from '../names/nearest-name.ts';
import type { ServerState } from './server-state.ts';

const known: ReadonlySet<string> = new Set(operations.map(({ operationId }) => operationId));

/** Throws `VALIDATION_ERROR` for an operation that does not exist, and suggests one whose name is near. */
export function checkOperationId(operationId: string, path: string, { documents }: ServerState): void {
  const ofDocuments = documents?.operationIds ?? new Set<string>();
  if (known.has(operationId) || ofDocuments.has(operationId)) return;
  const suggested = suggestion(operationId, [...known, ...ofDocuments]);
  const message = `must be an operation of the API${suggested || ', as /openapi.json lists them'}`;
  throw Refusal.ofField('VALIDATION_ERROR', path, message);
}
