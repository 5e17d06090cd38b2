import type { IncomingMessage } from 'node:http';
import type { OperationId } from '@billing-testkit/contracts';
import { operations } from '../document/compiled-document.ts';
import type { OperationFacts } from '../document/operation.ts';
import { type RawRequest, RequestCheck } from '../document/request-check.ts';
import { type Match, Routes } from '../document/routes.ts';
import type { Answered } from '../earlier-requests/idempotency-keys.ts';
import { fingerprintOf } from '../earlier-requests/request-fingerprint.ts';
import { LostAnswer } from '../errors/lost-answer.ts';
import { methodNotAllowed, Refusal } from '../errors/refusal.ts';
import type { ApiRequest, Handlers } from '../handlers/handler.ts';
import { handlers } from '../handlers/handlers.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { failure } from '../replies/failure.ts';
import type { Reply } from '../replies/reply.ts';
import { success, successPage } from '../replies/success.ts';
import { DEFAULT_UUID } from '../store/store.ts';
import type { Exchange } from './exchange.ts';
import { uuidInBody, uuidInParameters } from './named-uuid.ts';
import { isPreflight, type Origins, preflightHeaders } from './origins.ts';
import { readQuery } from './query.ts';
import { readBody } from './read-body.ts';
import { answerWrongly } from './wrong-answer.ts';

/** An operation that has a handler. */
interface Endpoint extends HandledOperation {
  readonly check: RequestCheck;
}

interface HandledOperation extends OperationFacts {
  readonly operationId: OperationId;
}

/** The operations, once for all servers of the process. */
const endpoints: readonly Endpoint[] = operations.map((operation) => {
  if (!isHandled(operation)) throw new TypeError(`The operation ${operation.operationId} has no handler.`);
  return { ...operation, check: new RequestCheck(operation.operationId) };
});

function isHandled(operation: OperationFacts): operation is HandledOperation {
  return Object.hasOwn(handlers, operation.operationId);
}

const routes = new Routes<Endpoint>();
for (const endpoint of endpoints) routes.add(endpoint.path, endpoint.method, endpoint);

/** Whether a path is one of the API's. */
export function isApiPath(path: string): boolean {
  return routes.find(path) !== undefined;
}

export function isApiOperation(operationId: string): boolean {
  return Object.hasOwn(handlers, operationId);
}

/** Answers the requests for the paths that it has, and no others. */
export type Pipeline = (exchange: Exchange) => Promise<Reply> | undefined;

/** A request for a path of the API. */
interface ApiExchange extends Exchange {
  readonly queryString: string;
  readonly match: Match<Endpoint>;
}

/**
 * Makes the pipeline that answers every operation of the document. It answers no request for another path: that is for the server's
 * pages, and for the refusal (404) after them.
 */
export function apiPipeline(state: ServerState, origins: Origins): Pipeline {
  return (exchange) => {
    const { url = '/' } = exchange.request;
    const end = url.includes('?') ? url.indexOf('?') : url.length;
    const match = routes.find(url.slice(0, end));
    return match && answer({ ...exchange, queryString: url.slice(end + 1), match }, state, origins);
  };
}

/** Refuses a request for the first of these that is wrong. `request-target.ts` has refused targets that are too long and a missing host. */
async function answer(exchange: ApiExchange, state: ServerState, origins: Origins): Promise<Reply> {
  const { request, match, headers } = exchange;
  const { method = '' } = request;
  // 405: the path exists, but not with this method.
  const found = match.of(method === 'HEAD' ? 'GET' : method);
  if (!found && !isPreflight(request)) throw methodNotAllowed(method, methodsOf(match));
  // 403: a page of another origin sent it.
  origins.check(exchange);
  if (!found) return { status: 204, text: '', headers: preflightHeaders(request, methodsOf(match)) };
  const { entry: operation, parameters: path } = found;
  exchange.found.operationId = operation.operationId;
  exchange.trace?.found(operation);
  // The mock's own controls have no limit, are not journalled and get no faults.
  exchange.found.isJournalled = operation.isLimited;
  // 401, 400: the account is missing, or its name is not valid.
  const isClosed = refusesUnknown(operation, state);
  const { parameters: query, unreadable } = readQuery(exchange.queryString, operation, isClosed);
  const header = headersOf(request, operation);
  const inParameters = uuidInParameters(operation, { header, query });
  exchange.found.account = inParameters;
  // 429: too many requests in this second.
  const sender = { namedUuid: inParameters, address: addressOf(request) };
  if (operation.isLimited) Object.assign(headers, await state.rateLimit.count(sender));
  // 400: there is a body, and the operation takes none. 415, 413, 400: the body is no JSON that can be read.
  const { bytes, value: body } = await readBody(operation, request, {
    maxBytes: maxBodyBytes(operation, state.limits),
    isClosed,
  });
  exchange.found.body = bytes;
  // 400: parameters or body are not as the document describes.
  const raw = { path, query, header, body };
  Refusal.refuseFields(unreadable);
  if (state.isStrict) operation.check.checkStrictly(raw);
  else operation.check.check(raw);
  const namedUuid = operation.bodyNamesAccount ? uuidInBody(body, inParameters) : inParameters;
  exchange.found.account = namedUuid;
  exchange.found.month = monthIn(raw);
  // The answer is that of the operation, or the one that a fault rule makes of it.
  const checked = { exchange, operation, raw, namedUuid };
  const fault = operation.isLimited ? state.faults.take(namedUuid, operation.operationId) : undefined;
  const run = () => answerOnce(checked, bytes, state);
  const { successStatus } = operation;
  return fault ? answerWrongly(exchange, { successStatus, run }, fault, state) : run();
}

