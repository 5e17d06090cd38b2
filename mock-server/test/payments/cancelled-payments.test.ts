import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, billed, groupOf, standing, statementOf } from '../bills.ts';

const api = useServer();

const months = ['2025-01', '2025-02', '2025-03'];

/** 1 100, 2 200 and 3 355: January's late fee of 55 is March's. */
const threeMonths = () => billed(api, { '2025-01': 1_000, '2025-02': 2_000, '2025-03': 3_000 });

const pay = (uuid: string, month: string, amount?: number) =>
  api.call('pay', { uuid, path: { month }, body: { ...(amount !== undefined && { amount }) } });

const cancel = (uuid: string, month: string) =>
  api.call('cancelPayment', { uuid, path: { month }, query: { paymentGroupId: groupOf(uuid, month) } });

const standings = (uuid: string) => Promise.all(months.map((month) => standing(api, uuid, month)));

async function refused(uuid: string, month: string) {
  const before = await stateOf(api, uuid);
  const query = { paymentGroupId: groupOf(uuid, month) };
  const { gist, body } = await api.refused('cancelPayment', { uuid, path: { month }, query });
  expect(await stateOf(api, uuid)).toEqual(before);
  return [...gist, body.header.resultMessage];
}

describe('cancelling the payments of a month', () => {
  it('makes every month that they touched owe again what they paid of it', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-03');
    expect(await standings(uuid)).toEqual([
      ['PAID', 1_100, 0],
      ['PAID', 2_200, 0],
      ['PAID', 3_355, 0],
    ]);
    expect(await cancel(uuid, '2025-03')).toMatchObject({
      paymentGroupId: groupOf(uuid, '2025-03'),
      paymentStatus: 'REGISTERED',
      cancelledAmount: 6_655,
    });
    expect(await standings(uuid)).toEqual([
      ['REGISTERED', 0, 1_100],
      ['REGISTERED', 0, 3_300],
      ['REGISTERED', 0, 6_655],
    ]);
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments).toMatchObject([{ month: '2025-03', result: 'CANCELLED', amount: 6_655 }]);
    await expectReconciled(api, uuid);
  });

  it('leaves what payments of other months paid', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-01', 500);
    await pay(uuid, '2025-03', 2_000);
    expect(await standings(uuid)).toEqual([
      ['PAID', 1_100, 0],
      ['PARTIALLY_PAID', 1_400, 800],
      ['REGISTERED', 0, 4_155],
    ]);
    expect(await cancel(uuid, '2025-03')).toMatchObject({ paymentStatus: 'REGISTERED', cancelledAmount: 2_000 });
    expect(await standings(uuid)).toEqual([
      ['PARTIALLY_PAID', 500, 600],
      ['REGISTERED', 0, 2_800],
      ['REGISTERED', 0, 6_155],
    ]);
    expect(await cancel(uuid, '2025-01')).toMatchObject({ cancelledAmount: 500 });
    expect((await standings(uuid))[0]).toEqual(['REGISTERED', 0, 1_100]);
    await expectReconciled(api, uuid);
  });

  it('undoes several at once, and not the declined ones', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-02', 100);
    await api.refused('pay', { uuid, path: { month: '2025-02' }, body: { testToken: 'tok_declined' } });
    await pay(uuid, '2025-02', 1_100);
    expect(await cancel(uuid, '2025-02')).toMatchObject({ cancelledAmount: 1_200 });
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments.map(({ result, amount }) => [result, amount])).toEqual([
      ['CANCELLED', 100],
      ['DECLINED', 3_200],
      ['CANCELLED', 1_100],
    ]);
    expect((await standings(uuid))[0]).toEqual(['REGISTERED', 0, 1_100]);
  });

  it('does not touch a month of which they paid nothing', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-02', 1_100);
    const before = await statementOf(api, uuid, '2025-03');
    await cancel(uuid, '2025-02');
    expect(await statementOf(api, uuid, '2025-03')).toEqual({ ...before, amountDue: 6_655 });
    expect((await statementOf(api, uuid, '2025-02')).paymentStatus).toBe('REGISTERED');
  });

  it('opens the months again: to be calculated, paid and cancelled anew', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-03');
    await cancel(uuid, '2025-03');
    await bill(api, uuid, '2025-01', 100);
    expect(await standing(api, uuid, '2025-01')).toEqual(['REGISTERED', 0, 1_210]);
    expect(await pay(uuid, '2025-03')).toMatchObject({ amount: 6_765, status: 'PAID' });
    expect(await cancel(uuid, '2025-03')).toMatchObject({ cancelledAmount: 6_765 });
  });

  it('finds the account by the payment group', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-01');
    const request = { path: { month: '2025-01' }, query: { paymentGroupId: groupOf(uuid, '2025-01') } };
    expect(await api.call('cancelPayment', request)).toMatchObject({ cancelledAmount: 1_100 });
  });
});

