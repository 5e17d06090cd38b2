import type { Schema } from '@billing-testkit/contracts';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { newUuid, useServer } from '../api-client.ts';
import { bill, billed, groupOf, read, standing, statementOf } from '../bills.ts';

const api = useServer();

const march = { month: '2025-03' };

/** Runs a job on an account and answers the job's result for it. */
async function run(uuid: string, batchJobCode: Schema<'BatchJobCode'>, date = '2025-03') {
  const created = await api.call('createBatch', { uuid, body: { batchJobCode, date } });
  expect(created).toMatchObject({ batchJobCode, status: expect.stringMatching(/^(COMPLETED|FAILED)$/) });
  const { header, results, ...batch } = await api.call('getBatch', { uuid, path: { batchId: created.batchId } });
  const { batchId, status } = created;
  expect(batch).toEqual({ batchId, batchJobCode, status, progress: 100, completedCount: 1, totalCount: 1 });
  const [result] = results;
  expect(results).toMatchObject([{ uuid }]);
  expect(status).toBe(result?.status === 'FAILED' ? 'FAILED' : 'COMPLETED');
  return result;
}

const unchanged = async (uuid: string, action: () => Promise<unknown>) => {
  const before = await stateOf(api, uuid);
  await action();
  expect(await stateOf(api, uuid)).toEqual(before);
};

describe('API_CALCULATE_USAGE_AND_PRICE', () => {
  it('calculates the month, and again as a calculation does', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1_000);
    expect(await run(uuid, 'API_CALCULATE_USAGE_AND_PRICE')).toMatchObject({
      status: 'SUCCEEDED',
      month: '2025-03',
      statementId: `st-${uuid}-2025-03`,
    });
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 1_100]);
    await unchanged(uuid, () => run(uuid, 'API_CALCULATE_USAGE_AND_PRICE'));
  });

  it('skips a statement that is final, and changes nothing', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march });
    await read(api, uuid, '2025-03', 5);
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'API_CALCULATE_USAGE_AND_PRICE')).toMatchObject({
        status: 'SKIPPED',
        month: '2025-03',
        message: expect.stringContaining('PAID'),
      });
    });
  });

  it('fails with the code of what it is refused for, and changes nothing', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const prices = { 'test.x': { model: 'FLAT', unit: 'HOURS', unitPrice: '1' } } as const;
    const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', prices } });
    const path = { billingGroupId: `bg-${uuid}` };
    await api.call('assignContract', { uuid, path, body: { contractId, monthFrom: '2025-03' } });
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'API_CALCULATE_USAGE_AND_PRICE')).toMatchObject({
        status: 'FAILED',
        error: 'UNIT_MISMATCH',
        message: expect.stringContaining('HOURS'),
      });
      expect(await run(uuid, 'BATCH_USAGE_AGGREGATION')).toMatchObject({ status: 'FAILED', error: 'UNIT_MISMATCH' });
    });
  });

  it.each([
    ['2025-03', '2025-03'],
    ['2025-03-01', '2025-03'],
    ['2025-03-31', '2025-03'],
    ['2025-03-31T14:59:59Z', '2025-03'],
    ['2025-03-31T15:00:00Z', '2025-04'],
    ['2025-03-15T00:00:00+09:00', '2025-03'],
    ['2025-03-01T00:00:00+09:00', '2025-03'],
    ['2025-02-28T23:59:59+09:00', '2025-02'],
  ])('of the date %s is of %s in Seoul', async (date, month) => {
    const uuid = newUuid();
    expect(await run(uuid, 'API_CALCULATE_USAGE_AND_PRICE', date)).toMatchObject({ status: 'SUCCEEDED', month });
    expect(await api.call('getStatements', { uuid, path: { month } })).toMatchObject({ statements: [{ month }] });
  });
});

describe('BATCH_USAGE_AGGREGATION', () => {
  it('counts the lines of the month, and makes no statement', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1);
    await read(api, uuid, '2025-03', 2);
    await read(api, uuid, '2025-04', 4);
    const reading = { projectId: 'p', counterName: 'test.x', counterUnit: 'EA', counterVolume: 0 };
    await api.call('createMeters', { uuid, body: { ...reading, timestamp: '2025-03-20T00:00:00Z' } });
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'BATCH_USAGE_AGGREGATION')).toMatchObject({
        status: 'SUCCEEDED',
        month: '2025-03',
        count: 2,
      });
    });
    expect(await api.call('getStatements', { uuid, path: march })).toMatchObject({ statements: [] });
  });
});

