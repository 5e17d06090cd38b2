import { describe, expect, it } from 'vitest';
import { type LooseRequest, newUuid, useServer } from '../test/api-client.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import type { Reply } from './http/reply.ts';

const api = useServer();

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1000, timestamp: '2025-03-10T00:00:00Z' };
const once = (key: string) => ({ headers: { 'idempotency-key': key } });

type Target = Parameters<typeof api.send>[0];

async function sent(target: Target, request: LooseRequest) {
  const { status, headers, body } = await api.send(target, request);
  return { status, body, replayed: headers.get('idempotency-replayed') };
}

async function billed(): Promise<string> {
  const uuid = newUuid();
  await api.call('createMeters', { uuid, body: reading });
  await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
  return uuid;
}

describe('a POST with an Idempotency-Key', () => {
  it('takes effect once and is answered the same again, which is marked', async () => {
    const uuid = newUuid();
    const request = { uuid, body: reading, ...once('k') };
    const first = await sent('createMeters', request);
    expect(first).toMatchObject({ status: 200, replayed: null });
    expect(await sent('createMeters', request)).toEqual({ ...first, replayed: 'true' });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });

  it('is refused with another body, query or path', async () => {
    const uuid = newUuid();
    await sent('createMeters', { uuid, body: reading, ...once('k') });
    const other = await api.refused('createMeters', { uuid, body: { ...reading, counterVolume: 2 }, ...once('k') });
    expect(other.gist).toEqual([409, 'IDEMPOTENCY_CONFLICT', 'header/idempotency-key']);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });

  it('is refused for another month', async () => {
    const uuid = await billed();
    await api.call('calculateStatement', { body: { uuid, month: '2025-04' } });
    await sent('pay', { uuid, path: { month: '2025-03' }, body: { amount: 1 }, ...once('k') });
    const { gist } = await api.refused('pay', { uuid, path: { month: '2025-04' }, body: { amount: 1 }, ...once('k') });
    expect(gist).toEqual([409, 'IDEMPOTENCY_CONFLICT', 'header/idempotency-key']);
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-04' } })).toMatchObject({
      totalUnpaid: 1099,
    });
  });

  it('has its key for its own account and operation only', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    const grant = { path: { campaignId: 'c' }, body: { amount: 5 } };
    for (const uuid of [mine, theirs]) {
      expect(await sent('createMeters', { uuid, body: reading, ...once('k') })).toMatchObject({ replayed: null });
      expect(await sent('grantCampaignCredit', { uuid, ...grant, ...once('k') })).toMatchObject({ replayed: null });
      expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 5 });
    }
  });

  it('leaves its key free when it is refused', async () => {
    const uuid = newUuid();
    await api.refused('createMeters', { uuid, body: { ...reading, counterName: 'compute.c2.c8m8' }, ...once('k') });
    await api.refused('pay', { uuid, path: { month: '2025-03' }, ...once('p') });
    expect(await sent('createMeters', { uuid, body: reading, ...once('k') })).toMatchObject({
      status: 200,
      replayed: null,
    });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    const paid = await sent('pay', { uuid, path: { month: '2025-03' }, ...once('p') });
    expect(paid).toMatchObject({ status: 200, replayed: null, body: { amount: 1100 } });
    expect(await sent('pay', { uuid, path: { month: '2025-03' }, ...once('p') })).toEqual({
      ...paid,
      replayed: 'true',
    });
  });

  it('is declined once, and says so again', async () => {
    const uuid = await billed();
    const request = { uuid, path: { month: '2025-03' }, body: { testToken: 'tok_declined' }, ...once('k') };
    expect(await sent('pay', request)).toMatchObject({
      status: 402,
      replayed: null,
      body: { error: 'PAYMENT_DECLINED' },
    });
    await api.call('pay', { uuid, path: { month: '2025-03' } });
    expect(await sent('pay', request)).toMatchObject({
      status: 402,
      replayed: 'true',
      body: { error: 'PAYMENT_DECLINED' },
    });
    expect(await api.call('getStatements', { uuid, path: { month: '2025-03' } })).toMatchObject({
      paymentStatus: 'PAID',
    });
  });

  it('has its key in the server’s own set when it names no account', async () => {
    const request = { body: { member: 'kr' }, ...once('k') };
    const first = await sent('createAccount', request);
    expect(await sent('createAccount', request)).toEqual({ ...first, replayed: 'true' });
    expect(await api.refused('createAccount', { body: { member: 'us' }, ...once('k') })).toMatchObject({ status: 409 });
    const waiting = {
      body: { projectId: newUuid(), adjustment: 1, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-01' },
      ...once('k'),
    };
    const adjusted = await sent('createProjectAdjustment', waiting);
    expect(await sent('createProjectAdjustment', waiting)).toEqual({ ...adjusted, replayed: 'true' });
    const preview = { body: { month: '2025-03' }, ...once('k') };
    await sent('previewStatement', preview);
    expect(await sent('previewStatement', preview)).toMatchObject({ status: 200, replayed: 'true' });
  });

  it('finds its account by header, query and body alike', async () => {
    const uuid = newUuid();
    const request = { body: { month: '2025-03', uuid }, ...once('k') };
    await sent('calculateStatement', request);
    expect(await sent('calculateStatement', { uuid, ...request })).toMatchObject({ replayed: 'true' });
  });

  it('takes a body as deep as a POST without a key does', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const raw = `${JSON.stringify(reading).slice(0, -1)},"x":${deep}}`;
    const uuid = newUuid();
    expect(await sent('createMeters', { uuid, raw })).toMatchObject({ status: 200 });
    expect(await sent('createMeters', { uuid, raw, ...once('k') })).toMatchObject({ status: 200 });
    expect(await sent('createMeters', { uuid, raw, ...once('k') })).toMatchObject({ status: 200, replayed: 'true' });
  });

  it('takes effect once when it is sent many times at once', async () => {
    const uuid = newUuid();
    const request = { uuid, body: reading, ...once('k') };
    const answers = await Promise.all(Array.from({ length: 20 }, () => sent('createMeters', request)));
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });
});

