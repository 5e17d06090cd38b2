import { afterEach, describe, expect, it, test, vi } from 'vitest';
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

describe('without an option', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('the environment names server and account', async () => {
    const { url, received } = await scriptedServer(succeeds());
    vi.stubEnv('BILLING_BASE_URL', url);
    vi.stubEnv('BILLING_UUID', 'acme');
    await new BillingClient().credits.balance();
    await new BillingClient({ uuid: 'globex' }).credits.balance();
    expect(received.map(({ headers }) => headers.uuid)).toEqual(['acme', 'globex']);
  });

  it('a client that finds no server says how to name one', () => {
    vi.stubEnv('BILLING_BASE_URL', '');
    expect(() => new BillingClient()).toThrow(
      new TypeError(
        "baseUrl is missing: write new BillingClient({ baseUrl: 'http://localhost:5000' }), or set the environment variable BILLING_BASE_URL",
      ),
    );
  });

  it('a level of the log that does not exist is refused', () => {
    vi.stubEnv('BILLING_LOG_LEVEL', 'loud');
    expect(() => new BillingClient({ baseUrl })).toThrow(
      new TypeError('logLevel must be off, error, warn, info, debug, not "loud"'),
    );
  });
});

test.each([
  [{ baseURL: baseUrl }, 'baseURL is no option of a client: did you mean baseUrl?'],
  [{ baseUrl, timeout: 5 }, 'timeout is no option of a client: did you mean timeoutMs?'],
  [
    { baseUrl, apiKey: 'a' },
    'apiKey is no option of a client: the options are baseUrl, uuid, timeoutMs, retries, maxAnswerBytes, proxy, agents, logLevel, logger, openTelemetry, onRequest, onResponse, onRetry',
  ],
])('a client refuses the unknown option of %j', (options: object, message) => {
  expect(() => new BillingClient(options)).toThrow(new TypeError(message));
});

test('a call refuses an unknown option, and sends nothing', async () => {
  const { url, received } = await scriptedServer(succeeds());
  const options: object = { idempotencykey: 'k' };
  await expect(new BillingClient({ baseUrl: url }).credits.balance(options)).rejects.toThrow(
    new TypeError('idempotencykey is no option of a call: did you mean idempotencyKey?'),
  );
  expect(received).toEqual([]);
});