describe('BATCH_GENERATE_STATEMENT', () => {
  it('issues what is READY', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    expect(await run(uuid, 'BATCH_GENERATE_STATEMENT')).toMatchObject({
      status: 'SUCCEEDED',
      statementId: `st-${uuid}-2025-03`,
      paymentStatus: 'REGISTERED',
    });
    expect(await standing(api, uuid, '2025-03')).toEqual(['REGISTERED', 0, 2_200]);
    expect(await standing(api, uuid, '2025-02')).toEqual(['READY', 0, 1_100]);
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'BATCH_GENERATE_STATEMENT')).toMatchObject({ status: 'SKIPPED' });
    });
  });

  it('makes PAID what owes nothing, and skips a month that is not calculated', async () => {
    const uuid = await billed(api, { '2025-03': 0 });
    expect(await run(uuid, 'BATCH_GENERATE_STATEMENT')).toMatchObject({ paymentStatus: 'PAID' });
    expect(await run(uuid, 'BATCH_GENERATE_STATEMENT', '2025-04')).toMatchObject({ status: 'SKIPPED' });
  });
});

describe('BATCH_PROCESS_PAYMENT', () => {
  it('collects what is REGISTERED, older months with it', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    expect(await run(uuid, 'BATCH_PROCESS_PAYMENT')).toMatchObject({ status: 'SKIPPED' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 2_200]);
    await run(uuid, 'BATCH_GENERATE_STATEMENT');
    expect(await run(uuid, 'BATCH_PROCESS_PAYMENT')).toMatchObject({
      status: 'SUCCEEDED',
      count: 1,
      amount: 2_200,
      paymentStatus: 'PAID',
    });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 1_100, 0]);
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'BATCH_PROCESS_PAYMENT')).toMatchObject({ status: 'SKIPPED' });
    });
  });

  it('collects after a cancelled payment, and what it collected can be cancelled', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const query = { paymentGroupId: groupOf(uuid, '2025-03') };
    await run(uuid, 'BATCH_GENERATE_STATEMENT');
    await run(uuid, 'BATCH_PROCESS_PAYMENT');
    await api.call('cancelPayment', { uuid, path: march, query });
    expect(await run(uuid, 'BATCH_PROCESS_PAYMENT')).toMatchObject({ amount: 1_100, paymentStatus: 'PAID' });
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments.map(({ result }) => result)).toEqual(['CANCELLED', 'SETTLED']);
  });

  it('waits with a month while an older one is pending, and settles that first', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: { month: '2025-02' }, body: { testToken: 'tok_pending' } });
    await run(uuid, 'BATCH_GENERATE_STATEMENT');
    expect(await run(uuid, 'BATCH_PROCESS_PAYMENT')).toMatchObject({ status: 'SUCCEEDED', count: 2, amount: 2_200 });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 1_100, 0]);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
  });
});

describe('BATCH_CREDIT_EXPIRY', () => {
  const grant = (uuid: string, expirationDateTo?: string) =>
    api.call('grantCampaignCredit', {
      uuid,
      path: { campaignId: 'c' },
      body: { amount: 10, ...(expirationDateTo !== undefined && { expirationDateTo }) },
    });

  it.each([
    ['2025-03-31', 'SKIPPED', 30],
    ['2025-03', 'SKIPPED', 30],
    ['2025-03-31T23:59:59+09:00', 'SKIPPED', 30],
    ['2025-03-31T15:00:00Z', 'SUCCEEDED', 20],
    ['2025-04-01', 'SUCCEEDED', 20],
  ])('on %s takes what expired before that day: %s', async (date, status, left) => {
    const uuid = newUuid();
    await grant(uuid, '2025-03-31');
    await grant(uuid, '2025-04-01');
    await grant(uuid);
    expect(await run(uuid, 'BATCH_CREDIT_EXPIRY', date)).toMatchObject({
      status,
      ...(status === 'SUCCEEDED' && { count: 1, amount: 10 }),
    });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: left });
  });

  it('enters the ledger once, and what a recalculation gives back expires again', async () => {
    const uuid = newUuid();
    await grant(uuid, '2025-03-31');
    await bill(api, uuid, '2025-03', 4);
    await run(uuid, 'BATCH_CREDIT_EXPIRY', '2025-04-01');
    expect(await run(uuid, 'BATCH_CREDIT_EXPIRY', '2025-04-02')).toMatchObject({ status: 'SKIPPED' });
    await bill(api, uuid, '2025-03', 1);
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ creditApplied: 0, charge: 5 });
    const { creditHistories } = await api.call('listCreditHistory', { uuid });
    expect(creditHistories.map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual([
      ['GRANT', 10, 10],
      ['USE', 4, 6],
      ['EXPIRE', 6, 0],
      ['GIVE_BACK', 4, 4],
      ['EXPIRE', 4, 0],
    ]);
  });
});

