import type { ServerState } from '../handlers/server-state.ts';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';

/** The parts of an answer that metrics, log and traces have. */
type ReportedParts = Pick<Reply, 'status' | 'code'>;

/**
 * Makes the function that counts and logs an answer, and ends its trace. An answer of the API is counted before it is sent, so that a client that has it
 * finds it counted; a page is counted after it was sent.
 */
export function answerReporter({ requests, log }: Pick<ServerState, 'requests' | 'log'>) {
  return ({ request, requestId, found, trace }: Exchange, { status, code }: ReportedParts, startedAt: number): void => {
    const durationMs = performance.now() - startedAt;
    requests.answered(found.operationId ?? '', status, durationMs / 1_000);
    const { operationId, account } = found;
    const named = { ...(operationId !== undefined && { operationId }), account };
    const method = request.method ?? '';
    if (log.hasRequests) log.answered({ requestId, method, ...named, status, durationMs, ...trace?.ids });
    trace?.end({ status, code, account });
  };
}
