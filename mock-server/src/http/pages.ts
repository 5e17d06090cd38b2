import { type RequestHandler, Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { document, documentYaml } from '../contract/api-document.ts';
import { methodNotAllowed } from './refusal.ts';
import { welcomePage } from './welcome-page.ts';

/** The document as /docs tries it: against the server that shows it, wherever that is. */
const tried = { ...document, servers: [{ url: '/', description: 'This server.' }] };

/** The server's own pages, which need no account. */
export function pages(): Router {
  const router = Router();
  page(router, '/', (_request, response) => response.type('html').send(welcomePage));
  page(router, '/health', (_request, response) =>
    response.json({ status: 'healthy', uptimeSeconds: process.uptime() }),
  );
  page(router, '/openapi.json', (_request, response) => response.json(document));
  page(router, '/openapi.yaml', (_request, response) => response.type('application/yaml').send(documentYaml));
  // Swagger UI answers this one by itself, as text.
  router.use('/docs/package.json', (_request, _response, next) => next('router'));
  router.use('/docs', ...swaggerUi.serveFiles(tried));
  page(router, '/docs', swaggerUi.setup(tried, { customSiteTitle: 'Billing API' }));
  return router;
}

function page(router: Router, path: string, show: RequestHandler): void {
  router
    .route(path)
    .get(show)
    .all(({ method }) => {
      throw methodNotAllowed(method, ['GET', 'HEAD']);
    });
}
