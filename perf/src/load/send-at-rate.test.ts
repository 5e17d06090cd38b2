import { expect, test } from 'vitest';
import { plainServer } from '../../test/front-server.ts';
import type { LoadRequest } from '../requests/load-request.ts';
import type { EndedRequest } from './outcome.ts';
import { sendAtRate } from './send-at-rate.ts';

const request: LoadRequest = { operationId: 'getCreditBalance', account: 0, method: 'GET', path: '/' };
const limits = { maxRequests: 1_000, connections: 1, timeoutMs: 60_000, signal: new AbortController().signal };

async function endsOf(url: string, options: Partial<Parameters<typeof sendAtRate>[2]>): Promise<EndedRequest[]> {
  const ends: EndedRequest[] = [];
  const all = { ...limits, rate: 100, durationMs: 600, ...options };
  await sendAtRate(
    { url, headersOf: () => ({}) },
    () => request,
    all,
    (ended) => ends.push(ended),
  );
  return ends;
}

// A load generator that waits for an answer before it sends the next request sees one slow request here.
test('requests that become due while the target stalls are slow, too', async () => {
  let answered = 0;
  const url = await plainServer((_, response) => {
    answered += 1;
    if (answered === 1) setTimeout(() => response.end(), 500);
    else response.end();
  });
  const ends = await endsOf(url, {});
  expect(ends).toHaveLength(60);
  // 25 requests are due in the first half of the stall, and wait for more than the second half.
  expect(ends.filter(({ latencyMs }) => latencyMs >= 250).length).toBeGreaterThanOrEqual(25);
});

test('requests that are not answered in time are given up', async () => {
  const url = await plainServer(() => undefined);
  const ends = await endsOf(url, { durationMs: 50, timeoutMs: 100, connections: 50 });
  expect(ends.map(({ outcome }) => outcome)).toEqual(Array(5).fill({ kind: 'unanswered', reason: 'timed out' }));
});

test('open requests are cut when the load is stopped', async () => {
  const controller = new AbortController();
  const url = await plainServer(() => controller.abort());
  const ends = await endsOf(url, { durationMs: 60_000, signal: controller.signal });
  expect(ends.length).toBeGreaterThan(0);
  expect(new Set(ends.map(({ outcome }) => outcome.kind))).toEqual(new Set(['cut']));
});

test('a target that is gone fails each request by the reason', async () => {
  const ends = await endsOf('http://127.0.0.1:1', { durationMs: 50 });
  expect(ends.map(({ outcome }) => outcome)).toEqual(Array(5).fill({ kind: 'unanswered', reason: 'ECONNREFUSED' }));
});

test('an address with a path comes before each path', async () => {
  const paths: (string | undefined)[] = [];
  const url = await plainServer(({ url: path }, response) => {
    paths.push(path);
    response.end();
  });
  await endsOf(`${url}/billing-api`, { durationMs: 10 });
  expect(paths).toEqual(['/billing-api/']);
});
