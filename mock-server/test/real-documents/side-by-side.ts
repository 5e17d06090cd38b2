/**
 * Serves the same documents by this mock server and by @scalar/mock-server, in one run, and compares: the seconds to the first answer,
 * the share of operations that are answered with a status which they describe, the share of answers in JSON that are valid against their schema, and
 * answers a second. `npm run compare:documents` runs it; it fetches both the documents and @scalar/mock-server from npm.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { chooseResponse } from '../../src/other-documents/answers/choose-response.ts';
import { isJson } from '../../src/other-documents/operations/media.ts';
import type { Operation } from '../../src/other-documents/operations/operation.ts';
import { documents, fileOf } from './documents.ts';
import { Judge } from './judge.ts';
import { type PlannedRequest, planFor } from './requests.ts';

const SCALAR = '0.14.4';
const HONO = '2.1.9';
const MAX_START_MS = 180_000;
const LOAD_SECONDS = 4;
const LOADED_OPERATIONS = 20;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The folder where the other server is installed, once it is. */
let installed = '';

/** A server, and how requests for it are written. */
interface Contender {
  readonly name: string;
  command(file: string, port: number): string[];
  target(planned: PlannedRequest): string;
}

const bin = fileURLToPath(new URL('../../bin/billing-mock-server.js', import.meta.url));
const scalarServer = fileURLToPath(new URL('scalar-server.js', import.meta.url));

const contenders: readonly Contender[] = [
  {
    name: 'ours',
    command: (file, port) => [
      bin,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--rate-limit',
      '0',
      '--log-level',
      'silent',
      '--spec',
      file,
    ],
    target: ({ target }) => target,
  },
  {
    name: 'scalar',
    command: (file, port) => [scalarServer, scalarFolder(), file, String(port)],
    // It serves paths as the document has them, without those of its servers.
    target: ({ ownTarget }) => ownTarget,
  },
];

interface Figures {
  startMs: number;
  readonly operations: number;
  answered: number;
  judged: number;
  valid: number;
  perSecond: number;
}

const wanted = (process.argv[2] ?? '').toLowerCase();
print(['document', 'server', 'start', 'answered', 'valid', 'answers/s']);
for (const document of documents.filter(({ name }) => name.toLowerCase().includes(wanted))) {
  const file = fileOf(document);
  for (const contender of contenders) {
    const figures = await measure(contender, file);
    if (!figures) {
      print([document.name, contender.name, 'does not start']);
      continue;
    }
    const { startMs, operations, answered, judged, valid, perSecond } = figures;
    const shares = [`${answered}/${operations}`, `${valid}/${judged}`];
    print([document.name, contender.name, `${(startMs / 1_000).toFixed(1)} s`, ...shares, perSecond.toFixed(0)]);
  }
}

/** The figures of a server; `undefined` for one that does not start. */
async function measure(contender: Contender, file: string): Promise<Figures | undefined> {
  const { requests } = await planFor(file);
  const judge = new Judge(file);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, contender.command(file, port), { stdio: 'ignore' });
  try {
    const [first] = requests;
    if (!(await isAnswering(child, url + (first ? contender.target(first) : '/')))) return undefined;
    const figures: Figures = {
      startMs: performance.now() - startedAt,
      operations: requests.length,
      answered: 0,
      judged: 0,
      valid: 0,
      perSecond: 0,
    };
    for (const planned of requests) await judgeAnswer(url + contender.target(planned), planned, judge, figures);
    figures.perSecond = await load(url, requests, contender);
    return figures;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Whether a server answers anything, as soon as it does. */
async function isAnswering(child: ChildProcess, url: string): Promise<boolean> {
  const until = performance.now() + MAX_START_MS;
  while (performance.now() < until && child.exitCode === null) {
    const isThere = await fetch(url).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (isThere) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function judgeAnswer(url: string, planned: PlannedRequest, judge: Judge, figures: Figures): Promise<void> {
  const { method, headers, body, operation } = planned;
  const best = chooseResponse(operation, undefined).response;
  const media = best?.media.find(({ type }) => isJson(type));
  const answered = await fetch(url, {
    method,
    headers: { accept: media?.type ?? '*/*', ...headers },
    ...(body !== undefined && { body }),
    redirect: 'manual',
  }).catch(() => undefined);
  const text = await answered?.text();
  if (!answered || text === undefined || !isDescribed(answered.status, operation)) return;
  figures.answered += 1;
  // 204 has no body, whatever the document says of it.
  if (!(answered.ok && answered.status !== 204 && media?.schema)) return;
  figures.judged += 1;
  const { schema, at } = media;
  const pointer = schema.at.file === at.file ? schema.at.pointer : `${at.pointer}/schema`;
  if (isValid(text, (value) => judge.mistakeIn(value, pointer) === undefined)) figures.valid += 1;
}

/** Whether a status is a success, or the best one that an operation describes, which may be a redirection. */
function isDescribed(status: number, operation: Operation): boolean {
  const best = chooseResponse(operation, undefined).status;
  return status === best || (status >= 200 && status < 300);
}

function isValid(text: string, isRight: (value: unknown) => boolean): boolean {
  try {
    return isRight(JSON.parse(text));
  } catch {
    return false;
  }
}

/** The successful answers a second to GETs, or to all requests where there are none, one operation after the other. */
async function load(url: string, requests: readonly PlannedRequest[], contender: Contender): Promise<number> {
  const gets = requests.filter(({ method, body }) => method === 'GET' && body === undefined);
  const reads = (gets.length > 0 ? gets : requests).slice(0, LOADED_OPERATIONS);
  if (reads.length === 0) return 0;
  const result = await autocannon({
    url,
    connections: 10,
    duration: LOAD_SECONDS,
    requests: reads.map((planned) => ({
      method: methodOf(planned),
      path: contender.target(planned),
      headers: planned.headers,
      ...(planned.body !== undefined && { body: planned.body }),
    })),
  });
  return result['2xx'] / result.duration;
}

function methodOf({ method }: PlannedRequest): (typeof METHODS)[number] {
  return METHODS.find((one) => one === method) ?? 'GET';
}

/** The folder with @scalar/mock-server, which is installed when it is not there from an earlier run. */
function scalarFolder(): string {
  if (installed !== '') return installed;
  const folder = join(tmpdir(), `billing-testkit-scalar-${SCALAR}`);
  if (!existsSync(join(folder, 'node_modules/@scalar/mock-server'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    const packages = [`@scalar/mock-server@${SCALAR}`, `@hono/node-server@${HONO}`];
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--force', ...packages], {
      cwd: folder,
    });
  }
  installed = folder;
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function print(cells: readonly string[]): void {
  const [name = '', server = '', ...figures] = cells;
  process.stdout.write(`${name.padEnd(18)}${server.padEnd(8)}${figures.map((cell) => cell.padStart(12)).join('')}\n`);
}
