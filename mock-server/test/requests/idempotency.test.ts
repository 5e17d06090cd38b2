import { describe, expect, it } from 'vitest';
import { IdempotencyKeys } from '../../src/earlier-requests/idempotency-keys.ts';
import type { Reply } from '../../src/replies/reply.ts';
import { type LooseRequest, newUuid, useServer } from '../api-client.ts';

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
  const request = (key: string, now = 0, namedUuid = 'a') => ({
    namedUuid,
    operationId: 'pay',
    key,
    fingerprint: 'f',
    now: () => now,
  });
  const counted = (keys: IdempotencyKeys, text = '{}') => {
    const calls: string[] = [];
    const reply: Reply = { status: 200, text };
    const send = (key: string, now?: number, namedUuid?: string) =>
      keys.once(request(key, now, namedUuid), async () => {
        calls.push(key);
        return { reply, changed: [] };
      });
    return { calls, send };
  };

  it('are kept for 24 hours', async () => {
    const { calls, send } = counted(new IdempotencyKeys());
    await send('k');
    await send('k', DAY - 1);
    expect(calls).toHaveLength(1);
    await send('k', DAY);
    expect(calls).toHaveLength(2);
    await send('k', 2 * DAY - 1);
    expect(calls).toHaveLength(2);
  });

  it('are the newest 10 000 of an operation', async () => {
    const { calls, send } = counted(new IdempotencyKeys());
    for (let index = 0; index < 10_001; index += 1) await send(`k-${index}`);
    await send('k-1');
    expect(calls).toHaveLength(10_001);
    await send('k-0');
    expect(calls).toHaveLength(10_002);
  });

  it('are at most 16 MiB of an account and 128 MiB in the server, the newest', async () => {
    const { calls, send } = counted(new IdempotencyKeys(), 'x'.repeat(1024 * 1024));
    for (let index = 0; index < 16; index += 1) await send(`k-${index}`);
    await send('k-1');
    expect(calls).toHaveLength(16);
    await send('k-0');
    expect(calls).toHaveLength(17);
    for (let index = 0; index < 128; index += 1) await send('k', 0, `b-${index}`);
    await send('k', 0, 'b-1');
    expect(calls).toHaveLength(145);
    await send('k', 0, 'b-0');
    expect(calls).toHaveLength(146);
  });

  it('runs a request once when it comes again before it is answered', async () => {
    const keys = new IdempotencyKeys();
    const { calls, send } = counted(keys);
    const answers = await Promise.all([send('k'), send('k'), send('k')]);
    expect(calls).toHaveLength(1);
    expect(answers.map(({ headers }) => headers?.['Idempotency-Replayed'])).toEqual([undefined, 'true', 'true']);
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

it('goes with an account that the request changed without naming it', async () => {
  const uuid = newUuid();
  await api.call('createAccount', { body: { uuid, member: 'us', projects: [{ projectId: `p-${uuid}` }] } });
  const send = { body: { ...reading, projectId: `p-${uuid}` }, ...once(`meters-${uuid}`) };
  expect(await sent('createMeters', send)).toMatchObject({ body: { meterIds: [`meter-${uuid}-1`] } });
  await api.call('deleteAccount', { path: { uuid } });
  await api.call('createAccount', { body: { uuid, member: 'us', projects: [{ projectId: `p-${uuid}` }] } });
  expect(await sent('createMeters', send)).toMatchObject({ replayed: null });
  expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
});

it('keeps a payment’s key whatever many keyed readings come after it', async () => {
  const uuid = await billed();
  const pay = { uuid, path: { month: '2025-03' }, body: { amount: 1 }, ...once('k') };
  const first = await sent('pay', pay);
  for (let index = 0; index < 10_000; index += 100) {
    const batch = Array.from({ length: 100 }, (_, n) => once(`r-${index + n}`));
    await Promise.all(batch.map((key) => api.call('createMeters', { uuid, body: reading, ...key })));
  }
  expect(await sent('pay', pay)).toEqual({ ...first, replayed: 'true' });
}, 120_000);

it('takes bodies that differ in the order of their fields for the same', async () => {
  const uuid = newUuid();
  const { counterName, ...rest } = reading;
  const first = await sent('createMeters', { uuid, raw: JSON.stringify({ counterName, ...rest }), ...once('k') });
  const again = await sent('createMeters', {
    uuid,
    raw: JSON.stringify({ ...rest, counterName }, null, 2),
    ...once('k'),
  });
  expect(again).toEqual({ ...first, replayed: 'true' });
});

it('has no use for a preview, which changes nothing', async () => {
  const preview = { body: { month: '2025-03' }, ...once('k') };
  expect(await sent('previewStatement', preview)).toMatchObject({ status: 200, replayed: null });
  expect(await sent('previewStatement', preview)).toMatchObject({ status: 200, replayed: null });
});
