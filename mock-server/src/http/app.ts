import type { IncomingMessage, RequestListener } from 'node:http';
import { methodNotAllowed } from '../errors/refusal.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { failure } from '../replies/failure.ts';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';
import type { Origins } from './origins.ts';
import { apiPipeline } from './pipeline.ts';
import { requestIdOf } from './request-id.ts';
import { normalizeTarget } from './request-target.ts';
import { send } from './send.ts';

/** The server's answers: the API first, then its own pages, which also refuse unknown paths. */
export function createApp(state: ServerState, origins: Origins): RequestListener {
  const api = apiPipeline(state, origins);
  let pages: Promise<RequestListener> | undefined;

  /** Express and the pages are loaded with the first request for a page: most tests have none. */
  const show = async ({ request, response, requestId }: Exchange): Promise<undefined> => {
    pages ??= import('./pages.ts').then(({ createPages }) => createPages(origins));
    response.setHeader('X-Request-Id', requestId);
    (await pages)(request, response);
  };

  const replyTo = async (exchange: Exchange): Promise<Reply | undefined> => {
    const { request } = exchange;
    normalizeTarget(request);
    return request.url === '*' ? serverMethods(request) : (api(exchange) ?? show(exchange));
  };

  const answer = async (exchange: Exchange): Promise<void> => {
    const { response, requestId } = exchange;
    try {
      const reply = await replyTo(exchange).catch((thrown: unknown) => failure(thrown, requestId));
      if (reply) send(exchange, reply);
    } catch (thrown) {
      if (response.headersSent) response.destroy();
      else send(exchange, failure(thrown, requestId));
    }
  };

  return (request, response) => {
    void answer({ request, response, requestId: requestIdOf(request), headers: {} });
  };
}

const ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];

/** `OPTIONS *` asks about the server as a whole. */
function serverMethods({ method = '' }: IncomingMessage): Reply {
  if (method !== 'OPTIONS') throw methodNotAllowed(method, ['OPTIONS']);
  return { status: 204, text: '', headers: { Allow: ALL_METHODS.join(', ') } };
}
