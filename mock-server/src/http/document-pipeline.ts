import type { IncomingMessage } from 'node:http';
import { fingerprintOf } from '../earlier-requests/request-fingerprint.ts';
import { type ErrorDetail, methodNotAllowed, Refusal } from '../errors/refusal.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { type MadeAnswer, makeAnswer } from '../other-documents/answers/answer.ts';
import { chooseResponse } from '../other-documents/answers/choose-response.ts';
import { isPreferring } from '../other-documents/answers/prefer.ts';
import { mistakesOrTooLarge } from '../other-documents/checking/mistakes-or-too-large.ts';
import { isJson } from '../other-documents/operations/media.ts';
import type { Found, RouteMatch } from '../other-documents/operations/path-routes.ts';
import { checkSecurity } from '../other-documents/requests/check-security.ts';
import { type RawQuery, readRawQuery } from '../other-documents/requests/query-parameters.ts';
import {
  isCheckable,
  mediaOfBody,
  mistakesInBody,
  takesBody,
  valueOfBody,
} from '../other-documents/requests/read-document-body.ts';
import { type Parameters, readParameters } from '../other-documents/requests/read-parameters.ts';
import { answerResource } from '../other-documents/resources/answer-resource.ts';
import type { DocumentEndpoint, OtherDocuments } from '../other-documents/serving/other-documents.ts';
import type { Reply } from '../replies/reply.ts';
import { DEFAULT_UUID } from '../store/store.ts';
import { toWireInstant } from '../wire/instant.ts';
import type { Exchange } from './exchange.ts';
import { uuidInHeader } from './named-uuid.ts';
import { exposing, isPreflight, type Origins, preflightHeaders } from './origins.ts';
import { addressOf, type Pipeline } from './pipeline.ts';
import { publicAddressOf } from './public-address.ts';
import { hasBody, readBytes } from './read-body.ts';
import { answerWrongly } from './wrong-answer.ts';

/** A request for a path of a document. */
interface DocumentExchange extends Exchange {
  readonly queryString: string;
  readonly match: RouteMatch<DocumentEndpoint>;
}

/** Makes the pipeline that answers every operation of other documents. It answers no request for another path. */
export function documentPipeline(documents: OtherDocuments, state: ServerState, origins: Origins): Pipeline {
  return (exchange) => {
    const { url = '/' } = exchange.request;
    const end = url.includes('?') ? url.indexOf('?') : url.length;
    const queryString = url.slice(end + 1);
    const match = documents.find(url.slice(0, end), queryString);
    return match && answer({ ...exchange, queryString, match }, state, origins);
  };
}

/** Refuses a request for the first of these that is wrong, in the order of the billing API. */
async function answer(exchange: DocumentExchange, state: ServerState, origins: Origins): Promise<Reply> {
  const { request, match, headers } = exchange;
  const { method = '' } = request;
  // 405: the path exists, but not with this method.
  const query = readRawQuery(exchange.queryString);
  const isRight = ({ entry, values }: Found<DocumentEndpoint>) => fits({ request, query, path: values }, entry);
  const found = match.of(method, isRight) ?? (method === 'HEAD' ? match.of('GET', isRight) : undefined);
  const methods = methodsOf(match);
  if (!found && method !== 'OPTIONS') throw methodNotAllowed(method, methods);
  // 403: a page of another origin sent it.
  origins.check(exchange);
  if (isPreflight(request)) return { status: 204, text: '', headers: preflightHeaders(request, methods) };
  if (!found) return { status: 204, text: '', headers: { Allow: methods.join(', ') } };
  const { entry: endpoint, values: path } = found;
  const { operation } = endpoint;
  exchange.found.operationId = operation.id;
  exchange.found.isJournalled = true;
  exchange.trace?.found({ operationId: operation.id, path: operation.template });
  // 401: nothing that the operation's security schemes want is sent.
  checkSecurity(operation.requirements, request, query);
  // 400: the account's name is not valid.
  const namedUuid = uuidInHeader(request);
  const uuid = namedUuid ?? DEFAULT_UUID;
  exchange.found.account = uuid;
  // 429: too many requests in this second.
  Object.assign(headers, await state.rateLimit.count({ namedUuid, address: addressOf(request) }));
  // 415, 413, 400: the body is of no type that the operation takes, or is too large, or can't be read.
  const body = await bodyIn(request, endpoint, state.limits.maxBodyBytes);
  exchange.found.body = body.bytes;
  // 400: parameters or body are not as the document describes.
  const parameters = checkedParameters({ request, query, path }, endpoint, body);
  // The answer is that of the document, or the one that a fault rule makes of it.
  const answered = { exchange, parameters, body, uuid };
  const run = () => answerOnce(answered, endpoint, state);
  const fault = state.faults.take(uuid, operation.id);
  const { status: successStatus } = chooseResponse(operation, undefined);
  return fault ? answerWrongly(exchange, { successStatus, run }, fault, state) : run();
}

/** The methods that a path takes. */
function methodsOf({ methods }: RouteMatch<DocumentEndpoint>): string[] {
  const all = new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
  return [...all.add('OPTIONS')];
}

/** The body of a request. */
interface DocumentBody {
  readonly bytes: Buffer;
  readonly value: unknown;
  readonly mistakes: readonly ErrorDetail[];
}

