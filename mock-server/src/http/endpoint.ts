import type { OperationId } from '@billing-testkit/contracts';
import type { DocumentedOperation } from '../contract/operation.ts';
import type { RawRequest } from '../contract/request-check.ts';
import { handlers } from '../handlers/handlers.ts';
import { DEFAULT_UUID } from '../store/store.ts';
import { accountNameInBody } from './account-name.ts';
import { failure } from './failure.ts';
import type { ApiRequest, Handlers, Memory } from './handler.ts';
import { fingerprintOf } from './idempotency.ts';
import { LostAnswer } from './lost-answer.ts';
import { type Reply, success } from './reply.ts';

/** A request that has come through all that is checked before its body. */
interface ReceivedRequest {
  readonly requestId: string;
  readonly address: () => string;
  /** The account that header or query names. */
  readonly named: string | undefined;
  readonly raw: RawRequest;
  /** Its path and query, and its body, as they were sent: what makes it the same as another. */
  readonly sent: readonly [target: string, body: Buffer];
}

/** An operation of the document and how it is answered. */
export interface Endpoint {
  readonly operation: DocumentedOperation;
  /** Throws what the request itself is refused for; what its handler refuses is an answer. */
  readonly answer: (received: ReceivedRequest, memory: Memory) => Reply;
}

/** Binds an operation to its handler; throws when it has none. */
export function endpointOf(operation: DocumentedOperation): Endpoint {
  const { operationId } = operation;
  if (!isHandled(operationId)) throw new TypeError(`The operation ${operationId} has no handler.`);
  return bind(operation, operationId);
}

function isHandled(operationId: string): operationId is OperationId {
  return Object.hasOwn(handlers, operationId);
}

function bind<Op extends OperationId>(operation: DocumentedOperation, operationId: Op): Endpoint {
  const table: Handlers = handlers;
  const handler = table[operationId];
  const answer = (received: ReceivedRequest, memory: Memory): Reply => {
    const request = checked<Op>(operation, received, memory.isStrict);
    return once(operation, { ...received, named: request.named }, memory, () => {
      try {
        return success(operation.successStatus, handler(request, memory));
      } catch (thrown) {
        if (thrown instanceof LostAnswer) return { ...success(operation.successStatus, thrown.fields), isLost: true };
        return failure(thrown, received.requestId);
      }
    });
  };
  return { operation, answer };
}

function checked<Op extends OperationId>(
  operation: DocumentedOperation,
  received: ReceivedRequest,
  isStrict: boolean,
): ApiRequest<Op> {
  const { raw, named, address } = received;
  assertIsOf<Op>(operation, raw, isStrict);
  const { path, query, body } = raw;
  const account = operation.bodyNamesAccount ? accountNameInBody(body, named) : named;
  return { path, query, body, named: account, uuid: account ?? DEFAULT_UUID, address };
}

type RequestParts<Op extends OperationId> = Pick<ApiRequest<Op>, 'path' | 'query' | 'body'>;

/** The document's schemas say what the generated types say: a request that passes the one has the other. */
function assertIsOf<Op extends OperationId>(
  operation: DocumentedOperation,
  raw: RawRequest,
  isStrict: boolean,
): asserts raw is RawRequest & RequestParts<Op> {
  if (isStrict) operation.check.checkStrictly(raw);
  else operation.check.check(raw);
}

/** A POST with an `Idempotency-Key` takes effect once for its account; one that names none, once for the server. */
function once(
  { method, operationId }: DocumentedOperation,
  { raw, named, sent }: ReceivedRequest,
  { store, sessions }: Memory,
  answer: () => Reply,
): Reply {
  const key = raw.header['idempotency-key'];
  if (method !== 'post' || typeof key !== 'string') return answer();
  const repeatable = { key: `${operationId} ${key}`, fingerprint: fingerprintOf(sent), now: Date.parse(store.now()) };
  return sessions.idempotencyKeys(named).once(repeatable, answer);
}
