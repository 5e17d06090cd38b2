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
  console.log(JSON.stringify([answer.status, ...packages()]));
  await close();
`;

/** Starts a server as the command does, and prints the packages that are loaded by then. */
const command = `
  import { createRequire } from 'node:module';
  process.argv.push('billing-mock-server', '--port', '0', '--log-level', 'silent');
  await import('../../bin/billing-mock-server.js');
  await new Promise((resolve) => setTimeout(resolve, 0));
  console.log(JSON.stringify(packages()));
  process.exit();
`;

const packages = `
  function packages() {
    const files = Object.keys(createRequire(import.meta.url).cache);
    return [...new Set(files.flatMap((file) => file.match(/(?<=node_modules.)[^\\\\/]+/g) ?? []))];
  }
`;

async function printedBy(started: string): Promise<unknown[]> {
  const args = ['--input-type=module', '--eval', started + packages];
  const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout.slice(stdout.indexOf('[')));
}

const ofPages = ['express'];
const ofOperation = ['pino', 'prom-client', '@opentelemetry'];
const ofFiles = ['yaml'];
const ofTheBuild = ['ajv', 'openapi-backend', 'lodash', 'swagger-ui-express'];

test('a server that is asked for no page loads neither what shows pages, metrics, a log or traces nor what reads catalogs and documents', async () => {
  const [status, ...loaded] = await printedBy(program('/billing/contracts'));
  expect(status).toBe(200);
  expect(
    loaded.filter((name) => [...ofPages, ...ofOperation, ...ofFiles, ...ofTheBuild].includes(String(name))),
  ).toEqual([]);
});

test('what shows a page is loaded when it is asked for', async () => {
  expect(await printedBy(program('/metrics'))).toEqual(expect.arrayContaining([200, 'prom-client']));
  const [status, ...loaded] = await printedBy(program('/docs/'));
  expect([status, ...loaded]).toEqual(expect.arrayContaining([200, ...ofPages]));
  expect(loaded.filter((name) => ofTheBuild.includes(String(name)))).toEqual([]);
});

test('a command without files loads no parser of YAML', async () => {
  const loaded = await printedBy(command);
  expect(loaded).toContain('pino');
  expect(loaded).not.toContain('yaml');
});
