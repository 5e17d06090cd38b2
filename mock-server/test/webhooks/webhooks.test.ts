import { type CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { bill } from '../bills.ts';
import { START, stoppedAccount, withWebhook } from './account.ts';
import { newReceiver, type Received } from './receiver.ts';

const api = useServer();

const typesOf = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).type);

describe('an event', () => {
  it('is a CloudEvent with a signature that Standard Webhooks verifies', async () => {
    const receiver = await newReceiver();
    const account = await stoppedAccount(api, receiver);
    await account.grant(5_000);
    const [one] = await receiver.hasReceived(1);
    if (!one) throw new Error('An event came.');
    const headers = { ...one.headers, 'webhook-id': String(one.headers['webhook-id']) };
    const { uuid, secret } = account;
    expect(new Webhook(secret).verify(one.body, asText(headers))).toEqual({
      specversion: '1.0',
      id: `event-${uuid}-1`,
      source: `/billing/accounts/${uuid}`,
      type: 'credit.granted',
      subject: `credit-${uuid}-1`,
      time: START,
      datacontenttype: 'application/json',
      data: { uuid, amount: 5_000, currency: 'KRW', creditId: `credit-${uuid}-1` },
    });
    expect(headers['webhook-id']).toBe(`event-${uuid}-1`);
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(() => new Webhook(secret).verify(one.body.replace('5000', '5001'), asText(headers))).toThrow();
    const event = HTTP.toEvent<CloudEvent['data']>({ headers: one.headers, body: one.body });
    expect(event).toMatchObject({ type: 'credit.granted', time: '2025-03-10T00:00:00.000Z' });
  });

  it('is signed with the secret that was given', async () => {
    const receiver = await newReceiver();
    const secret = `whsec_${Buffer.from('a key of thirty-two bytes, chosen').toString('base64')}`;
    const account = await stoppedAccount(api, receiver, { secret });
    expect(account.secret).toBe(secret);
    await account.grant(1);
    const [one] = await receiver.hasReceived(1);
    expect(() => new Webhook(secret).verify(one?.body ?? '', asText(one?.headers ?? {}))).not.toThrow();
  });

  it('comes of requests, batch jobs and the clock, in the order in which things happen', async () => {
    const receiver = await newReceiver();
    const { uuid, grant, advance } = await stoppedAccount(api, receiver);
    await grant(1_000);
    await bill(api, uuid, '2025-03', 100_000);
    const batch = (batchJobCode: 'BATCH_GENERATE_STATEMENT') =>
      api.call('createBatch', { uuid, body: { batchJobCode, date: '2025-03' } });
    await batch('BATCH_GENERATE_STATEMENT');
    await api.refused('pay', { uuid, path: { month: '2025-03' }, body: { testToken: 'tok_declined' } });
    await api.call('pay', { uuid, path: { month: '2025-03' }, body: { amount: 100 } });
    await advance('P3M');
    const received = await receiver.hasReceived(7);
    expect(typesOf(received)).toEqual([
      'credit.granted',
      'credit.used',
      'statement.calculated',
      'statement.issued',
      'payment.failed',
      'payment.settled',
      'statement.overdue',
    ]);
    expect(received.map(({ body }) => JSON.parse(body).id)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((number) => `event-${uuid}-${number}`),
    );
    expect(JSON.parse(received[6]?.body ?? '')).toMatchObject({
      time: '2025-05-24T15:00:00Z',
      data: { month: '2025-03' },
    });
  });

  it('is what the timeline of an advance has', async () => {
    const receiver = await newReceiver();
    const { uuid, advance } = await stoppedAccount(api, receiver);
    const meter = { projectId: 'p-a', counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 5 };
    await api.call('createMeters', { uuid, body: meter });
    const { timeline } = await api.call('advanceClock', { uuid, body: { by: 'P3M' } });
    const received = await receiver.hasReceived(timeline.length);
    const told = received.map(({ body }) => {
      const { type: kind, time: at, data } = JSON.parse(body);
      const { uuid: _, ...facts } = data;
      return { at, kind, ...facts };
    });
    expect(told).toEqual(timeline);
    expect(timeline).toHaveLength(2);
    expect(await advance('P1D')).toMatchObject({ timeline: [] });
  });

  it('comes of an advance that only tells not at all', async () => {
    const receiver = await newReceiver();
    const { uuid, grant, settled } = await stoppedAccount(api, receiver);
    await bill(api, uuid, '2025-03', 100);
    const body = { by: 'P1Y', dryRun: true };
    expect((await api.call('advanceClock', { uuid, body })).timeline).toHaveLength(1);
    await grant(1);
    await settled();
    expect(typesOf(receiver.received)).toEqual(['statement.calculated', 'credit.granted']);
  });
});

