import { describe, expect, onTestFinished, test } from 'vitest';
import type { Limits } from '../../src/options/limits.ts';
import { startMockServer } from '../../src/start-mock-server.ts';
import { stateOf } from '../account-state.ts';
import { ApiClient, newUuid } from '../api-client.ts';
import { prepareMarch } from '../worked-example-account.ts';

/** A server with limits of its own, and its metrics. */
async function serverWith(limits: Partial<Limits>) {
  const server = await startMockServer({ port: 0, rateLimit: 0, limits });
  onTestFinished(() => server.close());
  const api = new ApiClient(() => server.url);
  const metric = async (name: string) => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^mock_server_${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  return { api, metric, stored: () => metric('stored_bytes') };
}

const full = [507, 'CAPACITY_EXCEEDED'];
const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1000, timestamp: '2025-03-10T00:00:00Z' };
const create = (uuid: string) => ({ body: { uuid, member: 'kr' } });

describe('a server that has as many accounts as it may', () => {
  test('takes no other one, however it comes, and goes on with those it has', async () => {
    const { api, metric } = await serverWith({ maxAccounts: 2 });
    for (const uuid of ['a', 'b']) await api.call('createAccount', create(uuid));
    const { body, gist } = await api.refused('createAccount', create('c'));
    expect(gist).toEqual(full);
    expect(body.header.resultMessage).toMatch(/^The server keeps at most 2 accounts: .*delete.*reset/);
    const grant = { credit: 1, creditName: 'c', uuidList: ['a', 'c'] };
    const refused = [
      await api.refused('createMeters', { uuid: 'c', body: reading }),
      await api.refused('calculateStatement', { uuid: 'c', body: { month: '2025-03' } }),
      await api.refused('grantCampaignCredit', { path: { campaignId: 'x' }, body: grant }),
    ];
    expect(refused.map((answer) => answer.gist)).toEqual([full, full, full]);
    expect(await api.call('getCreditBalance', { uuid: 'a' })).toMatchObject({ totalBalance: 0 });
    expect(await metric('accounts')).toBe(2);
    expect(await metric('accounts_limit')).toBe(2);

    await api.call('createMeters', { uuid: 'b', body: reading });
    expect(await api.call('getCreditBalance', { uuid: 'never-created' })).toMatchObject({ totalBalance: 0 });
    await api.call('deleteAccount', { path: { uuid: 'a' } });
    await api.call('createMeters', { uuid: 'c', body: reading });
    await api.call('resetAccount', { uuid: 'c' });
    await api.call('createAccount', create('d'));
    await api.call('resetAccount', {});
    for (const uuid of ['a', 'b']) await api.call('createAccount', create(uuid));
  });

  test('remembers defects and numbers of batches of no more accounts than that', async () => {
    const { api } = await serverWith({ maxAccounts: 2 });
    const defect = { name: 'month-in-utc' };
    const job = { batchJobCode: 'BATCH_CREDIT_EXPIRY', date: '2025-03' } as const;
    for (const uuid of ['a', 'b', 'a']) {
      await api.call('setDefect', { uuid, body: defect });
      await api.call('createBatch', { uuid, body: job });
    }
    expect((await api.refused('setDefect', { uuid: 'c', body: defect })).gist).toEqual(full);
    expect((await api.refused('createBatch', { uuid: 'c', body: job })).gist).toEqual(full);
    await api.call('setDefect', { body: defect });
    await api.call('createBatch', { body: job });
    await api.call('resetAccount', { uuid: 'a' });
    await api.call('setDefect', { uuid: 'c', body: defect });
    await api.call('createBatch', { uuid: 'c', body: job });
  });
});

/** Sends readings until there is no room for one of this size. */
async function fill(api: ApiClient, uuid: string): Promise<void> {
  for (const count of [100, 10, 1]) {
    const body = { meterList: Array.from({ length: count }, () => reading) };
    let status = 0;
    while (status !== 507) ({ status } = await api.send('createMeters', { uuid, body }));
  }
}

