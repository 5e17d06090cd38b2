import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { ApiClient, newUuid, useServer } from '../api-client.ts';
import { bill } from '../bills.ts';
import { START, stoppedAccount, withWebhook } from './account.ts';
import { newReceiver } from './receiver.ts';

const api = useServer();
/** Its time is short, and yet enough for an answer of a busy machine. */
const impatient = useServer({ limits: { webhookTimeoutMs: 2_000 } });

const amountsOf = (received: readonly { readonly body: string }[]) =>
  received.map(({ body }) => JSON.parse(body).data.amount);

describe('a delivery', () => {
  it('is kept with its attempt, its status and the beginning of the answer', async () => {
    const receiver = await newReceiver((_, response) => response.writeHead(201).end('x'.repeat(5_000)));
    const { uuid, webhookId, grant, settled } = await stoppedAccount(api, receiver);
    await grant(700);
    const [delivery] = await settled();
    expect(delivery).toEqual({
      deliveryId: `delivery-${uuid}-1`,
      webhookId,
      status: 'DELIVERED',
      event: JSON.parse(receiver.received[0]?.body ?? ''),
      attemptCount: 1,
      attempts: [
        {
          at: START,
          sentAt: expect.stringMatching(/^\d{4}-/),
          durationMs: expect.any(Number),
          status: 201,
          responseBody: 'x'.repeat(1_024),
        },
      ],
    });
  });

  it('is retried by the clock of the account when that is stopped', async () => {
    const receiver = await newReceiver(500, 503);
    const { grant, advance, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    expect(await settled()).toMatchObject([
      { status: 'RETRYING', nextAttemptAt: '2025-03-10T00:00:05Z', attempts: [{ at: START, status: 500 }] },
    ]);
    await advance('PT4S');
    expect(await settled()).toMatchObject([{ status: 'RETRYING', attemptCount: 1 }]);
    await advance('PT1S');
    expect(await settled()).toMatchObject([{ status: 'RETRYING', nextAttemptAt: '2025-03-10T00:05:05Z' }]);
    await advance('PT5M');
    expect(await settled()).toMatchObject([
      {
        status: 'DELIVERED',
        attemptCount: 3,
        attempts: [
          { at: START, status: 500 },
          { at: '2025-03-10T00:00:05Z', status: 503 },
          { at: '2025-03-10T00:05:05Z', status: 204 },
        ],
      },
    ]);
    const [one, again] = receiver.received;
    expect(again?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
    expect(again?.body).toBe(one?.body);
  });

  it('is given up after eight attempts, all of which one advance can bring', async () => {
    const receiver = await newReceiver(...Array.from({ length: 9 }, () => 500));
    const { grant, advance, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    await advance('P2D');
    const [delivery] = await settled();
    expect(delivery).toMatchObject({ status: 'FAILED', attemptCount: 8 });
    expect(delivery?.attempts.map(({ at }) => at)).toEqual([
      '2025-03-10T00:00:00Z',
      '2025-03-10T00:00:05Z',
      '2025-03-10T00:05:05Z',
      '2025-03-10T00:35:05Z',
      '2025-03-10T02:35:05Z',
      '2025-03-10T07:35:05Z',
      '2025-03-10T17:35:05Z',
      '2025-03-11T03:35:05Z',
    ]);
    await advance('P1Y');
    expect(await settled()).toMatchObject([{ attemptCount: 8 }]);
    expect(receiver.received).toHaveLength(8);
  });

  it('is retried by real time when the clock is not stopped', { timeout: 30_000 }, async () => {
    const receiver = await newReceiver(500);
    const uuid = newUuid();
    const { grant, settled } = await withWebhook(api, uuid, { url: receiver.url });
    await grant(1);
    const [delivery] = await settled();
    expect(delivery).toMatchObject({ status: 'RETRYING', attemptCount: 1 });
    await receiver.hasReceived(2);
    const [arrived] = await settled();
    expect(arrived).toMatchObject({ status: 'DELIVERED', attemptCount: 2 });
    expect(Date.parse(arrived?.attempts[1]?.at ?? '')).toBeGreaterThanOrEqual(
      Date.parse(delivery?.nextAttemptAt ?? 'never'),
    );
  });

  it('comes in the order of the account time, a retry before a later event', async () => {
    const receiver = await newReceiver(500);
    const { uuid, grant, advance, settled } = await stoppedAccount(api, receiver);
    await bill(api, uuid, '2025-01', 100);
    await settled();
    await grant(1);
    await advance('P3M');
    await settled();
    const types = receiver.received.map(({ body }) => JSON.parse(body).type);
    expect(types).toEqual(['statement.calculated', 'credit.granted', 'statement.calculated', 'statement.overdue']);
  });

  it('waits as long as before when the clock is set', async () => {
    const receiver = await newReceiver(500);
    const uuid = newUuid();
    const { grant, advance, settled } = await withWebhook(api, uuid, { url: receiver.url });
    await grant(1);
    await settled();
    await api.call('setClock', { uuid, body: { now: '2030-01-01T00:00:00Z' } });
    const [waiting] = await settled();
    expect(waiting?.status).toBe('RETRYING');
    expect(waiting?.nextAttemptAt?.slice(0, 17)).toBe('2030-01-01T00:00:');
    // To move a clock that is stopped skips time: the next advance sends the deliveries that fell due in it.
    await api.call('setClock', { uuid, body: { now: '2030-01-02T00:00:00Z' } });
    await grant(2);
    await settled();
    expect(amountsOf(receiver.received)).toEqual([1, 2]);
    await advance('PT1S');
    expect((await settled()).map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
    expect(amountsOf(receiver.received)).toEqual([1, 2, 1]);
  });

  it('goes by real time again when a snapshot brings back a clock that was not stopped', async () => {
    const receiver = await newReceiver(500);
    const uuid = newUuid();
    const before = Date.now();
    const { grant, settled } = await withWebhook(api, uuid, { url: receiver.url });
    const { snapshotId } = await api.call('createSnapshot', { uuid });
    await api.call('setClock', { uuid, body: { now: '2001-01-01T00:00:00Z' } });
    await grant(1);
    expect(await settled()).toMatchObject([{ status: 'RETRYING', nextAttemptAt: '2001-01-01T00:00:05Z' }]);
    await api.call('restoreSnapshot', { uuid, path: { snapshotId } });
    // An attempt 5 seconds later may have been made by now.
    const [delivery] = await settled();
    const next = delivery?.nextAttemptAt ?? delivery?.attempts.at(-1)?.at ?? '';
    expect(Date.parse(next)).toBeGreaterThanOrEqual(before);
  });

  it('is sent again on demand, with the same id, and retried as if it were new', async () => {
    const receiver = await newReceiver(204, 500);
    const { uuid, webhookId, grant, advance, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    const [delivery] = await settled();
    const path = { webhookId, deliveryId: delivery?.deliveryId ?? '' };
    const { delivery: again } = await api.call('resendWebhookDelivery', { uuid, path });
    expect(again).toMatchObject({ status: 'QUEUED', attemptCount: 1 });
    expect(await settled()).toMatchObject([{ status: 'RETRYING', nextAttemptAt: '2025-03-10T00:00:05Z' }]);
    await advance('PT5S');
    expect(await settled()).toMatchObject([{ status: 'DELIVERED', attemptCount: 3 }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const wrong of [
      { ...path, deliveryId: 'delivery-1' },
      { ...path, webhookId: 'webhook-1' },
    ]) {
      expect((await api.refused('resendWebhookDelivery', { uuid, path: wrong })).gist).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('is listed by pages, status and kind', async () => {
    const receiver = await newReceiver(500);
    const { uuid, webhookId, grant, settled } = await stoppedAccount(api, receiver);
    for (const amount of [1, 2, 3]) await grant(amount);
    await bill(api, uuid, '2025-02', 1);
    await settled();
    const list = async (query: object) => {
      const answer = await api.send('listWebhookDeliveries', { uuid, path: { webhookId }, query: { ...query } });
      expect(answer.status).toBe(200);
      return answer.body;
    };
    expect(await list({ status: 'RETRYING' })).toMatchObject({
      totalItems: 1,
      deliveries: [{ event: { data: { amount: 1 } } }],
    });
    expect(await list({ type: 'credit.granted', itemsPerPage: 2 })).toMatchObject({
      totalItems: 3,
      deliveries: [{ event: { data: { amount: 1 } } }, { event: { data: { amount: 2 } } }],
    });
    expect(await list({ type: 'credit.granted', after: `delivery-${uuid}-2` })).toMatchObject({
      deliveries: [{ event: { data: { amount: 3 } } }],
    });
    const refused = await api.refused('listWebhookDeliveries', {
      uuid,
      path: { webhookId },
      query: { status: 'LOST' },
    });
    expect(refused.gist).toEqual([400, 'VALIDATION_ERROR', 'query/status']);
  });
});

describe('a receiver that', () => {
  test.each([
    ['does not listen', (url: string) => url.replace(/:\d+/, ':1'), { error: expect.stringContaining('ECONNREFUSED') }],
    ['does not exist', () => 'http://no-such-host.invalid/', { error: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) }],
    [
      'speaks no TLS',
      (url: string) => url.replace('http:', 'https:'),
      { error: expect.stringMatching(/^[^\p{Cc}]*\S$/u) },
    ],
    ['has a URL with capitals', (url: string) => url.replace('http:', 'HTTPS:'), { error: expect.any(String) }],
  ])('%s leaves a failed attempt, and nothing else changes', async (_, urlOf, attempt) => {
    const receiver = await newReceiver();
    const { uuid, grant, settled } = await stoppedAccount(api, { url: urlOf(receiver.url) });
    await grant(4_000);
    expect(await settled()).toMatchObject([{ status: 'RETRYING', attempts: [attempt] }]);
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 4_000 });
    expect(receiver.received).toEqual([]);
  });

  test('redirects is not followed', async () => {
    const other = await newReceiver();
    const receiver = await newReceiver((_, response) => response.writeHead(307, { location: other.url }).end());
    const { grant, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    const attempts = [{ status: 307, error: 'redirects are not followed' }];
    expect(await settled()).toMatchObject([{ status: 'RETRYING', attempts }]);
    expect(other.received).toEqual([]);
  });

  test('does not answer delays neither the request nor later events for ever', async () => {
    const receiver = await newReceiver(() => undefined);
    const { grant, settled } = await stoppedAccount(impatient, receiver);
    await grant(1);
    await grant(2);
    expect(await settled()).toMatchObject([
      { status: 'RETRYING', attempts: [{ error: 'no answer within 2 s' }] },
      { status: 'DELIVERED' },
    ]);
  });

  test('cuts the connection, or speaks no HTTP, leaves a failed attempt', async () => {
    const receiver = await newReceiver(
      (_, __, socket) => socket.destroy(),
      (_, __, socket) => void socket.end('no HTTP at all\r\n\r\n'),
    );
    const { grant, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    await grant(2);
    expect(await settled()).toMatchObject([
      { status: 'RETRYING', attempts: [{ error: 'socket hang up' }] },
      { status: 'RETRYING', attempts: [{ error: expect.stringContaining('Parse Error') }] },
    ]);
  });

  test('sends a body without an end has answered with its status', async () => {
    const receiver = await newReceiver((_, response) => {
      response.writeHead(200);
      response.write('begun');
    });
    const { grant, settled } = await stoppedAccount(impatient, receiver);
    await grant(1);
    expect(await settled()).toMatchObject([
      { status: 'DELIVERED', attempts: [{ status: 200, responseBody: 'begun' }] },
    ]);
  });
});

describe('the limits', () => {
  const small = useServer({ limits: { maxWebhooks: 2, maxDeliveries: 3 } });

  it('hold the number of webhooks', async () => {
    const uuid = newUuid();
    const body = { url: 'http://127.0.0.1:1/' };
    for (const _ of [1, 2]) await small.call('createWebhook', { uuid, body });
    expect((await small.refused('createWebhook', { uuid, body })).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    expect((await small.call('listWebhooks', { uuid })).webhooks).toHaveLength(2);
  });

  it('drop what has arrived before what has not, and tell what never arrived', async () => {
    const receiver = await newReceiver(500, 204, 204);
    const { uuid, grant, settled } = await stoppedAccount(small, receiver);
    for (const amount of [1, 2, 3]) await grant(amount);
    await settled();
    await grant(4);
    const amounts = async () => (await settled()).map(({ event }) => event.data.amount);
    expect(await amounts()).toEqual([1, 3, 4]);
    receiver.answers.push(500, 500, 500);
    for (const amount of [5, 6, 7]) {
      await grant(amount);
      await settled();
    }
    expect(await amounts()).toEqual([5, 6, 7]);
    expect((await small.call('listWebhooks', { uuid })).webhooks).toMatchObject([{ droppedCount: 1 }]);
  });

  it('hold the memory of the deliveries of all accounts', async () => {
    const server = await startMockServer({ port: 0, limits: { maxDeliveriesBytes: 6_000 } });
    onTestFinished(() => server.close());
    const tiny = new ApiClient(() => server.url);
    const receiver = await newReceiver();
    const accounts = [await stoppedAccount(tiny, receiver), await stoppedAccount(tiny, receiver)];
    for (const { grant, settled } of accounts) {
      for (const amount of [1, 2, 3, 4]) await grant(amount);
      await settled();
    }
    const [first, second] = await Promise.all(accounts.map(({ deliveries }) => deliveries()));
    expect(first).toEqual([]);
    expect(second?.at(-1)).toMatchObject({ status: 'DELIVERED', event: { data: { amount: 4 } } });
    expect(receiver.received).toHaveLength(8);
  });
});

test('a server stops while a receiver does not answer, and others wait', async () => {
  const silent = createServer();
  const connected = once(silent, 'connection');
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('It listens.');
  const server = await startMockServer({ port: 0 });
  const client = new ApiClient(() => server.url);
  const { grant, advance } = await stoppedAccount(client, { url: `http://127.0.0.1:${address.port}` });
  for (const amount of [1, 2, 3]) await grant(amount);
  await advance('P1M');
  const [socket] = await connected;
  // The receiver's side sees the end of the connection only when the server has let go of it.
  const ended = once(socket, 'close');
  socket.resume();
  await server.close();
  await ended;
  silent.close();
});
