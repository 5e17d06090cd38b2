/** The paths of the server's own pages. */
export const pagePaths = [
  '/',
  '/collection.json',
  '/docs',
  '/health',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/openapi.json',
  '/openapi.yaml',
] as const;

export type PagePath = (typeof pagePaths)[number];
