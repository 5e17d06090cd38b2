import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { startOtlpReceiver } from '../otlp-receiver.ts';
import type { Image } from './build-image.ts';
import { Container, canIsolate, runInImage } from './container.ts';

/** A check of the image. It throws when something is wrong, and may tell a figure. */
export interface Check {
  readonly name: string;
  readonly run: (image: Image, bin: string) => Promise<string | undefined>;
}

const LARGEST_MB = 80;

export const checks: readonly Check[] = [
  { name: 'has a user, a port above 1023, and labels', run: async (image) => checkFacts(image) },
  { name: 'adds so much to its base', run: async ({ root }) => checkSize(root) },
  { name: '--version and --help', run: checkTexts },
  { name: 'refuses a wrong variable by its name', run: checkWrongVariable },
  { name: 'is ready, which the health check finds out', run: checkHealth },
  { name: 'bills a month, and shows its pages', run: checkUse },
  { name: 'sends traces', run: checkTraces },
  { name: 'answers what is in flight when it is stopped', run: checkStop },
  { name: 'ends by a signal before it is ready', run: checkEarlyStop },
];

function expectThat(what: string, holds: boolean): void {
  if (!holds) throw new Error(`It is not so that ${what}.`);
}

function checkFacts({ user, ports, labels }: Image): undefined {
  expectThat('the user is another one than root', !['root', '0', ''].includes(user));
  expectThat('one port is told, above 1023', ports.length === 1 && Number(ports[0]) > 1023);
  const needed = ['title', 'description', 'licenses', 'version', 'revision'];
  for (const name of needed)
    expectThat(`there is a label ${name}`, Boolean(labels[`org.opencontainers.image.${name}`]));
  expectThat('the labels have what the build says', labels['org.opencontainers.image.version'] === '1.2.3');
}

function checkSize(root: string): string {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const needless = files.filter(({ name }) => /\.(?:map|d\.[cm]?ts)$/.test(name));
  expectThat(`no file is for development, like ${needless[0]?.name}`, needless.length === 0);
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  expectThat(`it is at most ${LARGEST_MB} MB`, bytes <= LARGEST_MB * 1e6);
  return `${(bytes / 1e6).toFixed(1)} MB in ${files.length} files`;
}

async function checkTexts(image: Image, bin: string): Promise<undefined> {
  const version = await runInImage(image, { bin, args: ['--version'] });
  expectThat(`--version prints one: ${version.output}`, version.code === 0 && /^\d+\.\d+\.\d+\n$/.test(version.output));
  const help = await runInImage(image, { bin, args: ['--help'] });
  expectThat(`--help helps: ${help.output}`, help.code === 0 && help.output.includes('MOCK_SERVER_PORT'));
}

async function checkWrongVariable(image: Image, bin: string): Promise<undefined> {
  const { code, output } = await runInImage(image, { bin, environment: { MOCK_SERVER_STRICT: 'maybe' } });
  expectThat(`it is refused with 2: ${code} ${output}`, code === 2 && output.includes('MOCK_SERVER_STRICT'));
}

