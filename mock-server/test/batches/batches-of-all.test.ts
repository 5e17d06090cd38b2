import type { Schema } from '@billing-testkit/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { billed, read, standing } from '../bills.ts';

const api = useServer();

const march = { month: '2025-03' };

/** Every test has the server to itself. */
beforeEach(() => api.call('resetAccount'));

const create = (batchJobCode: Schema<'BatchJobCode'>, isAsync: boolean | 'true' = false, uuid?: string) =>
  api.call('createBatch', {
    ...(uuid !== undefined && { uuid }),
    body: { batchJobCode, date: '2025-03', is_async: isAsync },
  });

const batchOf = async (batchId: string) => {
  const { header, ...batch } = await api.call('getBatch', { path: { batchId } });
  return batch;
};

/** Runs a job on all accounts. */
const run = async (batchJobCode: Schema<'BatchJobCode'>) => batchOf((await create(batchJobCode)).batchId);

const MAX_POLLS = 5_000;

type Seen = Awaited<ReturnType<typeof batchOf>>;

/** Asks how far a job is until it is through, and answers all that was seen. */
async function watched(batchId: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  while (seen.length < MAX_POLLS) {
    const batch = await batchOf(batchId);
    seen.push(batch);
    if (batch.status === 'COMPLETED' || batch.status === 'FAILED') return seen;
  }
  throw new Error(`${batchId} is not through: ${JSON.stringify(seen.at(-1))}`);
}

async function accounts(count: number): Promise<string[]> {
  const uuids = Array.from({ length: count }, newUuid);
  for (const uuid of uuids) await read(api, uuid, '2025-03', 1_000);
  return uuids;
}

/** An account whose month can't be calculated: a contract prices its usage by the hour. */
async function unbillable(): Promise<string> {
  const uuid = newUuid();
  await read(api, uuid, '2025-03', 1_000);
  const prices = { 'test.x': { model: 'FLAT', unit: 'HOURS', unitPrice: '1' } } as const;
  const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', prices } });
  const path = { billingGroupId: `bg-${uuid}` };
  await api.call('assignContract', { uuid, path, body: { contractId, monthFrom: '2025-03' } });
  return uuid;
}

const uuidsIn = ({ results }: Pick<Seen, 'results'>) => results.map(({ uuid }) => uuid);

