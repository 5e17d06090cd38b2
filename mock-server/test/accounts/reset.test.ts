import { beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { newUuid, useServer } from '../api-client.ts';
import { billed, read, standing } from '../bills.ts';
import { prepareMarch } from '../worked-example-account.ts';

const api = useServer();

const march = { month: '2025-03' };
const path = { couponCode: 'CAMPAIGN-001' };
const headers = { 'idempotency-key': 'k' };

beforeEach(() => api.call('resetAccount'));

describe('an account that is reset', () => {
  it('is gone with all its state, and comes back new by its next write', async () => {
    const [uuid, never] = [newUuid(), newUuid()];
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('calculateStatement', { uuid, body: march });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    await api.call('resetAccount', { uuid });
    expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
    const gone = JSON.stringify(await stateOf(api, uuid, [contractId]));
    expect(gone).toBe(JSON.stringify(await stateOf(api, never, [contractId])).replaceAll(never, uuid));
    expect(await api.call('listPayments', { uuid })).toMatchObject({ statements: [], payments: [] });
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [] });
    await read(api, uuid, '2025-03', 5);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ meters: [{ meterId: `meter-${uuid}-1` }] });
    await api.call('calculateStatement', { uuid, body: march });
    await api.call('pay', { uuid, path: march });
  });

  it('is found by none of its ids any more', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('resetAccount', { query: { uuid } });
    expect((await api.refused('getContract', { path: { contractId } })).gist).toEqual([404, 'NOT_FOUND']);
    const listed = await api.call('listProjectAdjustments', { query: { projectId: 'p-b' } });
    expect(listed).toMatchObject({ adjustments: [] });
    const reading = { appKey: 'app-a', counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 };
    expect(await api.call('createMeters', { body: reading })).toMatchObject({ meterIds: ['meter-uuid-kr-test-1'] });
  });

  it('forgets its idempotency keys and its batches', async () => {
    const uuid = newUuid();
    await api.call('redeemCoupon', { uuid, path, headers });
    const body = { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' } as const;
    await api.call('createBatch', { uuid, body });
    await api.call('resetAccount', { uuid });
    const again = await api.send('redeemCoupon', { uuid, path, headers });
    expect(again.status).toBe(200);
    expect(again.headers.has('idempotency-replayed')).toBe(false);
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 100_000 });
    expect(await api.call('listBatches', { uuid })).toMatchObject({ totalItems: 0 });
    expect(await api.call('createBatch', { uuid, body })).toMatchObject({ batchId: `batch-${uuid}-1` });
  });

  it('leaves the others as they are, their keys and batches with them', async () => {
    const [uuid, other] = [await billed(api, { '2025-03': 5 }), await billed(api, { '2025-03': 7 })];
    await api.call('redeemCoupon', { uuid: other, path, headers });
    await api.call('createBatch', { uuid: other, body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' } });
    const before = await stateOf(api, other);
    await api.call('resetAccount', { uuid });
    expect(await stateOf(api, other)).toEqual(before);
    const again = await api.send('redeemCoupon', { uuid: other, path, headers });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await api.call('listBatches', { uuid: other })).toMatchObject({ totalItems: 1 });
  });

  it('may not exist, and stays so', async () => {
    const uuid = newUuid();
    await api.call('resetAccount', { uuid });
    await api.refused('getAccount', { path: { uuid } });
  });

  it('is reset again by a key that was used before', async () => {
    const uuid = newUuid();
    for (const _ of [1, 2]) {
      await read(api, uuid, '2025-03', 5);
      const { headers: answered } = await api.send('resetAccount', { uuid, headers });
      expect(answered.has('idempotency-replayed')).toBe(false);
      await api.refused('getAccount', { path: { uuid } });
    }
    for (const _ of [1, 2]) {
      await read(api, uuid, '2025-03', 5);
      await api.send('resetAccount', { headers });
      await api.refused('getAccount', { path: { uuid } });
    }
  });

  it.each([
    ['a b', {}, 'header/uuid'],
    [undefined, { uuid: 'a b' }, 'query/uuid'],
  ])('has a name: not %j and %j', async (uuid, query, field) => {
    const { gist } = await api.refused('resetAccount', { ...(uuid && { uuid }), query });
    expect(gist).toEqual([400, 'INVALID_UUID', field]);
  });

  it('is not everybody when its name is empty', async () => {
    const uuid = await billed(api, { '2025-03': 5 });
    const body = { batchJobCode: 'BATCH_GENERATE_STATEMENT', date: '2025-03' };
    for (const request of [{ uuid: '' }, { query: { uuid: '' } }, { uuid: '', query: { uuid: '' } }]) {
      expect((await api.refused('resetAccount', request)).gist.slice(0, 2)).toEqual([400, 'INVALID_UUID']);
      expect((await api.refused('createBatch', { ...request, body })).gist.slice(0, 2)).toEqual([400, 'INVALID_UUID']);
    }
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 5]);
  });

  it('is not guessed when header and query disagree', async () => {
    const uuid = await billed(api, { '2025-03': 5 });
    const { gist } = await api.refused('resetAccount', { uuid, query: { uuid: 'other' } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', 'query/uuid']);
    await api.call('getAccount', { path: { uuid } });
  });
});

describe('a server that is reset', () => {
  it('knows no account, and makes its ids from the first on', async () => {
    const uuids = [await billed(api, { '2025-03': 5 }), await billed(api, { '2025-03': 5 })];
    const made = async () => {
      const { account } = await api.call('createAccount', { body: { member: 'us' } });
      const body = {
        projectId: 'nobodys',
        adjustment: 1,
        adjustmentTypeCode: 'FIXED_DISCOUNT',
        monthFrom: '2025-03',
      } as const;
      const { adjustmentId } = await api.call('createProjectAdjustment', { body });
      const { batchId } = await api.call('createBatch', {
        body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' },
      });
      const coupon = await api.send('createContract', { headers, body: { name: 'n' } });
      return [account.uuid, adjustmentId, batchId, coupon.headers.has('idempotency-replayed')];
    };
    const first = await made();
    expect(first).toEqual(['uuid-1', 'adj-waiting-1', 'batch-1', false]);
    await api.call('resetAccount');
    for (const uuid of uuids) await api.refused('getAccount', { path: { uuid } });
    expect(await api.call('listBatches')).toMatchObject({ batches: [], totalItems: 0 });
    const listed = await api.call('listProjectAdjustments', { query: { projectId: 'nobodys' } });
    expect(listed).toMatchObject({ adjustments: [] });
    expect(await made()).toEqual(first);
  });

  it('forgets what waited for an account', async () => {
    const surcharge = { adjustment: 500, adjustmentTypeCode: 'FIXED_SURCHARGE', monthFrom: '2025-03' } as const;
    await api.call('createProjectAdjustment', { body: { projectId: 'default', ...surcharge } });
    await api.call('resetAccount');
    const uuid = await billed(api, { '2025-03': 5 });
    const { statements } = await api.call('getStatements', { uuid, path: march });
    expect(statements).toMatchObject([{ appliedAdjustments: [] }]);
  });
});
