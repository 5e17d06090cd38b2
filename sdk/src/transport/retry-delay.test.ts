import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it, it as test } from 'vitest';
import { refuses, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import { BillingApiError } from '../errors/billing-api-error.ts';
import { parseRetryAfter, retryDelayMs } from './retry-delay.ts';

const month = '2025-03';

describe('the wait before a retry', () => {
  const asked = integer({ min: 0, max: 60_000 });
  const share = property(
    constantFrom(429, 502, 503, 504),
    asked,
    integer({ min: 0, max: 2_000 }),
    (status, retryAfterMs, retry) => {
      const error = new BillingApiError('GET /', 'busy', { code: 'INTERNAL', status, retryAfterMs });
      const jitter = Number(retryDelayMs(error, retry)) - retryAfterMs;
      expect(jitter).toBeGreaterThanOrEqual(0);
      expect(jitter).toBeLessThanOrEqual(Math.min(5_000, 100 * 2 ** retry));
    },
  );

  it('is what the server asks for and a share of a doubling backoff, 5 s at most', () => assert(share));

  it('is as long as Retry-After says', async () => {
    const events: string[] = [];
    const { url } = await scriptedServer(
      (response) => {
        // The server's timer starts before the client's, in the same process. However slow that is, the shorter one is over
        // first.
        setTimeout(() => events.push('999 ms'), 999);
        refuses(429, 'INTERNAL', { 'Retry-After': '1' })(response);
      },
      (response) => {
        events.push('retry');
        succeeds()(response);
      },
    );
    await new BillingClient({ baseUrl: url }).payments.pay(month);
    // Without the header, the retry would come after a tenth of a second at most.
    expect(events).toEqual(['999 ms', 'retry']);
  });

  it('is too long when the server asks for more than a minute: the refusal is thrown', async () => {
    const { url, received } = await scriptedServer(refuses(429, 'INTERNAL', { 'Retry-After': '61' }));
    const call = new BillingClient({ baseUrl: url }).payments.pay(month);
    await expect(call).rejects.toMatchObject({ status: 429, retryAfterMs: 61_000 });
    expect(received).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  it('is told by the error, also when it is a date', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { url } = await scriptedServer(refuses(503, 'INTERNAL', { 'Retry-After': date }));
    const call = new BillingClient({ baseUrl: url }).statements.get(month);
    // The test's own time limit is below the 100 s that this allows.
    await expect(call).rejects.toSatisfy(({ retryAfterMs }) => retryAfterMs > 3_500_000 && retryAfterMs <= 3_600_000);
  });

  const now = Date.parse('2025-03-10T09:00:00Z');

  test.each([
    ['0', 0],
    ['120', 120_000],
    ['Mon, 10 Mar 2025 09:00:30 GMT', 30_000],
    ['Mon, 10 Mar 2025 08:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %s ms', (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });
});