describe('BATCH_CONTRACT_RENEWAL', () => {
  it('lets go on, open ended, the assignments that end with the month', async () => {
    const uuid = newUuid();
    for (const month of ['2025-03', '2025-04', '2026-04']) await read(api, uuid, month, 1_000);
    const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', discountRate: 10 } });
    const path = { billingGroupId: `bg-${uuid}` };
    const months = { monthFrom: '2025-01', monthTo: '2025-03' };
    await api.call('assignContract', { uuid, path, body: { contractId, ...months } });
    const discounts = async () => {
      for (const month of ['2025-03', '2025-04', '2026-04']) await bill(api, uuid, month);
      const statements = ['2025-03', '2025-04', '2026-04'].map((month) => statementOf(api, uuid, month));
      return (await Promise.all(statements)).map(({ contractDiscount }) => contractDiscount);
    };
    expect(await discounts()).toEqual([100, 0, 0]);
    expect(await run(uuid, 'BATCH_CONTRACT_RENEWAL', '2025-02')).toMatchObject({ status: 'SKIPPED' });
    expect(await run(uuid, 'BATCH_CONTRACT_RENEWAL', '2025-03-15')).toMatchObject({ status: 'SUCCEEDED', count: 1 });
    expect(await discounts()).toEqual([100, 100, 100]);
    expect(await run(uuid, 'BATCH_CONTRACT_RENEWAL')).toMatchObject({ status: 'SKIPPED' });
  });
});

describe('what is sent', () => {
  it('is an invoice of a calculated month, and changes nothing', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'BATCH_SEND_INVOICE')).toMatchObject({
        status: 'SUCCEEDED',
        statementId: `st-${uuid}-2025-03`,
        count: 1,
        amount: 2_200,
      });
      expect(await run(uuid, 'BATCH_SEND_INVOICE', '2025-04')).toMatchObject({ status: 'SKIPPED' });
    });
  });

  it('is a reminder of what is outstanding up to the month', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await unchanged(uuid, async () => {
      expect(await run(uuid, 'BATCH_PAYMENT_REMINDER', '2025-02')).toMatchObject({
        status: 'SUCCEEDED',
        amount: 1_100,
      });
      expect(await run(uuid, 'BATCH_PAYMENT_REMINDER')).toMatchObject({ status: 'SUCCEEDED', amount: 2_200 });
    });
    await api.call('pay', { uuid, path: march });
    expect(await run(uuid, 'BATCH_PAYMENT_REMINDER')).toMatchObject({ status: 'SKIPPED' });
  });

  it('is one reminder, as one was put into the outbox', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    expect(await run(uuid, 'BATCH_PAYMENT_REMINDER')).toMatchObject({ count: 1 });
  });
});

describe('BATCH_RECONCILIATION', () => {
  it('finds nothing after all that an account can go through, and changes nothing', async () => {
    const uuid = newUuid();
    const path = { campaignId: 'c' };
    const { creditId } = await api.call('grantCampaignCredit', { uuid, path, body: { amount: 3_000 } });
    for (const month of ['2025-01', '2025-02', '2025-03']) await bill(api, uuid, month, 2_000);
    await api.call('cancelCredit', { uuid, path: { creditId } });
    await bill(api, uuid, '2025-01', 500);
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_partial' } });
    await api.call('refundPayment', { uuid, path: { month: '2025-01' }, body: { amount: 50, asCredit: true } });
    await bill(api, uuid, '2025-04', 1_000);
    await api.call('pay', { uuid, path: { month: '2025-04' }, body: { testToken: 'tok_pending' } });
    await unchanged(uuid, async () => {
      const result = await run(uuid, 'BATCH_RECONCILIATION');
      expect(result).toMatchObject({ status: 'SUCCEEDED', count: 0, findings: [] });
    });
    await run(uuid, 'BATCH_PROCESS_PAYMENT');
    expect(await run(uuid, 'BATCH_RECONCILIATION')).toMatchObject({ findings: [] });
  });

  it('of an account that does not exist finds nothing, and stores nothing', async () => {
    const uuid = newUuid();
    expect(await run(uuid, 'BATCH_RECONCILIATION')).toMatchObject({ status: 'SUCCEEDED', findings: [] });
    await api.refused('getAccount', { path: { uuid } });
  });
});

