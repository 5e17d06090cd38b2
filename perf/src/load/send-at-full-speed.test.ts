import { expect, test } from 'vitest';
import { plainServer } from '../../test/front-server.ts';
import type { LoadRequest } from '../requests/load-request.ts';
import type { EndedRequest } from './outcome.ts';
import { sendAtFullSpeed } from './send-at-full-speed.ts';

const limits = {
  durationMs: 60_000,
  maxRequests: 40,
  connections: 4,
  timeoutMs: 1_000,
  signal: new AbortController().signal,
};

/** Sends requests with numbers in their paths. */
async function endsOf(url: string, options: Partial<typeof limits> = {}): Promise<EndedRequest[]> {
  const ends: EndedRequest[] = [];
  let number = 0;
  const next = (): LoadRequest => {
    number += 1;
    return { operationId: 'createMeters', account: 0, method: 'POST', path: `/${number}`, body: `{"n":${number}}` };
  };
  await sendAtFullSpeed({ url, headersOf: () => ({ uuid: 'a' }) }, next, { ...limits, ...options }, (ended) =>
    ends.push(ended),
  );
  return ends;
}

test('every request is sent once, with its own body and headers', async () => {
  const seen: unknown[] = [];
  const url = await plainServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      seen.push([request.url, body, request.headers.uuid]);
      response.end();
    });
  });
  const ends = await endsOf(`${url}/api`);
  expect(ends).toHaveLength(40);
  const expected = Array.from({ length: 40 }, (_, index) => [`/api/${index + 1}`, `{"n":${index + 1}}`, 'a']);
  expect(seen.toSorted()).toEqual(expected.toSorted());
});

test('each request has its own outcome', async () => {
  const url = await plainServer((request, response) => {
    const number = Number(request.url?.slice(1));
    if (number % 4 === 1) response.writeHead(429).end();
    else if (number % 4 === 2) response.writeHead(500).end();
    else if (number % 4 === 3) response.destroy();
    else response.end();
  });
  const ends = await endsOf(url);
  const outcomes = new Map(ends.map(({ request, outcome }) => [Number(request.path.slice(1)), outcome]));
  expect(outcomes.get(1)).toEqual({ kind: 'limited', status: 429 });
  expect(outcomes.get(2)).toEqual({ kind: 'refused', status: 500 });
  expect(outcomes.get(3)).toMatchObject({ kind: 'unanswered' });
  expect(outcomes.get(4)).toEqual({ kind: 'succeeded', status: 200 });
});

test('a target that is gone ends the load', async () => {
  const ends = await endsOf('http://127.0.0.1:1', { maxRequests: 1_000_000 });
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.filter(({ outcome }) => outcome.kind === 'succeeded')).toEqual([]);
});

test('open requests are cut when the load is stopped', async () => {
  const controller = new AbortController();
  const url = await plainServer(() => controller.abort());
  const ends = await endsOf(url, { signal: controller.signal, timeoutMs: 60_000 });
  expect(ends.map(({ outcome }) => outcome)).toEqual(Array(4).fill({ kind: 'cut' }));
});
