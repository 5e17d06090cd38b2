import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, billed, groupOf, standing } from '../bills.ts';

const api = useServer();

const march = { month: '2025-03' };

/** Sends a payment whose connection is cut. */
async function cut(uuid: string, body: object, headers: Record<string, string> = {}): Promise<void> {
  const url = `${api.url}/billing/payments/2025-03`;
  const init = { method: 'POST', headers: { uuid, 'content-type': 'application/json', ...headers } };
  await expect(fetch(url, { ...init, body: JSON.stringify(body) })).rejects.toThrow('fetch failed');
}

const processed = async (uuid: string, date = '2025-03') => {
  const body = { batchJobCode: 'BATCH_PROCESS_PAYMENT', date } as const;
  const { batchId } = await api.call('createBatch', { uuid, body });
  return (await api.call('getBatch', { uuid, path: { batchId } })).results[0];
};

describe('tok_network_error', () => {
  it('cuts the connection once the payment took effect, and a retry by the same key gets the first answer', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const body = { testToken: 'tok_network_error' };
    const headers = { 'idempotency-key': 'pay-once' };
    await cut(uuid, body, headers);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    for (const _ of [1, 2]) {
      const again = await api.send('pay', { uuid, path: march, headers, body });
      expect(again).toMatchObject({ status: 200, body: { status: 'PAID', amount: 1_100, month: '2025-03' } });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments).toMatchObject([{ result: 'SETTLED', amount: 1_100 }]);
    const other = { ...body, amount: 5 };
    expect((await api.refused('pay', { uuid, path: march, headers, body: other })).gist).toEqual([
      409,
      'IDEMPOTENCY_CONFLICT',
      'header/idempotency-key',
    ]);
  });

  it('without a key leaves the payment to be read', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await cut(uuid, { testToken: 'tok_network_error', amount: 500 });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 500, 600]);
    await cut(uuid, { testToken: 'tok_network_error' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    const refused = await api.refused('pay', { uuid, path: march, body: { testToken: 'tok_network_error' } });
    expect(refused.gist).toEqual([409, 'INVALID_TRANSITION']);
  });

  it('is answered when the payment is refused, and leaves the key free', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const headers = { 'idempotency-key': 'k' };
    const body = { testToken: 'tok_network_error', amount: 1_101 };
    expect((await api.refused('pay', { uuid, path: march, headers, body })).gist).toEqual([
      409,
      'OVERPAYMENT',
      '/amount',
    ]);
    await cut(uuid, { ...body, amount: 1_100 }, headers);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
  });

  it('leaves the server answering', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await Promise.all(Array.from({ length: 20 }, () => cut(uuid, { testToken: 'tok_network_error', amount: 55 })));
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
  });
});

