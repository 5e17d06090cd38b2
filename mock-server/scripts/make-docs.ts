/**
 * Makes the page of the API: asks swagger-ui-express for the page and for each file that it links to, as a browser would, and keeps the
 * answers in `dist/docs`. So the packed server needs neither swagger-ui-express nor its dependencies. `npm run build` runs it after
 * `compile-document.ts`, whose output it uses.
 */
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { transformSync } from 'esbuild';
import express from 'express';
import swaggerUi from 'swagger-ui-express';
import { triedDocument, triedHere } from './tried-document.ts';

/** The template of the library has none, so a phone would show the page of a screen. */
const VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">';

const document = JSON.parse(readFileSync(new URL('../dist/compiled/document.json', import.meta.url), 'utf8'));
const page = emptied('../dist/docs/');
const notices = emptied('../dist/docs-notices/');

/** The licences that go with every copy of the files. The server does not show them. */
const texts = ['LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui-standalone-preset.js.LICENSE.txt'];
const library = import.meta.resolve('swagger-ui-dist/package.json');
for (const name of texts) copyFileSync(new URL(name, library), new URL(name, notices));

const options = {
  customSiteTitle: 'Billing API',
  customCss: readFileSync(new URL('docs.css', import.meta.url), 'utf8'),
  swaggerOptions: triedHere,
};
const app = express();
const tried = triedDocument(document);
app.use(swaggerUi.serveFiles(tried, options), swaggerUi.setup(tried, options));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
try {
  const html = String(await answer('./')).replace('<meta charset="UTF-8">', `$&\n  ${VIEWPORT}`);
  writeFileSync(new URL('index.html', page), html);
  for (const [, name = ''] of html.matchAll(/(?:href|src)="\.\/([\w.-]+)"/g)) {
    writeFileSync(new URL(name, page), shortened(name, await answer(name)));
  }
} finally {
  server.close();
}

async function answer(path: string): Promise<Buffer> {
  const response = await fetch(new URL(path, urlOf(server)));
  if (!response.ok) throw new Error(`swagger-ui-express answers ${path} with ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}

function urlOf(listening: Server): string {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Half of the script with the document in it is indentation. Maps of the library's files are not packed, so no file names one. */
function shortened(name: string, content: Buffer): Buffer | string {
  if (name === 'swagger-ui-init.js') return transformSync(String(content), { minifyWhitespace: true }).code;
  if (!/\.(?:css|js)$/.test(name)) return content;
  return String(content).replace(/\n(?:\/\*|\/\/)# sourceMappingURL=\S+\s*$/, '\n');
}

function emptied(path: string): URL {
  const folder = new URL(path, import.meta.url);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
