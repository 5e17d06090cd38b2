import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Starts a server as a user's program does, sends it one request, and prints the packages that are loaded by then. */
const program = (path: string) => `
  import { createRequire } from 'node:module';
  import { startMockServer } from '@billing-testkit/mock-server';
  const { url, close } = await startMockServer({ port: 0 });
  const answer = await fetch(url + '${path}', { headers: { uuid: 'a' } });
  const files = Object.keys(createRequire(import.meta.url).cache);
  const packages = files.flatMap((file) => file.match(/(?<=node_modules.)[^\\\\/]+/g) ?? []);
  console.log(JSON.stringify([answer.status, ...new Set(packages)]));
  await close();
`;

async function statusAndPackages(path: string): Promise<unknown[]> {
  const args = ['--input-type=module', '--eval', program(path)];
  const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout);
}

const ofPages = ['express'];
const ofOperation = ['pino', 'prom-client', '@opentelemetry'];
const ofTheBuild = ['ajv', 'openapi-backend', 'lodash', 'swagger-ui-express'];

test('a server that is asked for no page loads neither what shows pages, metrics, a log or traces nor what compiled the document', async () => {
  const [status, ...packages] = await statusAndPackages('/billing/contracts');
  expect(status).toBe(200);
  expect(packages.filter((name) => [...ofPages, ...ofOperation, ...ofTheBuild].includes(String(name)))).toEqual([]);
});

test('what shows a page is loaded when it is asked for', async () => {
  expect(await statusAndPackages('/metrics')).toEqual(expect.arrayContaining([200, 'prom-client']));
  const [status, ...packages] = await statusAndPackages('/docs/');
  expect([status, ...packages]).toEqual(expect.arrayContaining([200, ...ofPages]));
  expect(packages.filter((name) => ofTheBuild.includes(String(name)))).toEqual([]);
});