describe('tok_pending', () => {
  it('is in flight until the next batch that processes payments', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const body = { testToken: 'tok_pending' } as const;
    expect(await api.call('pay', { uuid, path: march, body })).toMatchObject({ status: 'PENDING', amount: 1_100 });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PENDING', 0, 1_100]);
    expect(await api.call('listPayments', { uuid })).toMatchObject({
      payments: [{ result: 'PENDING', allocations: [] }],
    });
    expect(await processed(uuid)).toMatchObject({ status: 'SUCCEEDED', amount: 1_100, paymentStatus: 'PAID' });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    expect(await api.call('listPayments', { uuid })).toMatchObject({
      payments: [{ result: 'SETTLED', allocations: [{ month: '2025-03', amount: 1_100 }] }],
    });
    expect(await processed(uuid)).toMatchObject({ status: 'SKIPPED' });
  });

  it('of a part becomes PARTIALLY_PAID', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending', amount: 100 } });
    await processed(uuid);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 100, 1_000]);
  });

  it('makes only its own month PENDING, and pays the older ones once it settles', async () => {
    const uuid = await billed(api, { '2025-02': 2_000, '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    expect(await standing(api, uuid, '2025-02')).toEqual(['READY', 0, 2_200]);
    await processed(uuid);
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 2_200, 0]);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    await expectReconciled(api, uuid);
  });

  it('refuses to pay its month and later ones meanwhile, and lets earlier ones be paid', async () => {
    const uuid = await billed(api, { '2025-02': 2_000, '2025-03': 1_000, '2025-04': 500 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    for (const month of ['2025-03', '2025-04']) {
      for (const body of [{}, { amount: 1 }, { testToken: 'tok_declined' }, { testToken: 'tok_pending' }]) {
        const before = await stateOf(api, uuid);
        const { gist } = await api.refused('pay', { uuid, path: { month }, body });
        expect(gist).toEqual([409, 'INVALID_TRANSITION']);
        expect(await stateOf(api, uuid)).toEqual(before);
      }
    }
    expect(await api.call('pay', { uuid, path: { month: '2025-02' } })).toMatchObject({ amount: 2_200 });
    // Only 1 100 of the 3 300 in flight are due by now.
    expect(await processed(uuid)).toMatchObject({ status: 'SUCCEEDED', amount: 1_100 });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    // April charged February's late fee of 110.
    expect(await api.call('pay', { uuid, path: { month: '2025-04' } })).toMatchObject({ amount: 660 });
    await expectReconciled(api, uuid);
  });

  it('settles two in flight together without taking more than is due', async () => {
    const uuid = await billed(api, { '2025-02': 2_000, '2025-03': 1_000 });
    const body = { testToken: 'tok_pending' } as const;
    await api.call('pay', { uuid, path: march, body });
    await api.call('pay', { uuid, path: { month: '2025-02' }, body });
    expect(await processed(uuid)).toMatchObject({ status: 'SUCCEEDED', count: 2, amount: 3_300 });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 2_200, 0]);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(3_300);
    await expectReconciled(api, uuid);
  });

  it('settles whatever month the batch is for', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('pay', { uuid, path: march, body: { testToken: 'tok_pending' } });
    await processed(uuid, '2025-07-15');
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
  });
});

describe('a payment', () => {
  it('of no amount is of what is due, and says by what, with ids of its own', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const first = await api.call('pay', { uuid, path: march, body: { amount: 100, method: 'BANK_TRANSFER' } });
    const second = await api.call('pay', { uuid, path: march });
    expect(first).toMatchObject({ amount: 100, method: 'BANK_TRANSFER', paymentGroupId: groupOf(uuid, '2025-03') });
    expect(second).toMatchObject({ amount: 1_000, method: 'CREDIT_CARD', status: 'PAID' });
    expect(new Set([first.paymentId, second.paymentId, first.transactionId, second.transactionId]).size).toBe(4);
  });

  it('pays the oldest month first, within a month the late fee first', async () => {
    // January 1 100, February 2 200, March 3 300 and January's late fee of 55.
    const uuid = await billed(api, { '2025-01': 1_000, '2025-02': 2_000, '2025-03': 3_000 });
    await api.call('pay', { uuid, path: march, body: { amount: 3_330 } });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 30, 3_325]);
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments[0]?.allocations).toEqual([
      { month: '2025-01', amount: 1_100 },
      { month: '2025-02', amount: 2_200 },
      { month: '2025-03', amount: 30 },
    ]);
    // 30 of March's late fee of 55 are paid, and 3 300 of charge and tax are not: in May 5 % of those are due.
    await bill(api, uuid, '2025-05');
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-05' } });
    expect(statements[0]).toMatchObject({ unpaidAmount: 3_325, lateFee: 165, amountDue: 3_490 });
  });

  it('by the payment group of another month or account is not found, and takes nothing', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, '2025-03': 1_000 });
    const other = await billed(api, { '2025-03': 1_000 });
    for (const paymentGroupId of [groupOf(uuid, '2025-02'), groupOf(other, '2025-03'), 'nobodys']) {
      const { gist } = await api.refused('pay', { uuid, path: march, body: { paymentGroupId } });
      expect(gist.slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    }
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 2_200]);
  });

  it('of a month without a statement is not found, also when older ones are due', async () => {
    const uuid = await billed(api, { '2025-02': 1_000 });
    expect((await api.refused('pay', { uuid, path: march })).gist.slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    expect(await standing(api, uuid, '2025-02')).toEqual(['READY', 0, 1_100]);
  });

  it('by tok_partial takes half of what was asked', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const body = { testToken: 'tok_partial' } as const;
    expect(await api.call('pay', { uuid, path: march, body })).toMatchObject({ amount: 550, status: 'PARTIALLY_PAID' });
    expect(await api.call('pay', { uuid, path: march, body: { ...body, amount: 100 } })).toMatchObject({ amount: 50 });
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 600, 500]);
  });

  it('that is declined is replayed by its key, and takes nothing', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const headers = { 'idempotency-key': 'k' };
    const request = { uuid, path: march, headers, body: { testToken: 'tok_insufficient_funds' } };
    const first = await api.refused('pay', request);
    const again = await api.refused('pay', request);
    expect(first.gist).toEqual([402, 'PAYMENT_DECLINED']);
    expect(again.gist).toEqual(first.gist);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const { payments } = await api.call('listPayments', { uuid });
    expect(payments).toMatchObject([{ result: 'DECLINED', allocations: [] }]);
    expect(await standing(api, uuid, '2025-03')).toEqual(['FAILED', 0, 1_100]);
  });

  it('in flight twenty times at once takes no more than is due', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.send('pay', { uuid, path: march, body: { amount: 200 } })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PARTIALLY_PAID', 1_000, 100]);
  });
});

