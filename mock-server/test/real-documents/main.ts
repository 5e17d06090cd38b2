/**
 * Asks the mock server for every operation of documents of real systems, for every 2xx response that they describe, with twenty
 * seeds, and holds every answer in JSON against its own schema. `npm run test:documents` runs it; a name, like `stripe`, runs the documents
 * that contain it, and a number after it is that of the seeds. The first run fetches the documents from npm.
 */
import { Agent, request } from 'node:http';
import { isJson, type Media } from '../../src/other-documents/operations/media.ts';
import type { ResponseOf } from '../../src/other-documents/operations/operation.ts';
import { startMockServer } from '../../src/start-mock-server.ts';
import { documents, fileOf, type RealDocument } from './documents.ts';
import { Judge } from './judge.ts';
import { type Plan, type PlannedRequest, planFor } from './requests.ts';

const SEEDS = Number(process.argv[3] ?? 20);
const MAX_SHOWN = 20;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const wanted = (process.argv[2] ?? '').toLowerCase();
const chosen = documents.filter(({ name }) => name.toLowerCase().includes(wanted));
const problems: string[] = [];

print(['document', 'operations', 'no request', 'answers', 'no value', 'valid', 'same again', 'seconds']);
for (const document of chosen) print(await prove(document));
for (const problem of problems.slice(0, MAX_SHOWN)) process.stdout.write(`${problem}\n`);
if (problems.length > MAX_SHOWN) process.stdout.write(`… and ${problems.length - MAX_SHOWN} more\n`);
agent.destroy();
process.exitCode = problems.length === 0 ? 0 : 1;

async function prove(document: RealDocument): Promise<(string | number)[]> {
  const startedAt = performance.now();
  const file = fileOf(document);
  const plan = await planFor(file);
  const judge = new Judge(file);
  const counts = { answers: 0, valid: 0, same: 0, impossible: 0 };
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const options = { port: 0, rateLimit: 0, specs: [file], seed: String(seed) };
    const [one, two] = [await startMockServer(options), await startMockServer(options)];
    for (const planned of plan.requests) {
      for (const response of planned.operation.responses.filter(isSuccess)) {
        await hold({ document, planned, response, judge, counts, plan }, one.url, two.url);
      }
    }
    await one.close();
    await two.close();
  }
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  const { requests, withoutRequest } = plan;
  const { answers, valid, same, impossible } = counts;
  return [document.name, requests.length, withoutRequest.length, answers, impossible, valid, same, seconds];
}

interface Holding {
  readonly document: RealDocument;
  readonly planned: PlannedRequest;
  readonly response: ResponseOf;
  readonly judge: Judge;
  readonly counts: { answers: number; valid: number; same: number; impossible: number };
  readonly plan: Plan;
}

/** Asks two servers of the same seed for one response, and checks their answers. */
async function hold(
  { document, planned, response, judge, counts, plan }: Holding,
  url: string,
  twin: string,
): Promise<void> {
  const code = response.status.replace('XX', '00');
  const media = response.media.find(({ type }) => isJson(type)) ?? response.media[0];
  const [first, second] = [await ask(url, planned, code, media), await ask(twin, planned, code, media)];
  const where = `${document.name}: ${planned.method} ${planned.target} ${code}`;
  counts.answers += 1;
  if (first.text === second.text || first.status !== Number(code)) counts.same += 1;
  else problems.push(`${where}: two answers to one request differ`);
  const isImpossible = media?.schema !== undefined && isJson(media.type) && !plan.canAnswer(media.schema);
  if (isImpossible) {
    counts.impossible += 1;
    return;
  }
  const mistake = mistakeIn(first, code, media, judge);
  if (mistake === undefined) counts.valid += 1;
  else problems.push(`${where}: ${mistake}`);
}

function isSuccess({ status }: ResponseOf): boolean {
  return status.startsWith('2');
}

function mistakeIn(
  { status, text }: Answered,
  code: string,
  media: Media | undefined,
  judge: Judge,
): string | undefined {
  if (status !== Number(code)) return `it is answered by ${status}: ${text.slice(0, 300)}`;
  if (!(media?.schema && isJson(media.type)) || text === '') return undefined;
  const { schema, at } = media;
  const pointer = schema.at.file === at.file ? schema.at.pointer : `${at.pointer}/schema`;
  return judge.mistakeIn(JSON.parse(text), pointer);
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

function ask(
  url: string,
  { method, target, headers, body }: PlannedRequest,
  code: string,
  media: Media | undefined,
): Promise<Answered> {
  const accept = media === undefined ? '*/*' : media.type;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(
      url + target,
      { method, agent, headers: { ...headers, ...length, accept, prefer: `code=${code}` } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function print(cells: readonly (string | number)[]): void {
  const widths = [18, 12, 12, 10, 10, 10, 12, 9];
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[index] ?? 0))).join('')}\n`,
  );
}
