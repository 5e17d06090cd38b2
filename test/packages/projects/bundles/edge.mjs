/** Runs the client in an edge runtime, as Vercel's makes it: it has no module of Node. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { startMockServer } from '@billing-testkit/mock-server';
import { EdgeVM } from '@edge-runtime/vm';

const server = await startMockServer({ port: 0 });
const runtime = new EdgeVM();
assert.equal(runtime.evaluate('typeof process + typeof require'), 'undefinedundefined');
runtime.evaluate(await readFile('made/esbuild.js', 'utf8'));
assert.equal(await runtime.evaluate(`bill('${server.url}')`), '43888 43888 true');
await server.close();