test('150 accounts that live at the same time are told their own events, each in their order', async () => {
  const receiver = await newReceiver();
  const lives = Array.from({ length: 150 }, async (_, index) => {
    const amount = index + 1;
    const url = `${receiver.url}/${index}`;
    const account = await stoppedAccount(api, { url });
    await account.grant(amount);
    await bill(api, account.uuid, '2025-02', 1_000 + index);
    await account.advance('P2M');
    return account.uuid;
  });
  const uuids = await Promise.all(lives);
  await receiver.hasReceived(4 * uuids.length);
  for (const [index, uuid] of uuids.entries()) {
    const own = receiver.received
      .filter(({ path }) => path === `/billing/${index}`)
      .map(({ body }) => JSON.parse(body));
    expect(own.map(({ id }) => id)).toEqual([1, 2, 3, 4].map((number) => `event-${uuid}-${number}`));
    expect(own.map(({ type }) => type)).toEqual([
      'credit.granted',
      'credit.used',
      'statement.calculated',
      'statement.overdue',
    ]);
    expect(own.map(({ data }) => data.uuid)).toEqual([uuid, uuid, uuid, uuid]);
    expect(own[0].data.amount).toBe(index + 1);
  }
});

describe('a webhook', () => {
  it('gets the kinds that it asked for', async () => {
    const receiver = await newReceiver();
    const account = await stoppedAccount(api, receiver, { events: ['statement.calculated', 'payment.settled'] });
    await account.grant(1);
    await bill(api, account.uuid, '2025-03', 100);
    await account.settled();
    expect(typesOf(receiver.received)).toEqual(['statement.calculated']);
  });

  it('is one of several that get the same event with signatures of their own', async () => {
    const [first, second] = [await newReceiver(), await newReceiver()];
    const account = await stoppedAccount(api, first);
    const { secret } = await withWebhook(api, account.uuid, { url: second.url });
    await account.grant(1);
    const [one] = await first.hasReceived(1);
    const [other] = await second.hasReceived(1);
    expect(one?.headers['webhook-id']).toBe(other?.headers['webhook-id']);
    expect(secret).not.toBe(account.secret);
    expect(() => new Webhook(secret).verify(other?.body ?? '', asText(other?.headers ?? {}))).not.toThrow();
  });

  it("is its account's own", async () => {
    const [mine, other] = [await newReceiver(), await newReceiver()];
    const account = await stoppedAccount(api, mine);
    const neighbour = await stoppedAccount(api, other);
    await neighbour.grant(1);
    await account.grant(2);
    await Promise.all([account.settled(), neighbour.settled()]);
    expect(mine.received.map(({ body }) => JSON.parse(body).data.amount)).toEqual([2]);
    const path = { webhookId: account.webhookId };
    expect((await api.refused('deleteWebhook', { uuid: neighbour.uuid, path })).gist).toEqual([404, 'NOT_FOUND']);
    expect((await api.refused('listWebhookDeliveries', { uuid: neighbour.uuid, path })).gist).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });

  it('is listed without its secret, and is gone when it is deleted', async () => {
    const receiver = await newReceiver();
    const { uuid, webhookId, grant } = await stoppedAccount(api, receiver, { events: ['credit.used'] });
    const listed = { webhookId, url: receiver.url, events: ['credit.used'], createdAt: START, droppedCount: 0 };
    expect((await api.call('listWebhooks', { uuid })).webhooks).toEqual([listed]);
    await api.call('deleteWebhook', { uuid, path: { webhookId } });
    expect((await api.call('listWebhooks', { uuid })).webhooks).toEqual([]);
    expect((await api.refused('deleteWebhook', { uuid, path: { webhookId } })).gist).toEqual([404, 'NOT_FOUND']);
    // The ids go on, so that an id never means two webhooks.
    expect((await withWebhook(api, uuid, { url: receiver.url })).webhookId).toBe(`webhook-${uuid}-2`);
    await grant(1);
  });

  test.each(['resetAccount', 'deleteAccount'] as const)('is forgotten with %s', async (operationId) => {
    const receiver = await newReceiver();
    const { uuid, grant, webhookId } = await stoppedAccount(api, receiver);
    await grant(1);
    await receiver.hasReceived(1);
    await api.send(operationId, operationId === 'deleteAccount' ? { path: { uuid } } : { uuid });
    await grant(2);
    expect((await api.call('listWebhooks', { uuid })).webhooks).toEqual([]);
    expect((await api.refused('listWebhookDeliveries', { uuid, path: { webhookId } })).gist[0]).toBe(404);
    expect(receiver.received).toHaveLength(1);
  });

  it('stays when a snapshot is restored, and has no part in it', async () => {
    const receiver = await newReceiver();
    const { uuid, grant, settled } = await stoppedAccount(api, receiver);
    await grant(1);
    const { snapshotId } = await api.call('createSnapshot', { uuid });
    await grant(2);
    await settled();
    await api.call('restoreSnapshot', { uuid, path: { snapshotId } });
    await grant(3);
    await settled();
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.amount)).toEqual([1, 2, 3]);
  });

  it.each([
    ['localhost', /begins with http:\/\/ or https:\/\/\.$/],
    ['ftp://localhost/x', /begins with http:/],
    ['http:localhost:1', /begins with http:/],
    ['http:/localhost', /begins with http:/],
    ['http:\\\\localhost:1', /no backslashes/],
    ['http://localhost\\x', /no backslashes/],
    [' http://localhost:1/ ', /no spaces and no control characters/],
    ['http://a b', /no spaces and no control characters/],
    ['http://localhost/\r\nx: y', /no spaces and no control characters/],
    ['http://localhost/\u0000', /no spaces and no control characters/],
    ['http://localhost:0/', /a port from 1 to 65535/],
    ['http://localhost:99999/', /a port from 1 to 65535/],
    ['http://', /a valid host/],
    ['http:///x', /a valid host/],
    ['http://[::1', /a valid host/],
    ['http://me:secret@localhost', /no user name and no password/],
  ])('is refused for the URL %j, and the sentence fits', async (url, says) => {
    const uuid = newUuid();
    const { gist, body } = await api.refused('createWebhook', { uuid, body: { url } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', '/url']);
    expect(body.header.resultMessage).toMatch(says);
    expect((await api.call('listWebhooks', { uuid })).webhooks).toEqual([]);
  });

  it.each(['http://localhost', 'HTTPS://[::1]:65535/a%20b?c=d', 'http://bücher.example/ü'])(
    'takes %s as it is',
    async (url) => {
      expect(await api.call('createWebhook', { uuid: newUuid(), body: { url } })).toMatchObject({ url });
    },
  );

  it.each([
    ['a secret without its prefix', { url: 'http://localhost', secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }, '/secret'],
    ['a secret that is too short', { url: 'http://localhost', secret: 'whsec_c2hvcnQ=' }, '/secret'],
    ['a secret that is not base64', { url: 'http://localhost', secret: `whsec_${'?'.repeat(32)}` }, '/secret'],
    ['an unknown kind of event', { url: 'http://localhost', events: ['payment.refunded'] }, '/events/0'],
    ['an empty list of events', { url: 'http://localhost', events: [] }, '/events'],
    ['nothing', {}, '/url'],
  ])('is refused with %s, and nothing is changed', async (_, body, path) => {
    const uuid = newUuid();
    expect((await api.refused('createWebhook', { uuid, body })).gist).toEqual([400, 'VALIDATION_ERROR', path]);
    expect((await api.call('listWebhooks', { uuid })).webhooks).toEqual([]);
  });
});

function asText(headers: Received['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
