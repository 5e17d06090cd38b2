import type { IncomingMessage, RequestListener } from 'node:http';
import { methodNotAllowed } from '../errors/refusal.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { failure } from '../replies/failure.ts';
import type { Reply } from '../replies/reply.ts';
import { addToJournal } from './add-to-journal.ts';
import { atEndOfTurn } from './at-end-of-turn.ts';
import type { Exchange } from './exchange.ts';
import type { Origins } from './origins.ts';
import { withoutPrefix } from './path-prefix.ts';
import { apiPipeline, type Pipeline } from './pipeline.ts';
import { answerReporter } from './report-answer.ts';
import { requestIdOf } from './request-id.ts';
import { normalizeTarget } from './request-target.ts';
import { send } from './send.ts';

/** The server's answers: the API first, then other documents, then its own pages, which also refuse unknown paths. */
export function createApp(state: ServerState, origins: Origins, ofDocuments?: Pipeline): RequestListener {
  const ofBilling = apiPipeline(state, origins);
  const api = (exchange: Exchange) => ofBilling(exchange) ?? ofDocuments?.(exchange);
  const { limits, log, requests, traces, journal } = state;
  let pages: Promise<RequestListener> | undefined;

  const report = answerReporter(state);
  const soon = atEndOfTurn();

  /** Express and the pages are loaded with the first request for a page: most tests have none. */
  const show = async (exchange: Exchange, startedAt: number): Promise<undefined> => {
    pages ??= import('./pages.ts').then(({ createPages }) => createPages(state, origins));
    const { request, response, requestId } = exchange;
    const answerPage = await pages;
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => report(exchange, { status: response.statusCode }, startedAt));
    answerPage(request, response);
  };

  /** Tries again without the prefix of a proxy. A path of the API as it is comes first: the proxy may have taken the prefix off. */
  const withoutItsPrefix = (exchange: Exchange): Promise<Reply> | undefined => {
    const path = withoutPrefix(exchange.request, state.basePath);
    if (path === undefined) return undefined;
    exchange.request.url = path;
    return api(exchange);
  };

  const replyTo = async (exchange: Exchange, startedAt: number): Promise<Reply | undefined> => {
    const { request } = exchange;
    normalizeTarget(request, limits.maxTargetBytes);
    if (request.url === '*') return serverMethods(request);
    return api(exchange) ?? withoutItsPrefix(exchange) ?? show(exchange, startedAt);
  };

  const sendSafely = (exchange: Exchange, reply: Reply): void => {
    const { response } = exchange;
    try {
      send(exchange, reply);
    } catch (thrown) {
      if (response.headersSent) response.destroy();
      else send(exchange, failure(thrown, exchange, log));
    }
  };

  const answer = async (exchange: Exchange): Promise<void> => {
    const startedAt = performance.now();
    requests.inFlight += 1;
    const reply = await replyTo(exchange, startedAt).catch((thrown: unknown) => failure(thrown, exchange, log));
    if (!reply) return;
    report(exchange, reply, startedAt);
    addToJournal(journal, exchange, reply, startedAt);
    soon(() => sendSafely(exchange, reply));
  };

  return (request, response) => {
    const requestId = requestIdOf(request);
    const trace = traces?.begin(request, requestId);
    void answer({ request, response, requestId, trace, headers: {}, found: {} });
  };
}

const ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];

/** `OPTIONS *` asks about the server as a whole. */
function serverMethods({ method = '' }: IncomingMessage): Reply {
  if (method !== 'OPTIONS') throw methodNotAllowed(method, ['OPTIONS']);
  return { status: 204, text: '', headers: { Allow: ALL_METHODS.join(', ') } };
}