describe('a list of payments', () => {
  const threeMonths = async () => {
    const uuid = await billed(api, { '2025-03': 3_000, '2025-01': 1_000, '2025-02': 2_000 });
    await api.refused('pay', { uuid, path: march, body: { testToken: 'tok_declined' } });
    await api.call('pay', { uuid, path: { month: '2025-01' } });
    await api.call('pay', { uuid, path: march, body: { amount: 2_300 } });
    return uuid;
  };
  const list = async (uuid: string, query: object) => {
    const { statements, payments, totalItems } = await api.call('listPayments', { query: { uuid, ...query } });
    return [statements.map(({ month }) => month), payments.map(({ month, amount }) => [month, amount]), totalItems];
  };

  it('has the months from and to, inclusive, by month, with the payments of those on the page', async () => {
    const uuid = await threeMonths();
    // February and January were billed after March, which carries and charges nothing of them.
    const [declined, january, partly] = [
      ['2025-03', 6_600],
      ['2025-01', 1_100],
      ['2025-03', 2_300],
    ];
    expect(await list(uuid, {})).toEqual([['2025-01', '2025-02', '2025-03'], [declined, january, partly], 3]);
    expect(await list(uuid, { monthFrom: '2025-02' })).toEqual([['2025-02', '2025-03'], [declined, partly], 2]);
    expect(await list(uuid, { monthTo: '2025-02' })).toEqual([['2025-01', '2025-02'], [january], 2]);
    expect(await list(uuid, { monthFrom: '2025-02', monthTo: '2025-02' })).toEqual([['2025-02'], [], 1]);
    expect(await list(uuid, { monthFrom: '2025-04' })).toEqual([[], [], 0]);
    expect(await list(uuid, { itemsPerPage: 2 })).toEqual([['2025-01', '2025-02'], [january], 3]);
    expect(await list(uuid, { itemsPerPage: 2, page: 2 })).toEqual([['2025-03'], [declined, partly], 3]);
  });

  it('has statements as they are read elsewhere', async () => {
    const uuid = await threeMonths();
    const { statements } = await api.call('listPayments', { uuid });
    for (const statement of statements) {
      const read = await api.call('getStatements', { uuid, path: { month: statement.month } });
      expect(read.statements).toEqual([statement]);
    }
  });

  it('of an account that does not exist is empty', async () => {
    expect(await list(newUuid(), {})).toEqual([[], [], 0]);
  });

  it.each([{ monthFrom: '2025-13' }, { monthTo: '2025' }, { monthFrom: '2025-03-01' }])(
    'can’t be of %j',
    async (query) => {
      const { gist } = await api.refused('listPayments', { uuid: 'a', query });
      expect(gist).toEqual([400, 'VALIDATION_ERROR', `query/${Object.keys(query)[0]}`]);
    },
  );
});
