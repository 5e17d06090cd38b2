import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, billed, groupOf, read, standing, statementOf } from '../bills.ts';

const api = useServer();

const march = { month: '2025-03' };

describe('the statement that the console shows', () => {
  it('is the month’s, with all that is due on it', async () => {
    const uuid = await billed(api, { '2025-01': 1_000, '2025-02': 2_000, '2025-03': 3_000 });
    const { header, ...shown } = await api.call('getConsoleStatements', { query: { uuid, month: '2025-03' } });
    const { statements } = await api.call('getStatements', { uuid, path: march });
    expect(shown).toEqual({ statements, totalPayments: 6_655 });
    await api.call('pay', { uuid, path: march, body: { amount: 1_000 } });
    expect(await api.call('getConsoleStatements', { uuid, query: march })).toMatchObject({ totalPayments: 5_655 });
  });

  it('is none until the month is calculated, and of an account that does not exist', async () => {
    const uuid = newUuid();
    const none = { statements: [], totalPayments: 0 };
    expect(await api.call('getConsoleStatements', { uuid, query: march })).toMatchObject(none);
    await api.refused('getAccount', { path: { uuid } });
    await read(api, uuid, '2025-03', 5);
    expect(await api.call('getConsoleStatements', { uuid, query: march })).toMatchObject(none);
  });

  it('is there without usage, and then of nothing', async () => {
    const uuid = await billed(api, { '2025-03': 0 });
    expect(await api.call('getConsoleStatements', { uuid, query: march })).toMatchObject({
      statements: [{ lineItems: [], totalAmount: 0, charge: 0, discount: 0 }],
      totalPayments: 0,
    });
  });

  it('is of a month', async () => {
    expect((await api.refused('getConsoleStatements', { uuid: 'a' })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      'query/month',
    ]);
  });
});

