import { once } from 'node:events';
import { connect } from 'node:net';
import { startMockServer } from '@billing-testkit/mock-server';
import { Webhook } from 'standardwebhooks';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { newTestAccount, newWebhookReceiver } from './index.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

async function accountWithReceiver(options: Parameters<typeof newWebhookReceiver>[1] = {}) {
  const { client } = await newTestAccount(server.url);
  const receiver = await newWebhookReceiver(client, options);
  onTestFinished(() => receiver.close());
  const grant = (amount: number) => client.credits.grant('spring', { amount, creditType: 'FREE' });
  return { client, receiver, grant };
}

describe('a receiver of webhooks', () => {
  it('gives the events in the order in which they happened', async () => {
    const { receiver, grant } = await accountWithReceiver();
    for (const amount of [1, 2, 3]) await grant(amount);
    expect((await receiver.received()).map(({ data }) => data.amount)).toEqual([1, 2, 3]);
  });

  it('waits for the next event of a kind, and gives each once', async () => {
    const { receiver, grant } = await accountWithReceiver();
    const first = receiver.next('credit.granted');
    await grant(1);
    await grant(2);
    expect((await first).data.amount).toBe(1);
    expect((await receiver.next('credit.granted')).data.amount).toBe(2);
    await expect(receiver.next('payment.failed', { timeoutMs: 1 })).rejects.toThrow(
      'No payment.failed came within 1 ms. What came is: credit.granted, credit.granted.',
    );
  });

  it('gets only the kinds that it is registered for', async () => {
    const { client, receiver, grant } = await accountWithReceiver({ events: ['statement.calculated'] });
    await grant(1);
    await client.calculations.run({ month: '2025-03' });
    expect((await receiver.received()).map(({ type }) => type)).toEqual(['statement.calculated']);
  });

  it('refuses what it is told to, and takes the event when it comes again', async () => {
    const { client, receiver, grant } = await accountWithReceiver();
    await client.testControls.clock.set('2025-03-10T00:00:00Z');
    receiver.refuseNext(503);
    await grant(1);
    expect(await receiver.received()).toEqual([]);
    await client.testControls.clock.advance({ by: 'PT5S' });
    expect(await receiver.received()).toHaveLength(1);
    const { deliveries } = await client.testControls.webhooks.deliveries(receiver.webhookId);
    expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([503, 204]);
  });

  it.each([200, 299, 600, 99, 503.5, Number.NaN])('does not refuse by %d, which is no refusal', async (status) => {
    const { receiver, grant } = await accountWithReceiver();
    const sentence = `${status} is no status that refuses an event: write one from 300 to 599, such as 503.`;
    expect(() => receiver.refuseNext(503, status)).toThrow(new RangeError(sentence));
    await grant(1);
    expect(await receiver.received()).toHaveLength(1);
  });

  it('does not wait for a kind of event that does not exist', async () => {
    const { receiver } = await accountWithReceiver();
    const next = (type: string) => Reflect.apply(receiver.next, receiver, [type, { timeoutMs: 2 ** 31 - 1 }]);
    await expect(next('credit.grant')).rejects.toThrow(
      new TypeError('credit.grant is no kind of event: did you mean credit.granted?'),
    );
    await expect(next('nope')).rejects.toThrow(/^nope is no kind of event: the kinds are statement\.calculated, /u);
  });

  it('gives what came before it was closed, and waits for nothing more', async () => {
    const { receiver, grant } = await accountWithReceiver();
    const unhurried = { timeoutMs: 2 ** 31 - 1 };
    await grant(1);
    await receiver.received();
    const sentence = 'came before the receiver was closed. What came is: credit.granted.';
    const waiting = expect(receiver.next('payment.failed', unhurried)).rejects.toThrow(`No payment.failed ${sentence}`);
    await receiver.close();
    await waiting;
    expect((await receiver.next('credit.granted', unhurried)).data.amount).toBe(1);
    await expect(receiver.next('credit.granted', unhurried)).rejects.toThrow(`No credit.granted ${sentence}`);
  });

  it('takes what a library of Standard Webhooks signed, and nothing else', async () => {
    const { receiver } = await accountWithReceiver();
    const body = JSON.stringify({ type: 'payment.settled' });
    const post = async (secret: string, { at = new Date(), text = body } = {}) => {
      const headers = {
        'webhook-id': 'event-1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': `v1a,other ${new Webhook(secret).sign('event-1', at, body)}`,
      };
      return (await fetch(receiver.url, { method: 'POST', headers, body: text })).status;
    };
    expect(await post(receiver.secret)).toBe(204);
    expect(await post(receiver.secret, { text: `${body} ` })).toBe(401);
    expect(await post(receiver.secret, { at: new Date(Date.now() - 400_000) })).toBe(401);
    expect(await post(receiver.secret, { at: new Date(Date.now() + 400_000) })).toBe(401);
    expect(await post('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(401);
    expect((await fetch(receiver.url, { method: 'POST', body })).status).toBe(401);
    expect(await receiver.received()).toHaveLength(1);
  });

  it('has the name that the server is to find it by', async () => {
    const { receiver, grant } = await accountWithReceiver({ host: 'localhost' });
    expect(receiver.url).toMatch(/^http:\/\/localhost:\d+\/$/u);
    await grant(1);
    expect(await receiver.received()).toHaveLength(1);
  });

  it('is not started when the server does not take it', async () => {
    const { client } = await newTestAccount(server.url);
    const refused = newWebhookReceiver(client, { host: 'no host' });
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION_ERROR', status: 400 });
    expect((await client.testControls.webhooks.list()).webhooks).toEqual([]);
  });

  it('outlives a sender that cuts its request off', async () => {
    const { receiver, grant } = await accountWithReceiver();
    const socket = connect(Number(new URL(receiver.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf');
    // The receiver has read the bytes that came earlier before the answer to another request is there.
    expect((await fetch(receiver.url, { method: 'POST', body: '{}' })).status).toBe(401);
    socket.destroy();
    await grant(1);
    expect(await receiver.received()).toHaveLength(1);
  });

  it('ends its webhook when it is closed, also when the account is gone', async () => {
    const { client, receiver } = await accountWithReceiver();
    await receiver.close();
    expect((await client.testControls.webhooks.list()).webhooks).toEqual([]);
    const other = await accountWithReceiver();
    await other.client.testControls.reset();
    await other.receiver.close();
  });
});
