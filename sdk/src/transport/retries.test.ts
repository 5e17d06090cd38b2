import type { ServerResponse } from 'node:http';
import { describe, expect, it, it as test } from 'vitest';
import { withEnoughTime } from '../../test/enough-time.ts';
import { answers, refuses, resets, scriptedServer, staysSilent, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import { isBillingApiError } from '../errors/billing-api-error.ts';

const month = '2025-03';

/** A call by each method. */
const calls: [method: string, (client: BillingClient) => Promise<unknown>][] = [
  ['GET', (client) => client.statements.get(month)],
  ['PUT', (client) => client.contracts.assign('bg-1', { contractId: 'contract-1', monthFrom: month })],
  ['DELETE', (client) => client.accounts.delete('u-1')],
  ['POST', (client) => client.payments.pay(month, { amount: 1_000 })],
];

const truncates = (response: ServerResponse) => {
  response.writeHead(200, { 'Content-Length': '1000' }).write('{"header":', () => response.destroy());
};

describe.each(calls)('%s', (_, call) => {
  test.each([
    ['a 503', refuses(503, 'INTERNAL')],
    ['the connection breaks before the answer', resets],
    ['the connection breaks in the middle of the answer', truncates],
  ])('is repeated after %s', async (_after, breaks) => {
    const { url, received } = await scriptedServer(breaks, succeeds());
    await call(new BillingClient({ baseUrl: url }));
    expect(received).toHaveLength(2);
  });

  test.each([400, 401, 402, 404, 405, 409, 413, 415, 422, 500, 501, 507])(
    'is not repeated after status %d',
    async (status) => {
      const { url, received } = await scriptedServer(refuses(status, 'INTERNAL'), succeeds());
      await expect(call(new BillingClient({ baseUrl: url }))).rejects.toMatchObject({ status });
      expect(received).toHaveLength(1);
    },
  );
});

describe('a retry', () => {
  test.each([429, 502, 504])('follows status %d', async (status) => {
    const { url, received } = await scriptedServer(refuses(status, 'INTERNAL'), succeeds());
    await new BillingClient({ baseUrl: url }).payments.pay(month);
    expect(received).toHaveLength(2);
  });

  it('sends what the first attempt sent, idempotency key and all', async () => {
    const { url, received } = await scriptedServer(refuses(503, 'INTERNAL'), resets, succeeds());
    const body = { amount: 1_000 };
    const call = new BillingClient({ baseUrl: url, uuid: 'u-1' }).payments.pay(month, body, { requestId: 'req-7' });
    body.amount = 2_000;
    await call;
    const sent = received.map((request) => ({ ...request, port: 0 }));
    expect(sent).toHaveLength(3);
    expect(sent[0]).toMatchObject({ body: '{"amount":1000}', headers: { 'idempotency-key': expect.any(String) } });
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
  });

  it('follows an attempt whose time is up', () =>
    withEnoughTime(async (timeoutMs) => {
      const { url, received } = await scriptedServer(staysSilent, succeeds());
      const call = new BillingClient({ baseUrl: url, timeoutMs }).payments.pay(month);
      const isTimeUp = await call.then(
        () => false,
        (error) => isBillingApiError(error, 'TIMEOUT'),
      );
      if (isTimeUp) return false;
      expect(await call).toEqual({});
      expect(received.length).toBeGreaterThan(1);
      return true;
    }));

  it('follows a gateway’s error page', async () => {
    const { url, received } = await scriptedServer(answers(502, '<html>', { 'Content-Type': 'text/html' }), succeeds());
    await new BillingClient({ baseUrl: url }).statements.get(month);
    expect(received).toHaveLength(2);
  });

  test.each([
    [undefined, 3],
    [0, 1],
    [1, 2],
  ])('is made as often as the client says: %s', async (retries, requests) => {
    const { url, received } = await scriptedServer(refuses(503, 'INTERNAL'));
    const call = new BillingClient({ baseUrl: url, retries }).statements.get(month);
    await expect(call).rejects.toMatchObject({ status: 503 });
    expect(received).toHaveLength(requests);
  });
});
