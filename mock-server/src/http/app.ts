import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { methodNotAllowed, Refusal } from '../errors/refusal.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { failure } from '../replies/failure.ts';
import { libraryRefusal } from './library-refusal.ts';
import type { Origins } from './origins.ts';
import { pages } from './pages.ts';
import { apiPipeline } from './pipeline.ts';
import { requestIdOf } from './request-id.ts';
import { normalizeTarget } from './request-target.ts';
import { send } from './send.ts';

/** The server's answers: the API first, then its own pages, then the refusal of unknown paths. */
export function createApp(state: ServerState, origins: Origins): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(receive);
  app.use(apiPipeline(state, origins));
  app.use(pages(origins));
  app.use(notFound);
  app.use(failed);
  return app;
}

const ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];

/** Gives a request its id and its target one form; `OPTIONS *` asks about the server as a whole. */
function receive(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  normalizeTarget(request);
  if (request.url !== '*') next();
  else if (request.method === 'OPTIONS')
    send(request, response, { status: 204, text: '', headers: { Allow: ALL_METHODS.join(', ') } });
  else throw methodNotAllowed(request.method, ['OPTIONS']);
}

function notFound({ method, path }: Request): never {
  throw Refusal.notFound(`${method} ${path}: /docs lists what there is`);
}

/** Express knows a handler of errors by its four parameters. */
function failed(thrown: unknown, request: Request, response: Response, _next: NextFunction): void {
  if (response.headersSent) response.destroy();
  else send(request, response, failure(libraryRefusal(thrown) ?? thrown, String(response.getHeader('X-Request-Id'))));
}
