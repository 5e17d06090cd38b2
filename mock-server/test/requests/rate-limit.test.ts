import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { ApiClient, newUuid, useServer } from '../api-client.ts';

/** The time of this process, and so of its servers, stands still: a second passes when a test says so. */
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }));
afterAll(() => void vi.useRealTimers());

const LIMIT = 3;

const api = useServer({ rateLimit: LIMIT });
const unlimited = useServer({ rateLimit: 0 });

const nextWindow = () => vi.advanceTimersByTime(1_000);

/** Waits so that later requests are not refused because of these tests' requests. */
afterAll(() => void nextWindow());

const EXCEEDED = [429, 'RATE_LIMIT_EXCEEDED'];

/** Sends as many requests as the account, or the address, may send. */
async function useUp(uuid?: string): Promise<void> {
  for (let count = 0; count < LIMIT; count += 1) await read(uuid);
}

const read = (uuid?: string) =>
  api.call('getCalculationProgress', { ...(uuid && { uuid }), query: { month: '2025-03' } });

const limitHeaders = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => /ratelimit|retry-after/.test(name)));

describe('the rate limit', () => {
  it('lets an account send as many requests a second as it says, and then no more until the second is over', async () => {
    const uuid = newUuid();
    await useUp(uuid);
    for (const _ of [1, 2]) {
      expect((await api.refused('getCreditBalance', { uuid })).gist).toEqual(EXCEEDED);
    }
    nextWindow();
    await useUp(uuid);
    expect((await api.refused('getCreditBalance', { uuid })).gist).toEqual(EXCEEDED);
  });

  it('counts every account for itself, and the requests without one by their address', async () => {
    nextWindow();
    const [first, second] = [newUuid(), newUuid()];
    await useUp(first);
    await useUp(second);
    await useUp();
    for (const uuid of [{ uuid: first }, { uuid: second }, {}]) {
      const { gist } = await api.refused('getCalculationProgress', { ...uuid, query: { month: '2025-03' } });
      expect(gist).toEqual(EXCEEDED);
    }
    await read(newUuid());
  });

  it('counts an account by header and query alike, and by address what names it in the body', async () => {
    nextWindow();
    const uuid = newUuid();
    await read(uuid);
    await api.call('getCreditBalance', { query: { uuid } });
    await api.call('getCreditBalance', { uuid, query: { uuid } });
    expect((await api.refused('getCreditBalance', { query: { uuid } })).gist).toEqual(EXCEEDED);
    for (const month of ['2025-01', '2025-02', '2025-03']) {
      await api.call('calculateStatement', { body: { uuid, month } });
    }
    const { gist } = await api.refused('calculateStatement', { body: { uuid: newUuid(), month: '2025-03' } });
    expect(gist).toEqual(EXCEEDED);
  });

  it('is told by the headers of every limited answer, whatever its status', async () => {
    nextWindow();
    const uuid = newUuid();
    const told = (remaining: number) => ({
      'ratelimit-policy': '3;w=1',
      'ratelimit-limit': '3',
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': '1',
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': expect.stringMatching(/^\d+$/),
    });
    const success = await api.send('getCreditBalance', { uuid });
    expect([success.status, limitHeaders(success.headers)]).toEqual([200, told(2)]);
    const invalid = await api.send('getStatements', { uuid, path: { month: 'x' } });
    expect([invalid.status, limitHeaders(invalid.headers)]).toEqual([400, told(1)]);
    const missing = await api.send('getMeter', { uuid, path: { meterId: 'x' } });
    expect([missing.status, limitHeaders(missing.headers)]).toEqual([404, told(0)]);
    const exceeded = await api.refused('getCreditBalance', { uuid });
    expect(limitHeaders(exceeded.headers)).toEqual({ ...told(0), 'retry-after': '1' });
    expect(exceeded.body).toMatchObject({
      header: { isSuccessful: false, resultCode: 429 },
      error: 'RATE_LIMIT_EXCEEDED',
      details: [],
      requestId: exceeded.headers.get('x-request-id'),
    });
  });

  it('goes by the address that a request comes from, not by one that it says', async () => {
    nextWindow();
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
      const headers = { 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address };
      await api.call('getCalculationProgress', { headers, query: { month: '2025-03' } });
    }
    const headers = { 'x-forwarded-for': '10.0.0.4' };
    const { gist } = await api.refused('getCalculationProgress', { headers, query: { month: '2025-03' } });
    expect(gist).toEqual(EXCEEDED);
  });

  it('changes nothing by a request that it refuses, and leaves its idempotency key free', async () => {
    nextWindow();
    const uuid = newUuid();
    await useUp(uuid);
    const request = { uuid, headers: { 'idempotency-key': 'k' }, path: { couponCode: 'CAMPAIGN-001' } };
    expect((await api.refused('redeemCoupon', request)).gist).toEqual(EXCEEDED);
    nextWindow();
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [] });
    await api.call('redeemCoupon', request);
    const replayed = await api.send('redeemCoupon', request);
    expect(replayed.headers.get('idempotency-replayed')).toBe('true');
    expect((await api.refused('redeemCoupon', request)).gist).toEqual(EXCEEDED);
  });
});