async function bodyIn(
  request: IncomingMessage,
  { operation, document }: DocumentEndpoint,
  maxBytes: number,
): Promise<DocumentBody> {
  const { body } = operation;
  const none = { bytes: Buffer.alloc(0), value: undefined, mistakes: [] };
  const isMissing = body?.isRequired === true && !isSentEmpty(request);
  if (!hasBody(request)) return isMissing ? { ...none, mistakes: [{ path: '', message: 'is required' }] } : none;
  const media = body && mediaOfBody(body, request);
  const bytes = await readBytes(request, maxBytes);
  if (!media) return { ...none, bytes };
  const contentType = request.headers['content-type'] ?? '';
  const value = await valueOfBody({ bytes, contentType }, media, document.requests);
  const mistakes = isCheckable(contentType)
    ? mistakesOrTooLarge(() => mistakesInBody(value, media, document.requests))
    : [];
  return { bytes, value, mistakes };
}

/** Whether the client meant to send a body of no bytes, such as an empty file: JSON has at least one byte. */
function isSentEmpty({ headers }: IncomingMessage): boolean {
  const contentType = headers['content-type'];
  return contentType !== undefined && !isJson(contentType) && headers['content-length'] === '0';
}

interface ParameterTexts {
  readonly request: IncomingMessage;
  readonly query: RawQuery;
  readonly path: ReadonlyMap<string, string>;
}

function checkedParameters(
  texts: ParameterTexts,
  { operation, document }: DocumentEndpoint,
  body: DocumentBody,
): Parameters {
  const mistakes: ErrorDetail[] = [];
  const read: { parameters: Parameters } = { parameters: new Map() };
  const more = mistakesOrTooLarge(() => {
    read.parameters = readParameters(operation.parameters, texts, document.requests, mistakes);
    return [];
  });
  Refusal.refuseFields([...mistakes, ...more, ...body.mistakes]);
  return read.parameters;
}

/** Whether the parameters of a request and the type of its body are right for an operation. */
function fits(texts: ParameterTexts, { operation, document }: DocumentEndpoint): boolean {
  const { body } = operation;
  if (body && hasBody(texts.request) && !takesBody(body, texts.request)) return false;
  return operation.parameters.every((parameter) => {
    const mistakes: ErrorDetail[] = [];
    const more = mistakesOrTooLarge(() => {
      readParameters([parameter], texts, document.requests, mistakes);
      return [];
    });
    return mistakes.length + more.length === 0;
  });
}

/** A request that is right by the document. */
interface CheckedRequest {
  readonly exchange: DocumentExchange;
  readonly parameters: Parameters;
  readonly body: DocumentBody;
  readonly uuid: string;
}

/**
 * The answer of the document, once for an `Idempotency-Key`. A POST that creates nothing takes no key: it changes nothing, and equal
 * requests have equal answers.
 */
async function answerOnce(checked: CheckedRequest, endpoint: DocumentEndpoint, state: ServerState): Promise<Reply> {
  const { exchange, body, uuid } = checked;
  const { operation, document } = endpoint;
  const { prefer, 'idempotency-key': key } = exchange.request.headers;
  const isCreating = document.roles.get(operation)?.role === 'create' && !isPreferring(prefer);
  if (!isCreating || typeof key !== 'string' || key === '') return replyOf(checked, endpoint, state);
  const request = {
    namedUuid: uuid,
    operationId: operation.id,
    key,
    fingerprint: fingerprintOf(exchange.request.url ?? '', body.bytes, body.value),
    now: () => state.clocks.milliseconds(uuid),
  };
  return state.idempotencyKeys.once(request, async () => ({
    reply: replyOf(checked, endpoint, state),
    changed: [uuid],
  }));
}

/** The answer of the document. */
function replyOf(checked: CheckedRequest, endpoint: DocumentEndpoint, state: ServerState): Reply {
  const { status, headers: described, body } = madeAnswer(checked, endpoint, state);
  const headers = { ...described, ...exposing(checked.exchange, Object.keys(described)) };
  if (!body) return { status, text: '', headers, isVerbatim: true };
  const { contentType, content } = body;
  const parts = typeof content === 'string' ? { text: content } : { text: '', bytes: content };
  return { status, headers, contentType, isVerbatim: true, ...parts };
}

function madeAnswer(
  { exchange: { request }, parameters, body, uuid }: CheckedRequest,
  { operation, document }: DocumentEndpoint,
  state: ServerState,
): MadeAnswer {
  const { method, url = '/' } = request;
  const { prefer, accept } = request.headers;
  const seed = `${document.seed} ${method === 'HEAD' ? 'GET' : method} ${url} ${body.bytes.toString('latin1')}`;
  const asked = { operation, parameters, body: body.value, prefer, accept, seed };
  const role = document.roles.get(operation);
  // An answer that is asked for by its name does not depend on the resource's state, and does not change it.
  if (!role || isPreferring(prefer)) return makeAnswer(asked, document.makers);
  const path = url.split('?')[0] ?? '';
  // A stopped clock gives the times of creation and change; by real time, equal requests would have other answers.
  const { now, isStopped } = state.clocks.of(uuid);
  const time = isStopped ? toWireInstant(now) : undefined;
  const of = { makers: document.makers, store: state.resources, documentSeed: document.seed };
  return answerResource(role, { ...of, asked, uuid, path, address: publicAddressOf(request, state), time });
}
