import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { billingApi } from './api.ts';
import { failure } from './failure.ts';
import type { Memory } from './handler.ts';
import { pages } from './pages.ts';
import { Refusal } from './refusal.ts';
import { send } from './reply.ts';
import { requestIdOf } from './request-id.ts';

/** The server's answers: the API first, then its own pages, then what is at no path. */
export async function createApp(memory: Memory): Promise<Express> {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(await billingApi(memory));
  app.use((request, response, next) => {
    response.setHeader('X-Request-Id', requestIdOf(request));
    next();
  });
  app.use(pages());
  app.use(notFound);
  app.use(failed);
  return app;
}

function notFound({ method, path }: Request): never {
  throw Refusal.notFound(`${method} ${path}: /docs lists what there is`);
}

/** Express knows a handler of errors by its four parameters. */
function failed(thrown: unknown, _request: Request, response: Response, _next: NextFunction): void {
  send(response, failure(thrown, String(response.getHeader('X-Request-Id'))));
}