describe('what is over the limit', () => {
  const text = { 'content-type': 'text/plain' };
  const path = { month: 'no-month' };

  it.each([
    ['media type', { path, raw: 'x', headers: text }],
    ['size', { path, raw: 'x'.repeat(1024 * 1024 + 1) }],
    ['JSON', { path, raw: '{' }],
    ['fields', { path, body: { amount: 0 } }],
    ['state', { path: { month: '2025-03' } }],
  ])('is refused for that before its %s', async (_what, request) => {
    nextWindow();
    const uuid = newUuid();
    await useUp(uuid);
    expect((await api.refused('pay', { uuid, ...request })).gist).toEqual(EXCEEDED);
    nextWindow();
    expect((await api.refused('pay', { uuid, ...request })).gist).not.toEqual(EXCEEDED);
  });

  it('is refused for its path, its method and its account before that, and is not counted', async () => {
    nextWindow();
    const uuid = newUuid();
    const faults = async () => [
      (await api.refused('GET /billing/nothing', { uuid })).status,
      (await api.refused('PUT /billing/meters', { uuid })).status,
      (await api.refused('getCreditBalance')).status,
      (await api.refused('getCreditBalance', { uuid: 'a b' })).status,
      (await api.refused('getCreditBalance', { uuid, query: { uuid: 'other' } })).status,
    ];
    for (const _ of [1, 2]) expect(await faults()).toEqual([404, 405, 401, 400, 400]);
    await useUp(uuid);
    await useUp();
    expect(await faults()).toEqual([404, 405, 401, 400, 400]);
  });
});

describe('what is not limited', () => {
  it('are the pages and the mock’s own controls, which tell nothing of it', async () => {
    nextWindow();
    await useUp();
    for (const page of [
      '/',
      '/health',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/docs/',
      '/openapi.json',
      '/openapi.yaml',
    ]) {
      for (const _ of Array.from({ length: LIMIT + 1 })) {
        const response = await fetch(api.url + page);
        await response.text();
        expect([page, response.status, limitHeaders(response.headers)]).toEqual([page, 200, {}]);
      }
    }
    for (const _ of Array.from({ length: LIMIT + 1 })) {
      const { status, headers } = await api.send('getRateLimitStatus');
      expect([status, limitHeaders(headers)]).toEqual([200, {}]);
    }
    const uuid = newUuid();
    await useUp(uuid);
    for (const _ of Array.from({ length: LIMIT + 1 })) {
      const answers = [await api.send('clearDefect', { uuid }), await api.send('resetAccount', { uuid })];
      expect(answers.map(({ status, headers }) => [status, limitHeaders(headers)])).toEqual([
        [200, {}],
        [200, {}],
      ]);
    }
  });

  it('is anything when the limit is 0', async () => {
    const uuid = newUuid();
    const answers = await Promise.all(
      Array.from({ length: 1_001 }, () => unlimited.send('getCreditBalance', { uuid })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(limitHeaders(answers[0]?.headers ?? new Headers())).toEqual({});
    expect(await unlimited.call('getRateLimitStatus', { uuid })).toMatchObject({
      limit: 0,
      remaining: 0,
      resetMs: 0,
      isEnabled: false,
    });
  });

  it('are the first 500 requests of a second when nothing is said of a limit', async () => {
    const { url, close } = await startMockServer({ port: 0 });
    const standard = new ApiClient(() => url);
    const uuid = newUuid();
    const answers = await Promise.all(Array.from({ length: 501 }, () => standard.send('getCreditBalance', { uuid })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    await close();
  });
});

describe('the status of the limit', () => {
  const status = async (uuid?: string) => {
    const { header, ...answer } = await api.call('getRateLimitStatus', { ...(uuid && { uuid }) });
    return answer;
  };
  const untouched = { limit: LIMIT, remaining: LIMIT, resetMs: 0, isEnabled: true };

  it('is of the account, or of the address that asks, and is not counted', async () => {
    nextWindow();
    const uuid = newUuid();
    expect(await status(uuid)).toEqual(untouched);
    await read(uuid);
    await read(uuid);
    expect(await status(uuid)).toEqual({ ...untouched, remaining: 1, resetMs: 1_000 });
    vi.advanceTimersByTime(400);
    expect(await status(uuid)).toEqual({ ...untouched, remaining: 1, resetMs: 600 });
    await read(uuid);
    await api.refused('getCreditBalance', { uuid });
    expect(await status(uuid)).toMatchObject({ remaining: 0 });
    expect(await status()).toMatchObject({ remaining: LIMIT });
    vi.advanceTimersByTime(600);
    expect(await status(uuid)).toEqual(untouched);
    await read();
    expect(await status()).toMatchObject({ remaining: LIMIT - 1 });
  });

  it('begins anew when the account is reset, and not for others', async () => {
    nextWindow();
    const [uuid, other] = [newUuid(), newUuid()];
    await useUp(uuid);
    await useUp(other);
    await useUp();
    await api.call('resetAccount', { uuid });
    expect(await status(uuid)).toMatchObject({ remaining: LIMIT });
    await useUp(uuid);
    expect((await api.refused('getCreditBalance', { uuid: other })).gist).toEqual(EXCEEDED);
    await api.call('resetAccount');
    await useUp(other);
    await useUp();
  });
});
