import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { document, documentYaml } from '../document/api-document.ts';
import { methodNotAllowed } from '../errors/refusal.ts';
import { isPreflight, type Origins, preflightHeaders } from './origins.ts';
import { send } from './send.ts';
import { welcomePage } from './welcome-page.ts';

/** The document as /docs tries it: against the server that shows it, wherever that is. */
const tried = { ...document, servers: [{ url: '/', description: 'This server.' }] };

/** The files of /docs. The library's folder has more files, which the server does not serve. */
const docsFiles: ReadonlySet<string> = new Set([
  '/swagger-ui.css',
  '/swagger-ui-bundle.js',
  '/swagger-ui-standalone-preset.js',
  '/swagger-ui-init.js',
  '/favicon-16x16.png',
  '/favicon-32x32.png',
]);

/** The server's own pages, which need no account. */
export function pages(origins: Origins): Router {
  const router = Router();
  const page = (path: string, show: RequestHandler) => router.route(path).all(reading(origins)).get(show);
  page('/', (_request, response) => response.type('html').send(welcomePage));
  page('/health', (_request, response) => response.json({ status: 'healthy', uptimeSeconds: process.uptime() }));
  page('/openapi.json', (_request, response) => response.json(document));
  page('/openapi.yaml', (_request, response) => response.type('application/yaml').send(documentYaml));
  page('/docs', swaggerUi.setup(tried, { customSiteTitle: 'Billing API' }));
  router.use('/docs', onlyDocs, reading(origins), ...swaggerUi.serveFiles(tried));
  return router;
}

function onlyDocs({ path }: Request, _response: Response, next: NextFunction): void {
  if (docsFiles.has(path)) next();
  else next('router');
}

/** Pages are read and nothing else. */
function reading(origins: Origins): RequestHandler {
  const methods = ['GET', 'HEAD'];
  return (request, response, next) => {
    const isReading = methods.includes(request.method);
    if (!isReading && !isPreflight(request)) throw methodNotAllowed(request.method, methods);
    origins.check(request, response);
    if (isReading) next();
    else send(request, response, { status: 204, text: '', headers: preflightHeaders(request, methods) });
  };
}
