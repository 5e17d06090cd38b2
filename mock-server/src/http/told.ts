import type { ServerState } from '../handlers/server-state.ts';
import type { Journal } from '../journal/journal.ts';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';

/** The parts of an answer that metrics, log and traces tell. */
type Told = Pick<Reply, 'status' | 'code'>;

const NO_BODY = Buffer.alloc(0);

/**
 * Makes the function that counts and logs an answer. An answer of the API is counted before it is sent, so that a client that has it
 * finds it counted; a page is counted after it was sent.
 */
export function telling({ requests, log }: Pick<ServerState, 'requests' | 'log'>) {
  return ({ request, requestId, found, trace }: Exchange, { status, code }: Told, startedAt: number): void => {
    const durationMs = performance.now() - startedAt;
    requests.answered(found.operationId ?? '', status, durationMs / 1_000);
    const { operationId, account } = found;
    const named = { ...(operationId !== undefined && { operationId }), account };
    const method = request.method ?? '';
    if (log.hasRequests) log.answered({ requestId, method, ...named, status, durationMs, ...trace?.ids });
    trace?.end({ status, code, account });
  };
}

/** Puts a request of the API and its answer into the journal. */
export function recordIn(
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
