import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, billed, standing, statementOf } from '../bills.ts';

const api = useServer();

const march = { month: '2025-03' };

/** March is billed 1 100, and paid as far as the amount goes. */
async function paid(amount?: number): Promise<string> {
  const uuid = await billed(api, { '2025-03': 1_000 });
  await api.call('pay', { uuid, path: march, body: { ...(amount !== undefined && { amount }) } });
  return uuid;
}

const refund = (uuid: string, body?: { amount?: number; asCredit?: boolean; reason?: string }) =>
  api.call('refundPayment', { uuid, path: march, ...(body && { body }) });

describe('a refund', () => {
  it('is of all that was paid for the month when it says no amount', async () => {
    const uuid = await paid();
    const { header, refundId, ...answer } = await refund(uuid);
    expect(refundId).toMatch(new RegExp(`^refund-${uuid}-\\d+$`));
    expect(answer).toEqual({ amount: 1_100, paymentStatus: 'REFUNDED' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['REFUNDED', 1_100, 0]);
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-12' } })).toMatchObject({
      statements: [],
      totalUnpaid: 0,
    });
    expect((await api.refused('refundPayment', { uuid, path: march })).gist).toEqual([409, 'INVALID_TRANSITION']);
    expect((await api.refused('pay', { uuid, path: march })).gist).toEqual([409, 'INVALID_TRANSITION']);
  });

  it('of a part leaves the state, and what it gave back is not owed again', async () => {
    const uuid = await paid();
    expect(await refund(uuid, { amount: 100, reason: 'outage' })).toMatchObject({ amount: 100, paymentStatus: 'PAID' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    const before = await stateOf(api, uuid);
    const { gist } = await api.refused('refundPayment', { uuid, path: march, body: { amount: 1_001 } });
    expect(gist).toEqual([409, 'OVERPAYMENT', '/amount']);
    expect(await stateOf(api, uuid)).toEqual(before);
    expect(await refund(uuid, { amount: 999 })).toMatchObject({ paymentStatus: 'PAID' });
    expect(await refund(uuid)).toMatchObject({ amount: 1, paymentStatus: 'REFUNDED' });
    await expectReconciled(api, uuid);
  });

  it('of a month paid in part is at most that part, and ends what was still due', async () => {
    const uuid = await paid(600);
    expect((await api.refused('refundPayment', { uuid, path: march, body: { amount: 601 } })).gist).toEqual([
      409,
      'OVERPAYMENT',
      '/amount',
    ]);
    expect(await refund(uuid, { amount: 200 })).toMatchObject({ paymentStatus: 'PARTIALLY_PAID' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 600, 500]);
    expect(await refund(uuid)).toMatchObject({ amount: 400, paymentStatus: 'REFUNDED' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['REFUNDED', 600, 0]);
  });

  it('of a part can be followed by a payment of what is due, and then by one of all the rest', async () => {
    const uuid = await paid(600);
    await refund(uuid, { amount: 200 });
    expect(await api.call('pay', { uuid, path: march })).toMatchObject({ amount: 500, status: 'PAID' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    expect(await refund(uuid)).toMatchObject({ amount: 900, paymentStatus: 'REFUNDED' });
  });

  it('is of one month, whichever payment paid it', async () => {
    // January's late fee of 55 is March's: 1 100, 2 200 and 3 355.
    const uuid = await billed(api, { '2025-01': 1_000, '2025-02': 2_000, '2025-03': 3_000 });
    await api.call('pay', { uuid, path: march });
    const refunded = await api.call('refundPayment', { uuid, path: { month: '2025-01' } });
    expect(refunded).toMatchObject({ amount: 1_100, paymentStatus: 'REFUNDED' });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 2_200, 0]);
    const { gist } = await api.refused('refundPayment', { uuid, path: march, body: { amount: 3_356 } });
    expect(gist).toEqual([409, 'OVERPAYMENT', '/amount']);
    expect(await refund(uuid)).toMatchObject({ amount: 3_355, paymentStatus: 'REFUNDED' });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 2_200, 0]);
  });

  it('leaves used the credits that the bill used', async () => {
    const uuid = newUuid();
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
    await bill(api, uuid, '2025-03', 1_000);
    await api.call('pay', { uuid, path: march });
    expect(await refund(uuid)).toMatchObject({ amount: 660, paymentStatus: 'REFUNDED' });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ creditApplied: 400, charge: 600 });
  });

  it('takes the month out of what later ones carry', async () => {
    const uuid = await billed(api, { '2025-01': 1_000 });
    const path = { month: '2025-01' };
    await api.call('pay', { uuid, path, body: { amount: 100 } });
    await api.call('refundPayment', { uuid, path });
    await bill(api, uuid, '2025-03', 1_000);
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ unpaidAmount: 0, lateFee: 0, amountDue: 1_100 });
  });

  it('is made once by an idempotency key', async () => {
    const uuid = await paid();
    const headers = { 'idempotency-key': 'once' };
    const request = { uuid, path: march, headers, body: { amount: 100 } };
    const first = await api.send('refundPayment', request);
    const again = await api.send('refundPayment', request);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await refund(uuid)).toMatchObject({ amount: 1_000 });
  });
});