describe('it is refused, and changes nothing', () => {
  it('with no payment to cancel', async () => {
    const uuid = await threeMonths();
    expect(await refused(uuid, '2025-03')).toEqual([409, 'INVALID_TRANSITION', expect.stringContaining('READY')]);
    await pay(uuid, '2025-03');
    expect(await refused(uuid, '2025-01')).toEqual([409, 'INVALID_TRANSITION', expect.stringContaining('PAID')]);
    await cancel(uuid, '2025-03');
    expect(await refused(uuid, '2025-03')).toEqual([409, 'INVALID_TRANSITION', expect.stringContaining('REGISTERED')]);
  });

  it('with payments that were declined, are pending or never were', async () => {
    const uuid = await threeMonths();
    await api.refused('pay', { uuid, path: { month: '2025-01' }, body: { testToken: 'tok_declined' } });
    expect(await refused(uuid, '2025-01')).toEqual([409, 'INVALID_TRANSITION', expect.stringContaining('FAILED')]);
    await api.call('pay', { uuid, path: { month: '2025-01' }, body: { testToken: 'tok_pending' } });
    expect(await refused(uuid, '2025-01')).toEqual([409, 'INVALID_TRANSITION', expect.stringContaining('PENDING')]);
  });

  it.each([
    ['2025-01', 1],
    ['2025-02', 1],
    ['2025-03', 1],
    ['2025-01', 1_100],
  ])('when %s, which they touched, was refunded %d', async (month, amount) => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-03');
    await api.call('refundPayment', { uuid, path: { month }, body: { amount } });
    expect(await refused(uuid, '2025-03')).toMatchObject([409, 'INVALID_TRANSITION', expect.stringContaining(month)]);
  });

  it('while a month that they touched has a payment pending', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-03', 2_000);
    await api.call('pay', { uuid, path: { month: '2025-02' }, body: { testToken: 'tok_pending' } });
    expect(await refused(uuid, '2025-03')).toEqual([409, 'INVALID_TRANSITION', expect.any(String)]);
  });

  it('of a month without a statement, or by the payment group of another', async () => {
    const uuid = await threeMonths();
    await pay(uuid, '2025-03');
    const other = await threeMonths();
    expect(await refused(uuid, '2025-04')).toEqual([404, 'NOT_FOUND', expect.any(String)]);
    for (const paymentGroupId of [groupOf(uuid, '2025-01'), groupOf(other, '2025-03'), 'nobodys']) {
      const request = { uuid, path: { month: '2025-03' }, query: { paymentGroupId } };
      expect((await api.refused('cancelPayment', request)).gist.slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    }
    expect((await standings(uuid))[2]).toEqual(['PAID', 3_355, 0]);
  });

  it.each([{}, { paymentGroupId: '' }])('with the query %j', async (query) => {
    const { gist } = await api.refused('cancelPayment', { uuid: newUuid(), path: { month: '2025-03' }, query });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', 'query/paymentGroupId']);
  });
});
