import type { Schema } from '@billing-testkit/contracts';
import type { Entry } from '../journal/journal.ts';
import { verify } from '../journal/verify.ts';
import type { Handlers } from './handler.ts';
import { checkOperationId } from './known-operations.ts';
import { afterNumber, type IndexAfter, pageOf } from './page.ts';

type RequestHandlers = Pick<Handlers, 'listRequests' | 'deleteRequests' | 'verifyRequests'>;

/** The journal of requests. */
export const requestHandlers: RequestHandlers = {
  listRequests({ namedUuid, query }, state) {
    const { operationId, status, month } = query;
    if (operationId !== undefined) checkOperationId(operationId, 'query/operationId', state);
    const entries = state.journal.list(namedUuid, { operationId, status, month });
    const page = pageOf(entries, query, indexAfter(namedUuid, entries));
    return { requests: page.map(toWireEntry), totalItems: entries.length };
  },

  deleteRequests: ({ namedUuid }, { journal }) => ({
    deletedCount: namedUuid === undefined ? journal.clear() : journal.delete(namedUuid),
  }),

  verifyRequests({ namedUuid, body: { operationId, count: wanted = 1, body } }, state) {
    checkOperationId(operationId, '/operationId', state);
    const { count, nearest } = verify(state.journal.list(namedUuid, { operationId }), body);
    const isNear = count < wanted && nearest !== undefined;
    return { isVerified: count === wanted, count, ...(isNear && { nearest: toWireMismatch(nearest) }) };
  },
};

/**
 * The index after an entry. Ids of an account's entries are numbered, so that a deleted entry has one. In the list of the whole server
 * they are not.
 */
function indexAfter(uuid: string | undefined, entries: readonly Entry[]): IndexAfter {
  if (uuid !== undefined) return afterNumber(entries, `entry-${uuid}-`, ({ entryId }) => entryId);
  return (id) => {
    const index = entries.findIndex(({ entryId }) => entryId === id);
    return index === -1 ? undefined : index + 1;
  };
}

function toWireMismatch({ entry, differences }: NonNullable<ReturnType<typeof verify>['nearest']>) {
  const { entryId, requestId, isBodyCut } = entry;
  return { entryId, requestId, ...(isBodyCut && { isBodyCut }), differences: [...differences] };
}

function toWireEntry(entry: Entry): Schema<'JournalEntry'> {
  const { entryId, requestId, uuid, operationId, method, target, month, status, responseBody } = entry;
  return {
    entryId,
    requestId,
    receivedAt: new Date(entry.receivedAt).toISOString(),
    ...(uuid !== undefined && { uuid }),
    operationId,
    method,
    target,
    ...(month !== undefined && { month }),
    requestBody: entry.requestBody.toString(),
    status,
    responseBody,
    latencyMs: Math.round(entry.latencyMs * 1_000) / 1_000,
    ...(entry.faultId !== undefined && { faultId: entry.faultId }),
    ...(entry.isReplayed && { isReplayed: true }),
    ...(entry.cut !== undefined && { cut: entry.cut }),
  };
}