describe('a job without a uuid', () => {
  it('is done for all accounts, one by one, oldest first', async () => {
    const uuids = await accounts(3);
    const { batchId } = await create('API_CALCULATE_USAGE_AND_PRICE');
    const batch = await batchOf(batchId);
    expect(batch).toMatchObject({
      batchId: 'batch-1',
      batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE',
      status: 'COMPLETED',
      progress: 100,
      completedCount: 3,
      totalCount: 3,
    });
    expect(uuidsIn(batch)).toEqual(uuids);
    for (const uuid of uuids) expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 1_100]);
  });

  it('goes through every kind, from readings to money', async () => {
    const [first = '', second = ''] = await accounts(2);
    const path = { billingGroupId: 'g' };
    const months = { monthFrom: '2025-03', monthTo: '2025-03' };
    await api.call('assignContract', { uuid: first, path, body: { contractId: 'c', ...months } });
    const expirationDateTo = '2025-02-28';
    await api.call('grantCampaignCredit', {
      uuid: second,
      path: { campaignId: 'c' },
      body: { amount: 50, expirationDateTo },
    });
    const outcome = async (code: Schema<'BatchJobCode'>) => {
      const { results } = await run(code);
      return results.map(({ status, count, amount, paymentStatus }) => [status, count, amount, paymentStatus]);
    };
    const [none, done] = [undefined, 'SUCCEEDED'];
    expect(await outcome('BATCH_USAGE_AGGREGATION')).toEqual([
      [done, 1, none, none],
      [done, 1, none, none],
    ]);
    expect((await outcome('API_CALCULATE_USAGE_AND_PRICE')).map(([status]) => status)).toEqual([done, done]);
    expect(await outcome('BATCH_SEND_INVOICE')).toEqual([
      [done, 1, 770, none],
      [done, 1, 1_100, none],
    ]);
    expect((await outcome('BATCH_GENERATE_STATEMENT')).map((result) => result[3])).toEqual([
      'REGISTERED',
      'REGISTERED',
    ]);
    expect((await outcome('BATCH_PAYMENT_REMINDER')).map((result) => result[2])).toEqual([770, 1_100]);
    expect(await outcome('BATCH_PROCESS_PAYMENT')).toEqual([
      [done, 1, 770, 'PAID'],
      [done, 1, 1_100, 'PAID'],
    ]);
    expect(await outcome('BATCH_CREDIT_EXPIRY')).toEqual([
      ['SKIPPED', none, none, none],
      [done, 1, 50, none],
    ]);
    expect(await outcome('BATCH_CONTRACT_RENEWAL')).toEqual([
      [done, 1, none, none],
      ['SKIPPED', none, none, none],
    ]);
    expect((await run('BATCH_RECONCILIATION')).results).toMatchObject([{ findings: [] }, { findings: [] }]);
    expect(await api.call('listBatches')).toMatchObject({ totalItems: 9 });
  });

  it('fails for one account and goes on with the others', async () => {
    const [first = ''] = await accounts(1);
    const broken = await unbillable();
    const [last = ''] = await accounts(1);
    const { status } = await create('API_CALCULATE_USAGE_AND_PRICE');
    expect(status).toBe('FAILED');
    const batch = await batchOf('batch-1');
    expect(batch).toMatchObject({ status: 'FAILED', progress: 100, completedCount: 3, totalCount: 3 });
    expect(batch.results).toMatchObject([
      { uuid: first, status: 'SUCCEEDED' },
      { uuid: broken, status: 'FAILED', error: 'UNIT_MISMATCH', message: expect.stringMatching(/^\S.*\.$/) },
      { uuid: last, status: 'SUCCEEDED' },
    ]);
    expect(await api.call('getStatements', { uuid: broken, path: march })).toMatchObject({ statements: [] });
    expect(await standing(api, last, '2025-03')).toEqual(['READY', 0, 1_100]);
  });

  it('is of the month that an instant is in, in each member’s zone', async () => {
    await api.call('createAccount', { body: { uuid: 'in-seoul', member: 'kr' } });
    await api.call('createAccount', { body: { uuid: 'in-new-york', member: 'us' } });
    const body = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-03-31T20:00:00Z' } as const;
    const { batchId } = await api.call('createBatch', { body });
    expect((await batchOf(batchId)).results).toMatchObject([{ month: '2025-04' }, { month: '2025-03' }]);
  });

  it('is of nobody when there is no account', async () => {
    expect(await run('BATCH_RECONCILIATION')).toMatchObject({
      status: 'COMPLETED',
      progress: 100,
      completedCount: 0,
      totalCount: 0,
      results: [],
    });
  });

  it('is no batch of an account', async () => {
    const [uuid = ''] = await accounts(1);
    const { batchId } = await create('BATCH_RECONCILIATION');
    expect(await api.call('listBatches', { uuid })).toMatchObject({ batches: [], totalItems: 0 });
    expect((await api.refused('getBatch', { uuid, path: { batchId } })).gist).toEqual([404, 'NOT_FOUND']);
  });
});

