/**
 * This benchmark compares the requests a second of the mock server with those of a bare node:http server, which reads and parses
 * the same bodies and stringifies the same objects. The servers take turns in rounds of one run, and their medians are compared.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' } },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];

const headers = { uuid: 'bench', 'content-type': 'application/json' };
const reading = (index: number) => ({
  projectId: `p-${index}`,
  counterName: 'compute.c2.c8m8',
  counterUnit: 'HOURS',
  counterVolume: '1.25',
  resourceId: `vm-${index}`,
  timestamp: '2025-03-10T09:00:00+09:00',
});
const batch = JSON.stringify({ meterList: [0, 1, 2, 3, 4].map(reading) });
const requests = {
  'GET /billing/payments/{month}/statements': { method: 'GET', path: '/billing/payments/2025-03/statements' },
  'POST /billing/meters, 5 readings': { method: 'POST', path: '/billing/meters', body: batch },
} as const;

const mock = spawn(
  process.execPath,
  ['bin/billing-mock-server.js', '--port', '0', '--host', '127.0.0.1', '--rate-limit', '0'],
  {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const mockUrl = await urlPrintedBy(mock);
await answerOf('/billing/meters', { method: 'POST', body: batch });
await answerOf('/billing/admin/calculations', { method: 'POST', body: JSON.stringify({ month: '2025-03' }) });
const bare = fork(new URL('bare-server.ts', import.meta.url));
bare.send({
  GET: await answerOf('/billing/payments/2025-03/statements', { method: 'GET' }),
  POST: await answerOf('/billing/meters', { method: 'POST', body: batch }),
});
const [{ port }] = await once(bare, 'message');
const targets = { mock: mockUrl, bare: `http://127.0.0.1:${port}` };

try {
  for (const [name, request] of Object.entries(requests)) {
    const rates: Record<keyof typeof targets, number[]> = { mock: [], bare: [] };
    // Round 0 warms the servers up and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      for (const target of ['bare', 'mock'] as const) {
        const rate = await rateOf({ ...request, url: targets[target] + request.path });
        if (round > 0) rates[target].push(rate);
      }
    }
    const [mockRate, bareRate] = [median(rates.mock), median(rates.bare)];
    const ratio = (mockRate / bareRate).toFixed(2);
    process.stdout.write(`${name}: ${Math.round(mockRate)}/s, bare ${Math.round(bareRate)}/s, ratio ${ratio}\n`);
  }
} finally {
  mock.kill();
  bare.kill();
}

/** The requests a second that a server answers, measured for some seconds. Throws when one of them fails. */
async function rateOf(request: { url: string; method: 'GET' | 'POST'; body?: string }): Promise<number> {
  const {
    requests: rate,
    non2xx,
    errors,
  } = await autocannon({ ...request, headers, connections: 20, duration: seconds });
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 2xx and ${errors} requests failed.`);
  return rate.average;
}

async function answerOf(path: string, request: RequestInit): Promise<object> {
  const response = await fetch(mockUrl + path, { ...request, headers });
  if (!response.ok) throw new Error(await response.text());
  return JSON.parse(await response.text());
}

async function urlPrintedBy({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The server prints nowhere.');
  const [line] = await once(stdout, 'data');
  return /http:\/\/\S+:\d+/.exec(String(line))?.[0] ?? '';
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