describe('other methods', () => {
  it('have no use for a key', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: reading });
    expect(await sent('deleteMeters', { uuid, ...once('k') })).toMatchObject({ body: { deletedCount: 1 } });
    expect(await sent('deleteMeters', { uuid, ...once('k') })).toMatchObject({
      replayed: null,
      body: { deletedCount: 0 },
    });
  });
});

describe('the keys that are kept', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const request = (key: string, now = 0) => ({ key, fingerprint: 'f', now });
  const reply: Reply = { status: 200, body: {} };
  const counted = (keys: IdempotencyKeys) => {
    const calls: string[] = [];
    const send = (key: string, now?: number) =>
      keys.once(request(key, now), () => {
        calls.push(key);
        return reply;
      });
    return { calls, send };
  };

  it('are kept for 24 hours', () => {
    const { calls, send } = counted(new IdempotencyKeys());
    send('k');
    send('k', DAY - 1);
    expect(calls).toHaveLength(1);
    send('k', DAY);
    expect(calls).toHaveLength(2);
    send('k', 2 * DAY - 1);
    expect(calls).toHaveLength(2);
  });

  it('are the newest 10 000', () => {
    const { calls, send } = counted(new IdempotencyKeys());
    for (let index = 0; index < 10_001; index += 1) send(`k-${index}`);
    send('k-1');
    expect(calls).toHaveLength(10_001);
    send('k-0');
    expect(calls).toHaveLength(10_002);
  });
});

it('goes with the account that the request created', async () => {
  const uuid = newUuid();
  const create = { body: { uuid, member: 'us' }, ...once('create') };
  expect(await sent('createAccount', create)).toMatchObject({ status: 201, replayed: null });
  expect(await sent('createAccount', create)).toMatchObject({ status: 201, replayed: 'true' });
  await api.call('deleteAccount', { path: { uuid } });
  expect(await sent('createAccount', create)).toMatchObject({ status: 201, replayed: null });
  expect(await api.call('getAccount', { path: { uuid } })).toMatchObject({ account: { member: 'us' } });
});