/** Whether parameters and bodies that are not described are refused. Those of the mock's own controls are: a filter that is ignored chooses too much. */
function refusesUnknown({ isLimited }: Endpoint, { isStrict }: ServerState): boolean {
  return isStrict || !isLimited;
}

/** The billing month that a request names in its path, query or body. */
function monthIn({ path, query, body }: RawRequest): string | undefined {
  const inBody = typeof body === 'object' && body !== null && 'month' in body ? body.month : undefined;
  const month = path.month ?? query.month ?? inBody;
  return typeof month === 'string' ? month : undefined;
}

/** Runs the operation, once for an `Idempotency-Key`. */
async function answerOnce(checked: CheckedExchange, bytes: Buffer, state: ServerState): Promise<Reply> {
  const { exchange, operation, raw, namedUuid } = checked;
  const { operationId, isReplayed } = operation;
  const run = () => runHandler(operationId, checked, state);
  const key = raw.header['idempotency-key'];
  if (!isReplayed || typeof key !== 'string' || isDryRun(raw.body)) return (await run()).reply;
  const fingerprint = fingerprintOf(exchange.request.url ?? '', bytes, raw.body);
  const now = () => state.clocks.milliseconds(namedUuid);
  return state.idempotencyKeys.once({ namedUuid, operationId, key, fingerprint, now }, run);
}

/** Whether a request asks only for a preview. Nothing is kept of such a request: it changes nothing, and leaves its key free. */
function isDryRun(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'dryRun' in body && body.dryRun === true;
}

/** A snapshot is sent in base64, which is a third longer, and with some fields more. */
const MAX_BYTES_AROUND_SNAPSHOT = 4096;

function maxBodyBytes({ takesSnapshot }: Endpoint, limits: ServerState['limits']): number {
  if (!takesSnapshot) return limits.maxBodyBytes;
  return Math.max(limits.maxBodyBytes, Math.ceil(limits.maxSnapshotBytes / 3) * 4 + MAX_BYTES_AROUND_SNAPSHOT);
}

function methodsOf({ methods }: Match<Endpoint>): string[] {
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** The headers that operations have for parameters; an empty one counts as none, but not where none would mean all accounts. */
function headersOf({ headers }: IncomingMessage, { account }: Endpoint): Record<string, unknown> {
  const { uuid, 'idempotency-key': key } = headers;
  const isGiven = uuid !== undefined && (uuid !== '' || account === 'optional');
  return { ...(isGiven && { uuid }), ...(key !== undefined && { 'idempotency-key': key }) };
}

export function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? '';
}

/** A request that is right by the document. */
interface CheckedExchange {
  readonly exchange: ApiExchange;
  readonly operation: Endpoint;
  readonly raw: RawRequest;
  readonly namedUuid: string | undefined;
}

/** The handler's answer or refusal, and the accounts that it changed. */
async function runHandler<Op extends OperationId>(
  operationId: Op,
  { exchange, operation, raw, namedUuid }: CheckedExchange,
  state: ServerState,
): Promise<Answered> {
  if (!isChecked<Op>(raw)) throw new TypeError('A request has a path, a query and a body.');
  const { path, query, body } = raw;
  const address = addressOf(exchange.request);
  const request: ApiRequest<Op> = { path, query, body, namedUuid, uuid: namedUuid ?? DEFAULT_UUID, address };
  const table: Handlers = handlers;
  const { successStatus, isPaged, answersYaml } = operation;
  const handle = () => attempt(() => table[operationId](request, state));
  const { trace } = exchange;
  const { result, changed } = state.store.watch(() => (trace ? trace.run(handle) : handle()));
  try {
    const fields = await result;
    // The journal of an account has the requests that changed it and nothing else, too.
    exchange.found.account ??= onlyOne(changed);
    if (answersYaml && !asksForJson(exchange.request)) return { reply: await yamlOf(successStatus, fields), changed };
    const { maxPageBytes } = state.limits;
    const reply = isPaged ? successPage(successStatus, fields, maxPageBytes) : success(successStatus, fields);
    return { reply, changed };
  } catch (thrown) {
    if (thrown instanceof LostAnswer)
      return { reply: { ...success(successStatus, thrown.fields), cut: 'reset' }, changed };
    return { reply: failure(thrown, exchange, state.log), changed };
  }
}

function asksForJson({ headers: { accept = '' } }: IncomingMessage): boolean {
  return /\bapplication\/json\b/i.test(accept);
}

/** The answer in YAML. The writer of YAML is loaded with the first such answer. */
async function yamlOf(status: number, fields: object): Promise<Reply> {
  const { yamlSuccess } = await import('../replies/yaml.ts');
  return yamlSuccess(status, fields);
}

function onlyOne(changed: Iterable<string>): string | undefined {
  const [first, second] = changed;
  return second === undefined ? first : undefined;
}

/** Turns an error that is thrown at once into a rejection, like an error that is thrown later. */
async function attempt<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  return action();
}

/** The document's schemas agree with the generated types: a request that passes the schemas has the types. */
function isChecked<Op extends OperationId>(
  raw: RawRequest,
): raw is RawRequest & Pick<ApiRequest<Op>, 'path' | 'query' | 'body'> {
  return 'body' in raw;
}
