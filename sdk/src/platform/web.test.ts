import { startMockServer } from '@billing-testkit/mock-server';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { answers, refuses, resets, scriptedServer, staysSilent, succeeds } from '../../test/scripted-server.ts';
import { webPackage, webScript } from '../../test/web-client.ts';
import type { BillingClientOptions } from '../transport/options.ts';

const month = '2025-03';
const { BillingClient, isBillingApiError } = await webPackage();

describe('the client in a browser or edge runtime', () => {
  it('bills a month', async () => {
    const server = await startMockServer({ port: 0 });
    onTestFinished(() => server.close());
    const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
    const reading = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', timestamp: '2025-03-10T09:00:00+09:00' };
    await client.meters.create({ ...reading, counterVolume: '100.5' });
    await client.calculations.run({ month });
    const { statements } = await client.statements.get(month);
    // 39 899 and 10 % tax, rounded down.
    expect(statements[0]?.totalAmount).toBe(43_888);
    const job = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: month, is_async: true } as const;
    const { batchId } = await client.batches.create(job);
    const onProgress = vi.fn();
    const { status } = await client.batches.waitForCompletion(batchId, { intervalMs: 1, onProgress });
    expect([status, onProgress.mock.lastCall?.[0].status]).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it('repeats a call under one idempotency key', async () => {
    const { url, received } = await scriptedServer(refuses(503, 'INTERNAL'), resets, succeeds());
    await new BillingClient({ baseUrl: url }).payments.pay(month);
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
  });

  it('makes up a new key for each call', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url });
    for (let call = 0; call < 20; call += 1) await client.payments.pay(month);
    expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(20);
  });

  it('tells a refusal of the API', async () => {
    const { url } = await scriptedServer(refuses(404, 'NOT_FOUND', { 'X-Request-Id': 'req-1' }));
    const error = await new BillingClient({ baseUrl: url }).statements.get(month).catch((thrown: unknown) => thrown);
    expect(isBillingApiError(error, 'NOT_FOUND')).toBe(true);
    expect(error).toMatchObject({ status: 404, requestId: 'req-1' });
  });

  test.each([
    ['CONNECTION_FAILED', resets, {}],
    ['TIMEOUT', staysSilent, { timeoutMs: 20 }],
    ['ANSWER_TOO_LARGE', answers(200, 'x'.repeat(2_000)), { maxAnswerBytes: 1_000 }],
    ['UNEXPECTED_CONTENT', answers(302, '', { Location: '/elsewhere' }), {}],
  ])('tells %s', async (code, reply, options) => {
    const { url, received } = await scriptedServer(reply);
    const call = new BillingClient({ baseUrl: url, retries: 0, ...options }).statements.get(month);
    await expect(call).rejects.toMatchObject({ name: 'BillingApiError', code });
    // The time may be up before the server has received the request.
    expect(received.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ['before it is sent', 'onRequest', succeeds()],
    ['in the wait for a retry', 'onRetry', refuses(503, 'INTERNAL', { 'Retry-After': '60' })],
  ])('is aborted %s', async (_, hook, reply) => {
    const { url } = await scriptedServer(reply);
    const controller = new AbortController();
    const client = new BillingClient({ baseUrl: url, [hook]: () => controller.abort(new Error('enough')) });
    const call = client.statements.get(month, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: { message: 'enough' } });
  });

  it('is aborted in flight, for the server too', async () => {
    const controller = new AbortController();
    const closed: Promise<void>[] = [];
    const { url } = await scriptedServer((response) => {
      closed.push(new Promise((resolve) => response.on('close', resolve)));
      controller.abort();
    });
    const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await Promise.all(closed)).toHaveLength(1);
  });

  it('refuses a header that HTTP can’t carry', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const call = new BillingClient({ baseUrl: url }).credits.balance({ uuid: 'u-1\r\nlang: ko' });
    await expect(call).rejects.toThrow(TypeError);
    expect(received).toEqual([]);
  });

  const pool = { maxSockets: 1, destroy: () => undefined };
  test.each<[string, Partial<BillingClientOptions>]>([
    ['proxy', { proxy: 'http://proxy.example:3128' }],
    ['agents', { agents: { http: pool, https: pool } }],
  ])('refuses %s, which only Node has', (name, options) => {
    expect(() => new BillingClient({ baseUrl: 'http://localhost:5000', ...options })).toThrow(
      new TypeError(`${name} is for Node only: browsers and edge runtimes decide about their connections themselves`),
    );
  });

  it('may be told to use no proxy, which it would not', () => {
    expect(new BillingClient({ baseUrl: 'http://localhost:5000', proxy: false })).toBeInstanceOf(BillingClient);
  });
});

// These are the conditions by which the bundlers of Cloudflare and of Vercel choose files.
test.each([[['workerd', 'worker', 'browser']], [['edge-light', 'worker', 'browser']]])(
  'a bundler with the conditions %j finds no module of Node in the package',
  async (conditions) => {
    expect(await webScript(conditions)).not.toMatch(/\bnode:/u);
  },
);
