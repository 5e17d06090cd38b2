import { type MockServer, startMockServer } from '@billing-testkit/mock-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BillingClient } from './billing-client.ts';
import { isBillingApiError } from './errors/billing-api-error.ts';

const month = '2025-03';
const seats = { counterName: 'support.seat', counterUnit: 'COUNT', timestamp: '2025-03-10T09:00:00+09:00' };

let server: MockServer;
let accounts = 0;

beforeAll(async () => {
  server = await startMockServer({ port: 0 });
});
afterAll(() => server.close());

/** A client for an account of its own, which has one project. */
async function newAccount(): Promise<{ client: BillingClient; uuid: string; billingGroupId: string }> {
  accounts += 1;
  const uuid = `e2e-${accounts}`;
  const client = new BillingClient({ baseUrl: server.url, uuid });
  const { account } = await client.accounts.create({
    member: 'kr',
    uuid,
    projects: [{ projectId: 'p-a', appKeys: ['k-a'] }],
  });
  return { client, uuid, billingGroupId: account.billingGroupId };
}

async function itemsOf<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe('against the mock server', () => {
  it('a month is billed and paid', async () => {
    const { client, uuid, billingGroupId } = await newAccount();
    const { contractId } = await client.contracts.create({ name: 'Standard', baseFee: 10_000 });
    await client.contracts.assign(billingGroupId, { contractId, monthFrom: month });
    await client.meters.create({ ...seats, projectId: 'p-a', counterVolume: '7' });
    const terms = { adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: month } as const;
    await client.adjustments.projects.create({ ...terms, projectId: 'p-a', adjustment: 10 });
    await client.adjustments.billingGroups.create({ ...terms, billingGroupId, adjustment: '50' });
    await client.credits.grant('spring', { uuid, amount: 2_000 });
    await client.calculations.run({ month });

    // 2 packages of 5 at 30 000, less 10 %, and the base fee: 64 000; less 50 % and 2 000 of credit; 10 % tax.
    const { statements } = await client.statements.get(month);
    expect(statements).toMatchObject([{ usageAmount: 60_000, charge: 30_000, vat: 3_000, totalAmount: 33_000 }]);
    expect(await client.calculations.progress({ month })).toMatchObject({ status: 'COMPLETED' });
    expect(await client.credits.balance()).toMatchObject({ totalBalance: 0, currency: 'KRW' });
    expect(await client.credits.history()).toMatchObject({ creditHistories: [{ amount: 2_000 }, { amount: 2_000 }] });
    expect(await client.statements.unpaid(month)).toMatchObject({ totalUnpaid: 33_000 });

    expect(await client.payments.pay(month)).toMatchObject({ amount: 33_000, status: 'PAID' });
    expect(await client.statements.unpaid(month)).toEqual({ statements: [], totalUnpaid: 0 });
    await expect(client.calculations.run({ month })).rejects.toMatchObject({
      status: 409,
      code: 'STATEMENT_FINALIZED',
    });
  });

  it('what was stored is read, listed and deleted', async () => {
    const { client, uuid, billingGroupId } = await newAccount();
    const { meterIds } = await client.meters.create({
      meterList: [
        { ...seats, appKey: 'k-a', counterVolume: 1 },
        { ...seats, appKey: 'k-b', counterVolume: 2 },
        { ...seats, appKey: 'k-c', counterVolume: 3 },
      ],
    });
    expect(await client.meters.get(String(meterIds[1]))).toMatchObject({ meter: { counterVolume: '2' } });
    expect(await client.meters.delete({ appKey: ['k-a', 'k-c'] })).toEqual({ deletedCount: 2 });
    expect(await client.meters.list({ month })).toMatchObject({ meters: [{ meterId: meterIds[1] }], totalItems: 1 });

    const terms = { adjustment: 1, adjustmentTypeCode: 'FIXED_SURCHARGE', monthFrom: month } as const;
    const { projects, billingGroups } = client.adjustments;
    const first = await projects.create({ ...terms, projectId: 'p-a' });
    const second = await projects.create({ ...terms, projectId: 'p-a' });
    const third = await billingGroups.create({ ...terms, billingGroupId });
    expect(await projects.list({ projectId: 'p-a' })).toMatchObject({ totalItems: 2 });
    expect(await billingGroups.list({ billingGroupId, month })).toMatchObject({ totalItems: 1 });
    expect(await projects.delete([first.adjustmentId, second.adjustmentId])).toEqual({ deletedCount: 2 });
    expect(await billingGroups.delete([third.adjustmentId])).toEqual({ deletedCount: 1 });

    const { contractId, contract } = await client.contracts.create({ name: 'Standard' });
    expect(await client.contracts.get(contractId)).toEqual({ contract });
    expect(await client.contracts.getAsAdmin(contractId)).toEqual({ contract });

    await client.accounts.delete(uuid);
    await expect(client.accounts.get(uuid)).rejects.toSatisfy((error) => isBillingApiError(error, 'NOT_FOUND'));
  });

  it('lists are walked page by page', async () => {
    const { client, uuid, billingGroupId } = await newAccount();
    await client.meters.create({
      meterList: [1, 2, 3, 4, 5].map((counterVolume) => ({ ...seats, projectId: 'p-a', counterVolume })),
    });
    const terms = { adjustmentTypeCode: 'FIXED_SURCHARGE', monthFrom: month } as const;
    for (const name of ['a', 'b', 'c']) {
      await client.contracts.create({ name });
      await client.credits.grant(`campaign-${name}`, { uuid, amount: 1_000 });
      await client.adjustments.projects.create({ ...terms, projectId: 'p-a', adjustment: 1 });
      await client.adjustments.billingGroups.create({ ...terms, billingGroupId, adjustment: 1 });
      await client.batches.create({ batchJobCode: 'BATCH_USAGE_AGGREGATION', date: month });
    }
    await client.calculations.run({ month });
    await client.calculations.run({ month: '2025-04' });

    const itemsPerPage = 2;
    const { projects, billingGroups } = client.adjustments;
    const readings = await itemsOf(client.meters.list({ month, itemsPerPage }));
    expect(readings.map(({ counterVolume }) => counterVolume)).toEqual(['1', '2', '3', '4', '5']);
    const contracts = await itemsOf(client.contracts.list({ itemsPerPage }));
    expect(contracts.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const credits = await itemsOf(client.credits.list({ itemsPerPage }));
    expect(credits.map(({ campaignId }) => campaignId)).toEqual(['campaign-a', 'campaign-b', 'campaign-c']);
    expect(await itemsOf(client.credits.history({ itemsPerPage }))).toHaveLength(6);
    expect(await itemsOf(projects.list({ projectId: 'p-a', itemsPerPage }))).toHaveLength(3);
    expect(await itemsOf(billingGroups.list({ billingGroupId, itemsPerPage }))).toHaveLength(3);
    expect(await itemsOf(client.batches.list({ itemsPerPage }))).toHaveLength(3);
    const statements = await itemsOf(client.payments.list({ itemsPerPage: 1 }));
    expect(statements.map((statement) => statement.month)).toEqual([month, '2025-04']);
  });

  it('a list is emptied while it is walked', async () => {
    const { client } = await newAccount();
    const created: string[] = [];
    for (let number = 1; number <= 120; number += 1) {
      created.push((await client.contracts.create({ name: `contract ${number}` })).contractId);
    }
    const deleted: string[] = [];
    for await (const { contractId } of client.contracts.list()) {
      await client.contracts.delete(contractId);
      deleted.push(contractId);
    }
    expect(deleted).toEqual(created);
    expect(await client.contracts.list()).toEqual({ contracts: [], totalItems: 0 });
  });

  it('a list is walked from a page on while items before it are deleted', async () => {
    const { client } = await newAccount();
    const created: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      created.push((await client.contracts.create({ name })).contractId);
    }
    const seen: string[] = [];
    for await (const { contractId } of client.contracts.list({ page: 2, itemsPerPage: 2 })) {
      await client.contracts.delete(String(created[seen.length]));
      seen.push(contractId);
    }
    expect(seen).toEqual(created.slice(2));
    const { contracts } = await client.contracts.list();
    expect(contracts.map(({ contractId }) => contractId)).toEqual(created.slice(5));
  });

  it('contracts are priced, unassigned and deleted', async () => {
    const { client, billingGroupId } = await newAccount();
    const { contractId } = await client.contracts.create({ name: 'Half', discountRate: 50 });
    await client.contracts.assign(billingGroupId, { contractId, monthFrom: month });
    // 397 for an hour, half of it under the contract.
    const prices = await client.contracts.prices(contractId, { counterNames: ['compute.c2.c8m8'] });
    expect(prices).toMatchObject({ prices: { price: '198.5', originalPrice: '397' } });
    expect(await client.contracts.unassign(billingGroupId)).toEqual({ deletedCount: 1 });
    expect(await client.contracts.delete(contractId)).toBeUndefined();
    expect(await client.contracts.list()).toEqual({ contracts: [], totalItems: 0 });
  });

  it('credits are redeemed and cancelled', async () => {
    const { client, uuid } = await newAccount();
    const { creditId } = await client.credits.redeemCoupon('CAMPAIGN-001');
    await expect(client.credits.redeemCoupon('CAMPAIGN-001')).rejects.toMatchObject({ code: 'COUPON_REDEEMED' });
    await client.credits.grant('spring', { uuid, amount: 2_000 });
    expect(await client.credits.list()).toMatchObject({ restCredit: 102_000, totalItems: 2 });
    expect(await client.credits.cancel(creditId, { reason: 'mistake' })).toEqual({
      creditId,
      cancelledAmount: 100_000,
    });
    expect(await client.credits.cancelCampaign('spring')).toEqual({ cancelledCount: 1, cancelledAmount: 2_000 });
  });

  it('a payment is registered, cancelled, made again and refunded', async () => {
    const { client } = await newAccount();
    await client.meters.create({ ...seats, projectId: 'p-a', counterVolume: 5 });
    await client.calculations.run({ month });
    await client.calculations.delete({ month });
    expect(await client.statements.console({ month })).toEqual({ statements: [], totalPayments: 0 });
    await client.calculations.run({ month });
    expect(await client.statements.console({ month })).toMatchObject({ totalPayments: 33_000 });

    const { paymentGroupId = '' } = await client.statements.get(month);
    const status = { paymentGroupId, paymentStatusCode: 'REGISTERED' } as const;
    expect(await client.payments.changeStatus(month, status)).toEqual({ paymentGroupId, paymentStatus: 'REGISTERED' });
    await client.payments.pay(month);
    const cancelled = { paymentStatus: 'REGISTERED', cancelledAmount: 33_000 };
    expect(await client.payments.cancel(month, { paymentGroupId })).toMatchObject(cancelled);
    await client.payments.pay(month);
    expect(await client.payments.refund(month, { amount: 3_000 })).toMatchObject({ paymentStatus: 'PAID' });
    expect(await client.payments.refund(month)).toMatchObject({ amount: 30_000, paymentStatus: 'REFUNDED' });
    const { payments } = await client.payments.list({ monthFrom: month, monthTo: month });
    expect(payments.map(({ result }) => result)).toEqual(['CANCELLED', 'SETTLED']);
  });

  it('a job is waited for', async () => {
    const { client, uuid } = await newAccount();
    await client.meters.create({ ...seats, projectId: 'p-a', counterVolume: 5 });
    const job = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: month, is_async: true } as const;
    const { batchId } = await client.batches.create(job);
    const progress: number[] = [];
    const batch = await client.batches.waitForCompletion(batchId, {
      intervalMs: 1,
      onProgress: (change) => progress.push(change.progress),
    });
    expect(batch).toMatchObject({
      status: 'COMPLETED',
      results: [{ uuid, status: 'SUCCEEDED', statementId: `st-${uuid}-2025-03` }],
    });
    expect(progress.at(-1)).toBe(100);
    expect(await client.batches.get(batchId)).toEqual(batch);
    expect(await client.batches.list()).toMatchObject({ batches: [{ batchId }], totalItems: 1 });
  });

  it('an account is reset, and asks for its rate limit', async () => {
    const { client, uuid } = await newAccount();
    expect(await client.testControls.rateLimitStatus()).toMatchObject({ limit: 500, isEnabled: true });
    expect(await client.testControls.reset()).toBeUndefined();
    await expect(client.accounts.get(uuid)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an account is billed wrongly, and rightly again', async () => {
    const { client } = await newAccount();
    await client.meters.create({ ...seats, projectId: 'p-a', counterVolume: 7 });
    const amount = async () => {
      await client.calculations.run({ month });
      const { statements } = await client.statements.get(month);
      return statements[0]?.usageAmount;
    };
    const { defect } = await client.testControls.setDefect('package-prorated');
    expect(defect).toMatchObject({ sentence: 'Part of a package costs part of its price.', section: 3 });
    // 7 ÷ 5 packages at 30 000, in place of 2
    expect(await amount()).toBe(42_000);
    expect(await client.testControls.clearDefect()).toBeUndefined();
    expect(await amount()).toBe(60_000);
    const wrongName = { code: 'VALIDATION_ERROR', details: [{ path: '/name' }] };
    await expect(client.testControls.setDefect('package-prorate')).rejects.toMatchObject(wrongName);
  });

  it('a preview touches no account', async () => {
    const client = new BillingClient({ baseUrl: server.url });
    const usage = [{ counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 5 }];
    const { statement } = await client.calculations.preview({ member: 'kr', month, usage });
    expect(statement.totalAmount).toBe(33_000);
  });

  it('a repeated POST counts once, and its key is taken for another body', async () => {
    const { client, uuid } = await newAccount();
    const grant = (amount: number) => client.credits.grant('spring', { uuid, amount }, { idempotencyKey: 'once' });
    expect(await grant(1_000)).toEqual(await grant(1_000));
    expect(await client.credits.balance()).toMatchObject({ totalBalance: 1_000 });
    await expect(grant(2_000)).rejects.toMatchObject({ status: 409, code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('a declined payment is kept under its key, a refusal is not', async () => {
    const { client } = await newAccount();
    const key = { idempotencyKey: 'pay-march' };
    await expect(client.payments.pay(month, {}, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    await client.meters.create({ ...seats, projectId: 'p-a', counterVolume: 5 });
    await client.calculations.run({ month });
    const declined = { status: 402, code: 'PAYMENT_DECLINED' };
    await expect(client.payments.pay(month, { testToken: 'tok_declined' }, key)).rejects.toMatchObject(declined);
    await expect(client.payments.pay(month, { testToken: 'tok_declined' }, key)).rejects.toMatchObject(declined);
    await expect(client.payments.pay(month, {}, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect((await client.payments.list()).payments).toHaveLength(1);
    expect(await client.payments.pay(month)).toMatchObject({ status: 'PAID', amount: 33_000 });
  });

  it('a refusal says what is wrong, where, and in which request', async () => {
    const { client } = await newAccount();
    const call = client.statements.get('2025-13', { requestId: 'req-e2e' });
    await expect(call).rejects.toMatchObject({
      status: 400,
      code: 'VALIDATION_ERROR',
      details: [{ path: 'path/month' }],
      requestId: 'req-e2e',
    });
    await expect(client.credits.balance({ uuid: '' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(client.credits.balance({ uuid: "' OR '1'='1" })).rejects.toMatchObject({ code: 'INVALID_UUID' });
    await expect(client.payments.pay(month, { testToken: 'tok_declined' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
