import { describe, expect, it } from 'vitest';
import { scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

const month = '2025-03';

describe('headers', () => {
  it('tell that JSON is sent only where something is sent', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url });
    await client.calculations.run({ month });
    await client.payments.pay(month);
    await client.statements.get(month);
    expect(received.map(({ headers, body }) => [headers['content-type'], headers['content-length'], body])).toEqual([
      ['application/json', '19', '{"month":"2025-03"}'],
      [undefined, '0', ''],
      [undefined, undefined, ''],
    ]);
  });

  it('name a POST by a new idempotency key or by the caller’s, and nothing else', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url });
    await client.payments.pay(month);
    await client.payments.pay(month);
    await client.payments.pay(month, {}, { idempotencyKey: 'pay-once' });
    await client.statements.get(month, { idempotencyKey: 'pay-once' });
    const [first, second, third, fourth] = received.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[\da-f-]{36}$/u);
    expect(second).toMatch(/^[\da-f-]{36}$/u);
    expect(first).not.toBe(second);
    expect([third, fourth]).toEqual(['pay-once', undefined]);
  });

  it('carry the request’s id and the caller’s own, which win whatever their case', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url, uuid: 'u-1' });
    await client.payments.pay(
      month,
      {},
      { requestId: 'req-7', headers: { lang: 'ko', UUID: 'u-2', 'content-type': 'text/plain' } },
    );
    expect(received[0]?.headers).toMatchObject({
      accept: 'application/json',
      'x-request-id': 'req-7',
      lang: 'ko',
      uuid: 'u-2',
      'content-type': 'text/plain',
    });
  });

  it('that HTTP can’t carry are refused, not cut', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const call = new BillingClient({ baseUrl: url }).credits.balance({ uuid: 'u-1\r\nlang: ko' });
    await expect(call).rejects.toThrow(TypeError);
    expect(received).toEqual([]);
  });
});
