import { expect, test } from 'vitest';
import { scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

const baseUrl = 'http://localhost:5000';

test.each(['', 'localhost:5000', 'ftp://localhost', '/billing', 'http://localhost?a=b', 'http://localhost#a'])(
  'a client refuses the base URL %j',
  (unfit) => {
    expect(() => new BillingClient({ baseUrl: unfit })).toThrow(
      new TypeError(`baseUrl must be an http or https URL without query, not ${JSON.stringify(unfit)}`),
    );
  },
);

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a client refuses %d retries', (retries) => {
  expect(() => new BillingClient({ baseUrl, retries })).toThrow(RangeError);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a client refuses a time limit of %d ms', (timeoutMs) => {
  expect(() => new BillingClient({ baseUrl, timeoutMs })).toThrow(RangeError);
});

test('a call refuses a time limit that no timer can take', async () => {
  const { url, received } = await scriptedServer(succeeds());
  const call = new BillingClient({ baseUrl: url }).credits.balance({ timeoutMs: 2 ** 31 });
  await expect(call).rejects.toThrow(RangeError);
  expect(received).toEqual([]);
});