describe('an asynchronous job', () => {
  it('is answered at once, and polling sees it wait, run and come through', async () => {
    const uuids = await accounts(25);
    const { batchId, status } = await create('API_CALCULATE_USAGE_AND_PRICE', 'true');
    expect(status).toBe('QUEUED');
    const seen = await watched(batchId);
    const counts = seen.map(({ completedCount }) => completedCount);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    for (const { completedCount, totalCount, progress, results } of seen) {
      expect([totalCount, results.length, progress]).toEqual([25, completedCount, completedCount * 4]);
    }
    const order = ['QUEUED', 'RUNNING', 'COMPLETED'];
    const ranks = seen.map((batch) => order.indexOf(batch.status));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const running = seen.filter((batch) => batch.status === 'RUNNING');
    expect(running.some(({ progress }) => 0 < progress && progress < 100)).toBe(true);
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', progress: 100 });
    expect(uuidsIn(seen.at(-1) ?? { results: [] })).toEqual(uuids);
    for (const uuid of uuids) expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 1_100]);
  });

  it('works on one account too', async () => {
    const [uuid = ''] = await accounts(2);
    const { batchId, status } = await create('API_CALCULATE_USAGE_AND_PRICE', true, uuid);
    expect([batchId, status]).toEqual([`batch-${uuid}-1`, 'QUEUED']);
    expect((await watched(batchId)).at(-1)).toMatchObject({ status: 'COMPLETED', totalCount: 1, results: [{ uuid }] });
  });

  it('fails for one account and goes on with the others', async () => {
    const broken = await unbillable();
    const [last = ''] = await accounts(1);
    const { batchId } = await create('API_CALCULATE_USAGE_AND_PRICE', true);
    expect((await watched(batchId)).at(-1)).toMatchObject({
      status: 'FAILED',
      progress: 100,
      results: [
        { uuid: broken, status: 'FAILED', error: 'UNIT_MISMATCH' },
        { uuid: last, status: 'SUCCEEDED' },
      ],
    });
  });

  it('is replayed as it was answered, and runs once', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await create('BATCH_GENERATE_STATEMENT');
    const request = {
      headers: { 'idempotency-key': 'k' },
      body: { batchJobCode: 'BATCH_PROCESS_PAYMENT', date: '2025-03', is_async: 'true' },
    };
    const first = await api.send('createBatch', request);
    const again = await api.send('createBatch', request);
    expect(first.body).toMatchObject({ batchId: 'batch-2', status: 'QUEUED' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    await watched('batch-2');
    expect(await api.call('listPayments', { uuid })).toMatchObject({ payments: [{ amount: 1_100 }] });
  });

  it('meets requests that come meanwhile without mixing with them', async () => {
    const uuids = await accounts(10);
    const { batchId } = await create('API_CALCULATE_USAGE_AND_PRICE', true);
    const [through] = await Promise.all([
      watched(batchId),
      ...uuids.map((uuid) => api.call('calculateStatement', { uuid, body: march })),
      ...uuids.map((uuid) => read(api, uuid, '2025-04', 5)),
      create('BATCH_GENERATE_STATEMENT', true).then((other) => watched(other.batchId)),
    ]);
    expect(through.at(-1)).toMatchObject({ status: 'COMPLETED', completedCount: 10 });
    await expectReconciled(api);
  });

  it('with no account to work on comes through', async () => {
    const { batchId } = await create('BATCH_RECONCILIATION', true);
    expect((await watched(batchId)).at(-1)).toMatchObject({ status: 'COMPLETED', progress: 100, results: [] });
  });
});

describe('an account that goes while a job runs', () => {
  /** Waits for jobs on the oldest accounts, which take as long as the job that runs. */
  const wait = async () => watched((await create('BATCH_RECONCILIATION', true)).batchId);

  it('is not brought back by it, when it is deleted', async () => {
    const [first = '', second = ''] = await accounts(2);
    const { batchId } = await create('API_CALCULATE_USAGE_AND_PRICE', true);
    await api.call('deleteAccount', { path: { uuid: second } });
    const through = (await watched(batchId)).at(-1);
    expect(through?.results[0]).toMatchObject({ uuid: first, status: 'SUCCEEDED' });
    expect(through).toMatchObject({ completedCount: 2, totalCount: 2, progress: 100 });
    expect((await api.refused('getAccount', { path: { uuid: second } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  it('is not brought back by it, when it is reset', async () => {
    const [uuid = '', other = ''] = await accounts(2);
    await create('API_CALCULATE_USAGE_AND_PRICE', true, uuid);
    await api.call('resetAccount', { uuid });
    await read(api, other, '2025-04', 1);
    await wait();
    expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
    expect(await api.call('listBatches', { uuid })).toMatchObject({ batches: [] });
  });

  it('is not brought back by it, when the server is reset', async () => {
    const uuids = await accounts(3);
    await create('API_CALCULATE_USAGE_AND_PRICE', true);
    await api.call('resetAccount');
    await accounts(4);
    expect((await wait()).at(-1)).toMatchObject({ totalCount: 4 });
    for (const uuid of uuids) {
      expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
    }
    expect(await api.call('listBatches')).toMatchObject({ batches: [{ batchId: 'batch-1' }], totalItems: 1 });
  });

  it('is not billed by it for what is read after the reset', async () => {
    const [uuid = ''] = await accounts(1);
    await create('API_CALCULATE_USAGE_AND_PRICE', true, uuid);
    await api.call('resetAccount', { uuid });
    await read(api, uuid, '2025-03', 7);
    await wait();
    expect(await api.call('getStatements', { uuid, path: march })).toMatchObject({ statements: [] });
  });
});