describe('a calculation that is deleted', () => {
  it('is gone with its progress, gives back its credits, and comes back the same', async () => {
    const uuid = newUuid();
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
    await bill(api, uuid, '2025-03', 1_000);
    const { calculatedAt, ...before } = await statementOf(api, uuid, '2025-03');
    expect(before).toMatchObject({ creditApplied: 400, totalAmount: 660 });
    await api.call('deleteCalculation', { uuid, query: march });
    expect(await api.call('getStatements', { uuid, path: march })).not.toHaveProperty('paymentStatus');
    expect(await api.call('getConsoleStatements', { uuid, query: march })).toMatchObject({ statements: [] });
    expect(await api.call('getCalculationProgress', { uuid, query: march })).toMatchObject({
      status: 'READY',
      list: [],
    });
    expect(await api.call('getUnpaidStatements', { uuid, path: march })).toMatchObject({ totalUnpaid: 0 });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 400 });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
    const { creditHistories } = await api.call('listCreditHistory', { uuid });
    expect(creditHistories.map(({ kind, balance }) => [kind, balance])).toEqual([
      ['GRANT', 400],
      ['USE', 0],
      ['GIVE_BACK', 400],
    ]);
    expect((await api.refused('pay', { uuid, path: march })).gist).toEqual([404, 'NOT_FOUND']);
    expect((await api.refused('deleteCalculation', { uuid, query: march })).gist.slice(0, 2)).toEqual([
      404,
      'NOT_FOUND',
    ]);
    await bill(api, uuid, '2025-03');
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject(before);
    await expectReconciled(api, uuid);
  });

  it('leaves later months as they were, which owe it no more', async () => {
    const uuid = await billed(api, { '2025-02': 2_000, '2025-03': 1_000 });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ unpaidAmount: 2_200, amountDue: 3_300 });
    await api.call('deleteCalculation', { uuid, query: { month: '2025-02' } });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ unpaidAmount: 2_200, amountDue: 1_100 });
    expect(await api.call('pay', { uuid, path: march })).toMatchObject({ amount: 1_100, status: 'PAID' });
    await expectReconciled(api, uuid);
  });

  it('frees the late fee that it charged for the next month to charge', async () => {
    const uuid = await billed(api, { '2025-01': 1_000, '2025-03': 3_000 });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ lateFee: 55 });
    await api.call('deleteCalculation', { uuid, query: march });
    await bill(api, uuid, '2025-04');
    expect(await statementOf(api, uuid, '2025-04')).toMatchObject({ lateFee: 55, unpaidAmount: 1_100 });
    await bill(api, uuid, '2025-03');
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ lateFee: 0 });
    await expectReconciled(api, uuid);
  });

  it('cancels again what goes back to a credit that was cancelled', async () => {
    const uuid = newUuid();
    const { creditId } = await api.call('grantCampaignCredit', {
      uuid,
      path: { campaignId: 'c' },
      body: { amount: 1_500 },
    });
    await bill(api, uuid, '2025-03', 1_000);
    expect(await api.call('cancelCredit', { uuid, path: { creditId } })).toMatchObject({ cancelledAmount: 500 });
    await api.call('deleteCalculation', { uuid, query: march });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
    await expectReconciled(api, uuid);
  });

  it.each(['READY', 'REGISTERED', 'FAILED'] as const)('may be %s', async (status) => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const body = { paymentGroupId: groupOf(uuid, '2025-03'), paymentStatusCode: 'REGISTERED' } as const;
    if (status === 'REGISTERED') await api.call('changePaymentStatus', { uuid, path: march, body });
    if (status === 'FAILED') await api.refused('pay', { uuid, path: march, body: { testToken: 'tok_declined' } });
    expect((await standing(api, uuid, '2025-03'))[0]).toBe(status);
    await api.call('deleteCalculation', { uuid, query: march });
    await bill(api, uuid, '2025-03');
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 1_100]);
    await expectReconciled(api, uuid);
  });

  it('is none when the statement is final, and then nothing changes', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { amount: 1 } });
    const before = await stateOf(api, uuid);
    expect((await api.refused('deleteCalculation', { uuid, query: march })).gist.slice(0, 2)).toEqual([
      409,
      'STATEMENT_FINALIZED',
    ]);
    expect(await stateOf(api, uuid)).toEqual(before);
  });

  it.each([{}, { month: '' }, { month: '2025-00' }])('is not of the query %j', async (query) => {
    expect((await api.refused('deleteCalculation', { uuid: 'a', query })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      'query/month',
    ]);
  });

  it('of an account that does not exist stores nothing', async () => {
    const uuid = newUuid();
    expect((await api.refused('deleteCalculation', { uuid, query: march })).gist.slice(0, 2)).toEqual([
      404,
      'NOT_FOUND',
    ]);
    await api.refused('getAccount', { path: { uuid } });
  });
});

describe('unpaid statements', () => {
  it('are those up to the month that have something outstanding, each with its own', async () => {
    const uuid = await billed(api, { '2025-01': 1_000, '2025-02': 2_000, '2025-03': 3_000 });
    await api.call('pay', { uuid, path: march, body: { amount: 1_500 } });
    const { statements, totalUnpaid } = await api.call('getUnpaidStatements', { uuid, path: march });
    expect(statements).toEqual([
      {
        statementId: `st-${uuid}-2025-02`,
        month: '2025-02',
        totalAmount: 3_300,
        unpaidAmount: 1_800,
        dueDate: '2025-03-25',
        status: 'PARTIALLY_PAID',
      },
      {
        statementId: `st-${uuid}-2025-03`,
        month: '2025-03',
        totalAmount: 6_655,
        unpaidAmount: 3_355,
        dueDate: '2025-04-25',
        status: 'REGISTERED',
      },
    ]);
    expect(totalUnpaid).toBe(5_155);
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-02' } })).toMatchObject({
      totalUnpaid: 1_800,
    });
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-01' } })).toMatchObject({
      statements: [],
      totalUnpaid: 0,
    });
  });
});
