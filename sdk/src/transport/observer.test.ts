import { expect, test } from 'vitest';
import { answers, refuses, resets, scriptedServer } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import type { LogLevel } from './observer.ts';

const success = JSON.stringify({ header: { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' } });
const answer = answers(200, success, { 'X-Request-Id': 'req-2' });

test('hooks see every attempt, every answer and every failure that is not the last word', async () => {
  const { url } = await scriptedServer(resets, refuses(503, 'INTERNAL'), answer);
  const seen: object[] = [];
  const client = new BillingClient({
    baseUrl: url,
    uuid: 'acme',
    onRequest: ({ operationId, method, url: sentTo, attempt, headers }) =>
      seen.push({ operationId, method, sentTo, attempt, uuid: headers.uuid }),
    onResponse: ({ attempt, status, durationMs, requestId }) =>
      seen.push({ attempt, status, requestId, isTimed: durationMs >= 0 }),
    onRetry: ({ attempt, error, delayMs }) => seen.push({ attempt, code: error.code, waits: delayMs >= 0 }),
  });
  await client.credits.balance();
  const request = {
    operationId: 'getCreditBalance',
    method: 'GET',
    sentTo: `${url}/billing/credits/balance`,
    uuid: 'acme',
  };
  expect(seen).toEqual([
    { ...request, attempt: 1 },
    { attempt: 1, code: 'CONNECTION_FAILED', waits: true },
    { ...request, attempt: 2 },
    { attempt: 2, status: 503, requestId: undefined, isTimed: true },
    { attempt: 2, code: 'INTERNAL', waits: true },
    { ...request, attempt: 3 },
    { attempt: 3, status: 200, requestId: 'req-2', isTimed: true },
  ]);
});

test('clients for other accounts have the same hooks', async () => {
  const { url } = await scriptedServer(answer);
  const accounts: unknown[] = [];
  const client = new BillingClient({ baseUrl: url, onRequest: ({ headers }) => accounts.push(headers.uuid) });
  await client.as('globex').credits.balance();
  expect(accounts).toEqual(['globex']);
});

test.each(['onRequest', 'onResponse'])('what %s throws, the call throws', async (hook) => {
  const { url, received } = await scriptedServer(answer);
  const thrown = new Error('not today');
  const throwing = () => {
    throw thrown;
  };
  const client = new BillingClient({ baseUrl: url, [hook]: throwing });
  await expect(client.credits.balance()).rejects.toBe(thrown);
  expect(received.length).toBeLessThanOrEqual(1);
});

async function logAt(logLevel: LogLevel | undefined): Promise<string[]> {
  const { url } = await scriptedServer(refuses(503, 'INTERNAL'), answer, refuses(404, 'NOT_FOUND'));
  const lines: string[] = [];
  const write = (line: string) => lines.push(line.replaceAll(url, '').replaceAll(/\d+ ms/gu, 'N ms'));
  const logger = { error: write, warn: write, info: write, debug: write };
  const client = new BillingClient({ baseUrl: url, uuid: 'acme', logLevel, logger });
  await client.credits.balance();
  await client.contracts.get('c').catch(() => undefined);
  return lines;
}

const balance = 'getCreditBalance, GET /billing/credits/balance';
const contract = 'getContract, GET /billing/contracts/c';
const lines = [
  `billing debug: ${balance}: attempt 1 is sent`,
  `billing info: ${balance}: 503 in N ms, request without id`,
  `billing warn: ${balance}: attempt 1 failed with INTERNAL, the next one is in N ms`,
  `billing debug: ${balance}: attempt 2 is sent`,
  `billing info: ${balance}: 200 in N ms, request req-2`,
  `billing debug: ${contract}: attempt 1 is sent`,
  `billing info: ${contract}: 404 in N ms, request without id`,
  `billing error: ${contract}: failed: BillingApiError: GET /billing/contracts/c: 404 NOT_FOUND: Refused as NOT_FOUND`,
];

test.each([
  [undefined, []],
  ['off', []],
  ['error', ['error']],
  ['warn', ['error', 'warn']],
  ['info', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
] as const)('the log at %s tells no less and no more', async (level, told) => {
  expect(await logAt(level)).toEqual(lines.filter((line) => told.some((name) => line.startsWith(`billing ${name}:`))));
});