describe('a refund as credit', () => {
  it('grants what it gives back, as a REFUND credit that never expires, and a later month uses it', async () => {
    const uuid = await paid();
    const { creditId, amount, paymentStatus } = await refund(uuid, { amount: 300, asCredit: true });
    expect([amount, paymentStatus]).toEqual([300, 'PAID']);
    const { credits } = await api.call('getCredits', { uuid });
    expect(credits).toMatchObject([
      { creditId, creditType: 'REFUND', creditStatus: 'ACTIVE', creditAmount: 300, usedAmount: 0, restAmount: 300 },
    ]);
    expect(credits[0]).not.toHaveProperty('expirationDateTo');
    expect(await api.call('listCreditHistory', { uuid })).toMatchObject({
      totalCreditAmt: 300,
      creditHistories: [{ creditId, kind: 'REFUND', amount: 300, balance: 300, creditType: 'REFUND' }],
    });
    await bill(api, uuid, '2025-04', 1_000);
    expect(await statementOf(api, uuid, '2025-04')).toMatchObject({
      appliedCredits: [{ creditId, type: 'REFUND', amountApplied: 300, remainingBalance: 0 }],
      charge: 700,
    });
    await expectReconciled(api, uuid);
  });

  it('of all makes the month REFUNDED, with one credit each', async () => {
    const uuid = await paid();
    const first = await refund(uuid, { amount: 100, asCredit: true });
    const second = await refund(uuid, { asCredit: true });
    expect(second).toMatchObject({ amount: 1_000, paymentStatus: 'REFUNDED' });
    expect(second.creditId).not.toBe(first.creditId);
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 1_100 });
  });

  it('is none when it says false', async () => {
    const uuid = await paid();
    expect(await refund(uuid, { asCredit: false })).not.toHaveProperty('creditId');
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [] });
  });
});

describe('there is no refund', () => {
  it('of a month without a statement', async () => {
    const { gist } = await api.refused('refundPayment', { uuid: newUuid(), path: march });
    expect(gist).toEqual([404, 'NOT_FOUND']);
  });

  it('of a month that nothing was paid for', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    const refused = async () => (await api.refused('refundPayment', { uuid, path: march })).gist;
    expect(await refused()).toEqual([409, 'INVALID_TRANSITION']);
    await api.call('pay', { uuid, path: march, body: { amount: 1_100 } });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 1_100, 0]);
    expect(await refused()).toEqual([409, 'INVALID_TRANSITION']);
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    expect(await refused()).toEqual([409, 'INVALID_TRANSITION']);
  });

  it('of a month that owed nothing', async () => {
    const uuid = await billed(api, { '2025-03': 0 });
    const body = { paymentGroupId: `pg-${uuid}-2025-03`, paymentStatusCode: 'REGISTERED' } as const;
    await api.call('changePaymentStatus', { uuid, path: march, body });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 0, 0]);
    expect((await api.refused('refundPayment', { uuid, path: march })).gist).toEqual([409, 'INVALID_TRANSITION']);
  });

  it.each([0, -1, 0.5, '100', 9_007_199_254_740_992, true, []])('of the amount %j', async (amount) => {
    const uuid = await paid();
    const { gist } = await api.refused('refundPayment', { uuid, path: march, body: { amount } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', '/amount']);
  });

  it.each([{ asCredit: 'yes' }, { asCredit: 1 }, { reason: 5 }, { reason: 'x'.repeat(256) }])(
    'with %j',
    async (body) => {
      const { gist } = await api.refused('refundPayment', { uuid: 'a', path: march, body });
      expect(gist).toEqual([400, 'VALIDATION_ERROR', `/${Object.keys(body)[0]}`]);
    },
  );

  it('without a uuid', async () => {
    expect((await api.refused('refundPayment', { path: march })).gist).toEqual([401, 'UNAUTHENTICATED', 'header/uuid']);
  });
});
