import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { Registry } from 'prom-client';
import { wholeDocument } from '../document/compiled-document.ts';
import { methodNotAllowed, Refusal } from '../errors/refusal.ts';
import type { ServerState } from '../handlers/server-state.ts';
import { failure } from '../replies/failure.ts';
import type { Exchange } from './exchange.ts';
import { libraryRefusal } from './library-refusal.ts';
import { isPreflight, type Origins, preflightHeaders } from './origins.ts';
import type { PagePath } from './page-paths.ts';
import { prefixOf } from './path-prefix.ts';
import { publicAddressOf } from './public-address.ts';
import { send } from './send.ts';
import { welcomePage } from './welcome-page.ts';

/** The output of `scripts/make-docs.ts`, which lies in the same place for `src` and for `dist`. */
const docsFolder = fileURLToPath(new URL('../../dist/docs/', import.meta.url));
const docsPaths: ReadonlySet<string> = new Set(['/', ...readdirSync(docsFolder).map((name) => `/${name}`)]);

/** The server's own pages, which need no account. Other paths are refused. */
export function createPages(state: ServerState, origins: Origins): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(pages(state, origins));
  app.use(notFound(state));
  app.use(failed(state));
  return app;
}

function pages(state: ServerState, origins: Origins): Router {
  const router = Router();
  /** Made, and its library loaded, when it is first asked for. */
  let metrics: Promise<Registry> | undefined;
  const page = (path: PagePath, show: RequestHandler) => router.route(path).all(reading(origins)).get(show);
  page('/', (request, response) => response.type('html').send(welcomePage(publicAddressOf(request, state))));
  page('/health', (_request, response) => response.json({ status: 'healthy', uptimeSeconds: process.uptime() }));
  page('/health/live', (_request, response) => response.json({ status: 'live' }));
  page('/health/ready', (_request, response) => {
    if (state.isStopping) response.status(503).json({ status: 'stopping' });
    else response.json({ status: 'ready' });
  });
  page('/metrics', async (_request, response) => {
    metrics ??= import('../metrics/exposition.ts').then(({ metricsOf }) => metricsOf(state));
    const registry = await metrics;
    response.type(registry.contentType).send(await registry.metrics());
  });
  page('/collection.json', async (request, response) => {
    const { origin, prefix } = publicAddressOf(request, state);
    response.type('json').send(collectionAt(`${origin}${prefix}`, await contractFile('collection.json')));
  });
  page('/openapi.json', (request, response) => response.json(documentAt(prefixOf(request, state.basePath))));
  page('/openapi.yaml', async (request, response) => {
    response
      .type('application/yaml')
      .send(yamlAt(prefixOf(request, state.basePath), await contractFile('openapi.yaml')));
  });
  router.use('/docs', onlyDocs, reading(origins), toFolder, express.static(docsFolder, { redirect: false }));
  return router;
}

function contractFile(name: 'collection.json' | 'openapi.yaml'): Promise<string> {
  return readFile(new URL(import.meta.resolve(`@billing-testkit/contracts/${name}`)), 'utf8');
}

/** The collection with the address of this server in its variable. */
function collectionAt(baseUrl: string, text: string): string {
  return text.replace('"http://localhost:5000"', JSON.stringify(baseUrl));
}

/** The document; behind a prefix its server is this one. */
function documentAt(prefix: string): object {
  return prefix === '' ? wholeDocument() : { ...wholeDocument(), servers: [{ url: prefix, description: THIS_SERVER }] };
}

const THIS_SERVER = 'This server.';

function yamlAt(prefix: string, yaml: string): string {
  const servers = `servers:\n  - url: ${prefix}\n    description: ${THIS_SERVER}\n`;
  return prefix === '' ? yaml : yaml.replace(/^servers:\n(?: .*\n)+/m, servers);
}

function onlyDocs({ path }: Request, _response: Response, next: NextFunction): void {
  if (docsPaths.has(path)) next();
  else next('router');
}

/** The links of the page are relative to `/docs/`. So is this one, since a proxy may put a prefix before the path. */
function toFolder({ originalUrl }: Request, response: Response, next: NextFunction): void {
  const [path = '', query] = originalUrl.split('?', 2);
  if (path.endsWith('/docs')) response.redirect(query === undefined ? 'docs/' : `docs/?${query}`);
  else next();
}

/** Pages are read and nothing else. */
function reading(origins: Origins): RequestHandler {
  const methods = ['GET', 'HEAD'];
  return (request, response, next) => {
    const isReading = methods.includes(request.method);
    if (!isReading && !isPreflight(request)) throw methodNotAllowed(request.method, methods);
    const exchange = exchangeOf(request, response);
    try {
      origins.check(exchange);
    } finally {
      response.set(exchange.headers);
    }
    if (isReading) next();
    else send(exchange, { status: 204, text: '', headers: preflightHeaders(request, methods) });
  };
}

function exchangeOf(request: Request, response: Response): Exchange {
  return { request, response, requestId: String(response.getHeader('X-Request-Id')), headers: {}, found: {} };
}

function notFound({ documents }: ServerState): RequestHandler {
  const lists = documents ? '/docs and the documents of --spec list' : '/docs lists';
  return ({ method, path }) => {
    throw Refusal.notFound(`${method} ${path}: ${lists} what there is`);
  };
}

/** Express knows a handler of errors by its four parameters. */
function failed({ log }: ServerState): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const exchange = exchangeOf(request, response);
    if (response.headersSent) response.destroy();
    else send(exchange, failure(libraryRefusal(thrown) ?? thrown, exchange, log));
  };
}
