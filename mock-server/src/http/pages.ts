import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { document, documentYaml } from '../contract/api-document.ts';
import { welcomePage } from './welcome-page.ts';

/** The server's own pages, which need no account. */
export function pages(): Router {
  const router = Router();
  router.get('/', (_request, response) => void response.type('html').send(welcomePage));
  router.get(
    '/health',
    (_request, response) => void response.json({ status: 'healthy', uptimeSeconds: process.uptime() }),
  );
  router.get('/openapi.json', (_request, response) => void response.json(document));
  router.get('/openapi.yaml', (_request, response) => void response.type('application/yaml').send(documentYaml));
  router.use('/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'Billing API' }));
  return router;
}