describe('the batches of an account', () => {
  it('are its own, in pages, in the order of creation, by ids of its own', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    for (const account of [uuid, uuid, uuid, other]) await run(account, 'BATCH_RECONCILIATION');
    const { batches, totalItems } = await api.call('listBatches', { uuid, query: { itemsPerPage: 2 } });
    expect(totalItems).toBe(3);
    expect(batches.map(({ batchId }) => batchId)).toEqual([`batch-${uuid}-1`, `batch-${uuid}-2`]);
    expect(batches[0]).toEqual({
      batchId: `batch-${uuid}-1`,
      batchJobCode: 'BATCH_RECONCILIATION',
      status: 'COMPLETED',
      progress: 100,
      completedCount: 1,
      totalCount: 1,
    });
    expect(await api.call('listBatches', { uuid, query: { page: 3, itemsPerPage: 2 } })).toMatchObject({ batches: [] });
    const path = { batchId: `batch-${uuid}-1` };
    expect((await api.refused('getBatch', { uuid: other, path })).gist).toEqual([404, 'NOT_FOUND']);
    expect(await api.call('getBatch', { path })).toMatchObject({ results: [{ uuid }] });
    expect((await api.refused('getBatch', { path: { batchId: 'batch-of-nobody' } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  it('go with it', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'kr' } });
    await run(uuid, 'BATCH_RECONCILIATION');
    await api.call('deleteAccount', { path: { uuid } });
    expect(await api.call('listBatches', { uuid })).toMatchObject({ batches: [], totalItems: 0 });
    const { batchId } = await api.call('createBatch', {
      uuid,
      body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' },
    });
    expect(batchId).toBe(`batch-${uuid}-1`);
  });

  it('are created once by an idempotency key', async () => {
    const uuid = newUuid();
    const request = {
      uuid,
      headers: { 'idempotency-key': 'k' },
      body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' },
    };
    const [first, again] = [await api.send('createBatch', request), await api.send('createBatch', request)];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await api.call('listBatches', { uuid })).toMatchObject({ totalItems: 1 });
  });

  it.each<[object, string]>([
    [{ batchJobCode: undefined }, '/batchJobCode'],
    [{ batchJobCode: 'BATCH_NONE' }, '/batchJobCode'],
    [{ batchJobCode: '__proto__' }, '/batchJobCode'],
    [{ batchJobCode: 'constructor' }, '/batchJobCode'],
    [{ date: undefined }, '/date'],
    [{ date: '2025-02-30' }, '/date'],
    [{ date: '2025-3' }, '/date'],
    [{ date: '2025-03-15T00:00:00' }, '/date'],
    [{ date: 20_250_315 }, '/date'],
    [{ date: '' }, '/date'],
    [{ is_async: 'yes' }, '/is_async'],
    [{ is_async: 1 }, '/is_async'],
    [{ is_async: 'TRUE' }, '/is_async'],
  ])('are not created with %j', async (fields, path) => {
    const uuid = newUuid();
    const body = { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03', ...fields };
    expect((await api.refused('createBatch', { uuid, body })).gist).toEqual([400, 'VALIDATION_ERROR', path]);
    expect(await api.call('listBatches', { uuid })).toMatchObject({ totalItems: 0 });
  });

  it.each([false, 'false', null])('are done when answered with is_async %j', async (isAsync) => {
    const body = { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03', is_async: isAsync };
    const { body: answer } = await api.send('createBatch', { uuid: newUuid(), body });
    expect(answer).toMatchObject({ status: 'COMPLETED' });
  });
});