/** A server of the image that listens on a free port. */
async function started(image: Image, bin: string, environment: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const settings = { MOCK_SERVER_PORT: String(port), ...environment };
  const container = Container.start(image, { bin, environment: settings });
  while (!(await isReady(url))) {
    if (container.child.exitCode !== null) throw new Error(`The server ended: ${container.output}`);
    await wait(10);
  }
  return { container, url, settings, readyMs: performance.now() - start };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function stopped(container: Container): Promise<void> {
  container.signal('SIGTERM');
  const end = await container.ended;
  expectThat(`it ends with 0: ${end} ${container.output}`, end === 0);
}

async function checkHealth(image: Image, bin: string): Promise<string> {
  const [entrypoint, args] = [image.healthCheck, []];
  const unused = { MOCK_SERVER_PORT: String(await freePort()) };
  const before = await runInImage(image, { bin, entrypoint, args, environment: unused });
  expectThat('the health check fails where nothing listens', before.code === 1);
  const { container, settings, readyMs } = await started(image, bin);
  const after = await runInImage(image, { bin, entrypoint, args, environment: settings });
  expectThat(`the health check finds the server: ${after.output}`, after.code === 0);
  if (canIsolate) checkRights(container.pid);
  await stopped(container);
  return `${Math.round(readyMs)} ms`;
}

/** The kernel tells who a process is: the first one of its own world, another user than root, without a capability. */
function checkRights(pid: number | undefined): void {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expectThat('the server is the first process', /^NSpid:.*\s1$/m.test(status));
  expectThat('its user is that of the image', /^Uid:\s1000\s/m.test(status));
  expectThat('it has no capability', /^CapEff:\s0+$/m.test(status) && /^CapBnd:\s0+$/m.test(status));
}

async function checkUse(image: Image, bin: string): Promise<undefined> {
  const { container, url } = await started(image, bin, { MOCK_SERVER_PROT: '1' });
  const headers = { uuid: 'acme', 'content-type': 'application/json' };
  const ask = async (path: string, body?: object) => {
    const init = { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) };
    return (await fetch(`${url}/billing${path}`, init)).text();
  };
  const timestamp = '2025-03-10T09:00:00+09:00';
  await ask('/meters', { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', counterVolume: '100.5', timestamp });
  await ask('/admin/calculations', { month: '2025-03' });
  const statements = await ask('/payments/2025-03/statements');
  expectThat(`the bill is right: ${statements}`, statements.includes('"totalAmount":43888'));
  for (const path of ['/', '/docs', '/openapi.yaml', '/openapi.json', '/metrics']) {
    expectThat(`${path} is there`, (await fetch(url + path)).ok);
  }
  await stopped(container);
  expectThat(`a mistyped variable is told: ${container.output}`, container.output.includes('MOCK_SERVER_PORT?'));
}

async function checkTraces(image: Image, bin: string): Promise<undefined> {
  const receiver = await startOtlpReceiver();
  const { container, url } = await started(image, bin, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  await fetch(`${url}/billing/credits/balance`, { headers: { uuid: 'acme' } });
  await stopped(container);
  receiver.close();
  expectThat(
    'a span arrives',
    receiver.spans.some(({ name }) => name === 'getCreditBalance'),
  );
}

async function checkStop(image: Image, bin: string): Promise<undefined> {
  const { container, url } = await started(image, bin);
  const headers = { uuid: 'a', 'content-type': 'application/json', 'content-length': 12 };
  const sent = request(`${url}/billing/contracts`, { method: 'POST', headers });
  const answered = once(sent, 'response').then(([response]) => text(response));
  sent.write('{"name":');
  await (await fetch(`${url}/health`)).text();
  container.signal('SIGTERM');
  while (await isReady(url)) await wait(10);
  sent.end('"n"}');
  const answer = await answered;
  expectThat(`the request is answered: ${answer}`, answer.includes('contract-a-1'));
  const end = await container.ended;
  expectThat(`it ends with 0: ${end}`, end === 0);
}

/**
 * The first process of a container gets no signal that it does not listen for, so it has to listen before it has loaded everything. A
 * catalog that comes slowly keeps it from being ready.
 */
async function checkEarlyStop(image: Image, bin: string): Promise<undefined> {
  const pipe = join(bin, 'catalog');
  execFileSync('mkfifo', ['-m', '644', pipe]);
  const writer = openSync(pipe, 'r+');
  const environment = { MOCK_SERVER_PORT: String(await freePort()), MOCK_SERVER_CATALOG: pipe };
  const container = Container.start(image, { bin, environment });
  while (!container.output.includes('Waiting')) await wait(10);
  container.signal('SIGTERM');
  writeSync(writer, 'lateFees: { dueDay: 20, graceDays: 5, rate: 3 }\n');
  closeSync(writer);
  const end = await Promise.race([container.ended, wait(20_000, 'not at all', { ref: false })]);
  container.child.kill('SIGKILL');
  expectThat(`it ends by itself: ${end} ${container.output}`, end === 0 || end === 143);
}