describe('a server that keeps as much as it may', () => {
  test('refuses what would add to it, changes nothing by that, reads, deletes, and takes as much again', async () => {
    const { api, metric, stored } = await serverWith({ maxStoredBytes: 200_000 });
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('calculateStatement', { uuid, body: { month: '2025-03' } });
    await fill(api, uuid);
    expect(await stored()).toBeLessThanOrEqual(200_000);
    expect(await metric('stored_bytes_limit')).toBe(200_000);
    const [before, storedBefore] = [await stateOf(api, uuid, [contractId]), await stored()];

    const text = 'n'.repeat(200);
    const adjustment = { adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-01' } as const;
    const descriptions = [{ locale: 'en', message: text }];
    const { body, gist } = await api.refused('createContract', { uuid, body: { name: text, baseFee: 1 } });
    expect(gist).toEqual(full);
    expect(body.header.resultMessage).toMatch(/^The server keeps at most 200000 bytes, .*delete.*reset/);
    const refused = [
      await api.refused('createAccount', create('other')),
      await api.refused('createProjectAdjustment', { uuid, body: { projectId: 'p-a', ...adjustment, descriptions } }),
      await api.refused('createProjectAdjustment', { body: { projectId: 'p-none', ...adjustment, descriptions } }),
      await api.refused('grantCampaignCredit', { path: { campaignId: text.slice(100) }, body: { uuid, amount: 1 } }),
      await api.refused('calculateStatement', { uuid, body: { month: '2025-04' } }),
    ];
    expect(refused.map((answer) => answer.gist)).toEqual(refused.map(() => full));
    const job = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-04' } as const;
    const { batchId } = await api.call('createBatch', { uuid, body: job });
    const { results } = await api.call('getBatch', { uuid, path: { batchId } });
    expect(results).toMatchObject([{ uuid, status: 'FAILED', error: 'CAPACITY_EXCEEDED' }]);
    expect(await stateOf(api, uuid, [contractId])).toEqual(before);
    expect(await stored()).toBe(storedBefore);

    // Taking back a payment and credits is no addition, though it is noted.
    await api.call('deleteCalculation', { uuid, query: { month: '2025-02' } });
    await api.call('cancelCampaignCredit', { path: { campaignId: 'prepaid' }, query: { uuid } });
    await api.call('deleteMeters', { uuid, query: {} });
    await api.call('calculateStatement', { uuid, body: { month: '2025-04' } });
    await fill(api, uuid);
    await api.call('resetAccount', {});
    expect(await stored()).toBe(0);
    await prepareMarch(api, uuid);
  });

  test('keeps a key free whose request it refused', async () => {
    const { api } = await serverWith({ maxStoredBytes: 20_000 });
    await fill(api, 'a');
    const request = { uuid: 'b', body: reading, headers: { 'idempotency-key': 'k' } };
    expect((await api.refused('createMeters', request)).gist).toEqual(full);
    await api.call('deleteMeters', { uuid: 'a', query: {} });
    expect((await api.send('createMeters', request)).headers.get('idempotency-replayed')).toBe(null);
  });

  test('lets no adjustment join an account by a request that it refuses', async () => {
    const { api, stored } = await serverWith({ maxStoredBytes: 20_000 });
    const waiting = {
      projectId: 'p-later',
      adjustment: 1,
      adjustmentTypeCode: 'FIXED_DISCOUNT',
      monthFrom: '2025-01',
    } as const;
    const { adjustmentId } = await api.call('createProjectAdjustment', { body: waiting });
    await fill(api, 'a');
    const before = await stored();
    expect((await api.refused('createMeters', { uuid: 'b', body: { ...reading, projectId: 'p-later' } })).gist).toEqual(
      full,
    );
    expect(await stored()).toBe(before);
    const { adjustments } = await api.call('listProjectAdjustments', { query: { projectId: 'p-later' } });
    expect(adjustments).toMatchObject([{ adjustmentId }]);
    await api.call('resetAccount', { uuid: 'a' });
    await api.call('createMeters', { uuid: 'b', body: { ...reading, projectId: 'p-later' } });
    const joined = await api.call('listProjectAdjustments', { uuid: 'b', query: { projectId: 'p-later' } });
    expect(joined.adjustments).toMatchObject([{ adjustmentId }]);
  });
});

describe('what is deleted', () => {
  test('is given back to the last byte', async () => {
    const { api, stored } = await serverWith({});
    expect(await stored()).toBe(0);
    const uuid = newUuid();
    await api.call('createAccount', create(uuid));
    const { meterIds: first } = await api.call('createMeters', { uuid, body: reading });
    await api.call('deleteMeter', { uuid, path: { meterId: first[0] ?? '' } });
    const withProject = await stored();
    const meterList = Array.from({ length: 20 }, (_, n) => ({
      ...reading,
      eventId: `event-${n}`,
      counterType: 'DELTA' as const,
    }));
    const { meterIds } = await api.call('createMeters', { uuid, body: { meterList } });
    await api.call('calculateStatement', { uuid, body: { month: '2025-03' } });
    const calculated = await stored();
    await api.call('deleteMeter', { uuid, path: { meterId: meterIds[3] ?? '' } });
    await api.call('calculateStatement', { uuid, body: { month: '2025-03' } });
    expect(await stored()).toBeLessThan(calculated);
    await api.call('deleteMeters', { uuid, query: {} });
    await api.call('deleteCalculation', { uuid, query: { month: '2025-03' } });
    expect(await stored()).toBe(withProject);
    await api.call('deleteAccount', { path: { uuid } });
    expect(await stored()).toBe(0);
  });

  test('but remembered for lists takes a little, until it is forgotten', async () => {
    const { api, stored } = await serverWith({ maxDeletedItems: 2 });
    const [uuid, from] = [newUuid(), { monthFrom: '2025-01' }];
    const billingGroupId = `bg-${uuid}`;
    await api.call('createAccount', create(uuid));
    const empty = await stored();
    for (const remembered of [1, 2, 2]) {
      const { contractId } = await api.call('createContract', { uuid, body: { name: 'n'.repeat(200) } });
      await api.call('assignContract', { uuid, path: { billingGroupId }, body: { contractId, ...from } });
      await api.call('deleteContract', { uuid, path: { contractId } });
      expect(await stored()).toBe(empty + remembered * 400);
    }
    const adjustment = { billingGroupId, adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT' as const, ...from };
    const { adjustmentId } = await api.call('createBillingGroupAdjustment', { uuid, body: adjustment });
    await api.call('deleteBillingGroupAdjustments', { uuid, query: { adjustmentIds: [adjustmentId] } });
    expect(await stored()).toBe(empty + 3 * 400);
    await api.call('resetAccount', { uuid });
    expect(await stored()).toBe(0);
  });

  test('with the account of a whole month gives back all', async () => {
    const { api, stored } = await serverWith({});
    const uuids = [newUuid(), newUuid()];
    for (const uuid of uuids) {
      await prepareMarch(api, uuid);
      const jobs = ['API_CALCULATE_USAGE_AND_PRICE', 'BATCH_GENERATE_STATEMENT', 'BATCH_SEND_INVOICE'] as const;
      for (const batchJobCode of jobs) await api.call('createBatch', { uuid, body: { batchJobCode, date: '2025-03' } });
      await api.call('pay', { uuid, path: { month: '2025-03' }, body: {} });
      await api.call('refundPayment', { uuid, path: { month: '2025-03' }, body: { amount: 100, asCredit: true } });
      await api.call('createProjectAdjustment', {
        body: { projectId: `none-${uuid}`, adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-01' },
      });
    }
    await api.call('deleteAccount', { path: { uuid: uuids[0] ?? '' } });
    await api.call('resetAccount', { uuid: uuids[1] ?? '' });
    const ofWaiting = await stored();
    expect(ofWaiting).toBeGreaterThan(0);
    expect(ofWaiting).toBeLessThan(3_000);
    await api.call('resetAccount', {});
    expect(await stored()).toBe(0);
  });
});

test.each([
  'projectId',
  'appKey',
  'resourceId',
  'resourceName',
  'parentResourceId',
  'source',
  'eventId',
  'counterName',
])('the %s of a reading counts by its length', async (field) => {
  const { api, stored } = await serverWith({});
  const sizes: number[] = [];
  for (const text of ['x', 'x'.repeat(101)]) {
    const before = await stored();
    await api.call('createMeters', { uuid: `of-${text.length}`, body: { ...reading, [field]: text } });
    sizes.push((await stored()) - before);
  }
  const [short = 0, long = 0] = sizes;
  expect(long - short).toBeGreaterThanOrEqual(100);
});
