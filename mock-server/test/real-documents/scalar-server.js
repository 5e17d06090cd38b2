// Serves a document by @scalar/mock-server, for side-by-side.ts: it runs in the folder where that package is installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, file, port] = process.argv.slice(2);
const { resolve } = createRequire(join(folder, 'package.json'));
const load = (name) => import(pathToFileURL(resolve(name)).href);
const [{ createMockServer }, { serve }] = [await load('@scalar/mock-server'), await load('@hono/node-server')];
console.log = () => {};
const app = await createMockServer({ document: readFileSync(file, 'utf8') });
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
