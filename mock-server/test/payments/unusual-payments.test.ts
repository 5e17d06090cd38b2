import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, billed, groupOf, read, standing, statementOf } from '../bills.ts';

const api = useServer();

const MAX_MONEY = 9_007_199_254_740_991;
const march = { month: '2025-03' };

const grant = (uuid: string, amount: number) =>
  api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount } });

const register = (uuid: string, month = '2025-03') =>
  api.call('changePaymentStatus', {
    uuid,
    path: { month },
    body: { paymentGroupId: groupOf(uuid, month), paymentStatusCode: 'REGISTERED' },
  });

async function processed(uuid: string) {
  const body = { batchJobCode: 'BATCH_PROCESS_PAYMENT', date: '2025-03' } as const;
  const { batchId } = await api.call('createBatch', { uuid, body });
  return (await api.call('getBatch', { uuid, path: { batchId } })).results[0];
}

describe('credits as many as there can be', () => {
  it('take no coupon more', async () => {
    const uuid = newUuid();
    await grant(uuid, MAX_MONEY);
    const before = await stateOf(api, uuid);
    const { gist } = await api.refused('redeemCoupon', { uuid, path: { couponCode: 'C' } });
    expect(gist.slice(0, 2)).toEqual([422, 'AMOUNT_OUT_OF_RANGE']);
    expect(await stateOf(api, uuid)).toEqual(before);
  });

  it('take no refund more, which then changes nothing', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march });
    await grant(uuid, MAX_MONEY);
    const before = await stateOf(api, uuid);
    const { gist } = await api.refused('refundPayment', { uuid, path: march, body: { asCredit: true } });
    expect(gist.slice(0, 2)).toEqual([422, 'AMOUNT_OUT_OF_RANGE']);
    expect(await stateOf(api, uuid)).toEqual(before);
    await api.call('refundPayment', { uuid, path: march });
    await api.call('getCredits', { uuid });
  });
});

describe('a REGISTERED month that owes nothing since it was calculated again', () => {
  const emptied = async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await register(uuid);
    await grant(uuid, 5_000);
    await bill(api, uuid, '2025-03');
    expect(await standing(api, uuid, '2025-03')).toEqual(['REGISTERED', 0, 0]);
    return uuid;
  };

  it('is nothing to collect, and fails no batch', async () => {
    const uuid = await emptied();
    expect(await processed(uuid)).toMatchObject({ status: 'SKIPPED' });
    await api.call('calculateStatement', { uuid, body: march });
  });

  it('is paid as what older months owe is collected', async () => {
    const uuid = await emptied();
    await grant(uuid, 1);
    await read(api, uuid, '2025-02', 10_000);
    await bill(api, uuid, '2025-02');
    const { amountDue } = await statementOf(api, uuid, '2025-03');
    expect(amountDue).toBeGreaterThan(0);
    expect(await processed(uuid)).toMatchObject({ status: 'SUCCEEDED', amount: amountDue });
    expect((await standing(api, uuid, '2025-02'))[0]).toBe('PAID');
    await expectReconciled(api, uuid);
  });

  it('can be set PAID without a payment, and back', async () => {
    const uuid = await emptied();
    const paymentGroupId = groupOf(uuid, '2025-03');
    const body = { paymentGroupId, paymentStatusCode: 'PAID' } as const;
    await api.call('changePaymentStatus', { uuid, path: march, body });
    expect(await api.call('listPayments', { uuid })).toMatchObject({ payments: [] });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 0, 0]);
    expect((await api.refused('pay', { uuid, path: march })).gist).toEqual([409, 'INVALID_TRANSITION']);
  });
});

describe('a pending payment whose older months grew meanwhile', () => {
  it('pays them first, and what is left of its own month stays due', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    await bill(api, uuid, '2025-02', 9_000);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PENDING', 0, 12_100]);
    expect(await processed(uuid)).toMatchObject({ status: 'SUCCEEDED', amount: 2_200 });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PARTIALLY_PAID', 2_200, 8_800]);
    expect((await standing(api, uuid, '2025-03')).slice(1)).toEqual([0, 9_900]);
    expect(await api.call('pay', { uuid, path: march })).toMatchObject({ amount: 9_900, status: 'PAID' });
    const query = { paymentGroupId: groupOf(uuid, '2025-03') };
    expect(await api.call('cancelPayment', { uuid, path: march, query })).toMatchObject({ cancelledAmount: 12_100 });
    expect(await standing(api, uuid, '2025-03')).toEqual(['REGISTERED', 0, 12_100]);
    await expectReconciled(api, uuid);
  });

  it('takes nothing for a month that is written off meanwhile', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    const body = { paymentGroupId: groupOf(uuid, '2025-02'), paymentStatusCode: 'CANCELLED' } as const;
    await api.call('changePaymentStatus', { uuid, path: { month: '2025-02' }, body });
    expect(await processed(uuid)).toMatchObject({ amount: 1_100, paymentStatus: 'PAID' });
    expect(await standing(api, uuid, '2025-02')).toEqual(['CANCELLED', 0, 0]);
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments).toMatchObject([{ amount: 1_100, allocations: [{ month: '2025-03', amount: 1_100 }] }]);
  });

  it('takes nothing for a month that is deleted meanwhile, or paid by another', async () => {
    const uuid = await billed(api, { '2025-01': 1_000, '2025-02': 1_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    await api.call('pay', { uuid, path: { month: '2025-01' } });
    await api.call('deleteCalculation', { uuid, query: { month: '2025-02' } });
    expect(await processed(uuid)).toMatchObject({ amount: 1_155, paymentStatus: 'PAID' });
    await expectReconciled(api, uuid);
  });
});

describe('a month of which nothing was paid', () => {
  it('is not REFUNDED by a status that is set, as it is not by a refund', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending', amount: 1_100 } });
    await processed(uuid);
    expect((await standing(api, uuid, '2025-03')).slice(1)).toEqual([0, 1_100]);
    const body = { paymentGroupId: groupOf(uuid, '2025-03'), paymentStatusCode: 'REFUNDED' } as const;
    expect((await api.refused('changePaymentStatus', { uuid, path: march, body })).gist).toEqual([
      409,
      'INVALID_TRANSITION',
    ]);
  });
});
