import { operations } from '../document/compiled-document.ts';
import { Refusal } from '../errors/refusal.ts';
import { suggestion } from '../names/nearest-name.ts';
import type { ServerState } from './server-state.ts';

const idsOf = (some: typeof operations): ReadonlySet<string> => new Set(some.map(({ operationId }) => operationId));

const OF_CONTROL = "must not be one of the mock's own controls: they get no faults and are in no journal";

const known = idsOf(operations.filter(({ isLimited }) => isLimited));
const controls = idsOf(operations.filter(({ isLimited }) => !isLimited));

/**
 * Throws `VALIDATION_ERROR` for an operation that does not exist, and suggests one whose name is near; also for one of the mock's own
 * controls, which get no faults and are in no journal.
 */
export function checkOperationId(operationId: string, path: string, { documents }: ServerState): void {
  const ofDocuments = documents?.operationIds ?? new Set<string>();
  if (known.has(operationId) || ofDocuments.has(operationId)) return;
  if (controls.has(operationId)) throw Refusal.ofField('VALIDATION_ERROR', path, OF_CONTROL);
  const suggested = suggestion(operationId, [...known, ...ofDocuments]);
  const lists = documents ? '/openapi.json and the documents of --spec list' : '/openapi.json lists';
  const message = `must be an operation of the API${suggested || `, as ${lists} them`}`;
  throw Refusal.ofField('VALIDATION_ERROR', path, message);
}
