import type { Journal } from '../journal/journal.ts';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';

const NO_BODY = Buffer.alloc(0);

/** Puts a request of the API and its answer into the journal. */
export function addToJournal(
  journal: Journal,
  { request, requestId, found }: Exchange,
  { status, text, headers, cut }: Reply,
  startedAt: number,
): void {
  const { operationId } = found;
  if (!found.isJournalled || operationId === undefined) return;
  const latencyMs = performance.now() - startedAt;
  journal.add({
    uuid: found.account,
    requestId,
    receivedAt: Date.now() - latencyMs,
    operationId,
    method: request.method ?? '',
    target: request.url ?? '',
    month: found.month,
    requestBody: found.body ?? NO_BODY,
    status,
    responseBody: text,
    isReplayed: headers?.['Idempotency-Replayed'] === 'true',
    cut,
    latencyMs,
    faultId: found.faultId,
  });
}
