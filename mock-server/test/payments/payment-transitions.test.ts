import type { Schema } from '@billing-testkit/contracts';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, useServer } from '../api-client.ts';
import { billed, groupOf, standing, statementOf } from '../bills.ts';

/** Every transition of the billing rules' section 10, by a status that is set and by the operations that cause one. */
const api = useServer();

type Status = Schema<'PaymentStatus'>;

const month = '2025-03';
const path = { month };

const setTo = (uuid: string, paymentStatusCode: Status) => ({
  uuid,
  path,
  body: { paymentGroupId: groupOf(uuid, month), paymentStatusCode },
});

const batch = (batchJobCode: Schema<'BatchJobCode'>) => (uuid: string) =>
  api.call('createBatch', { uuid, body: { batchJobCode, date: month } });

const declined = (uuid: string) => api.refused('pay', { uuid, path, body: { testToken: 'tok_declined' } });

/** The acts of an account that bring a month of 1 100 into each state. */
const bringTo: Record<Status, (uuid: string) => Promise<unknown>> = {
  READY: async () => undefined,
  REGISTERED: batch('BATCH_GENERATE_STATEMENT'),
  PENDING: (uuid) => api.call('pay', { uuid, path, body: { testToken: 'tok_pending' } }),
  FAILED: declined,
  PARTIALLY_PAID: (uuid) => api.call('pay', { uuid, path, body: { amount: 400 } }),
  PAID: (uuid) => api.call('pay', { uuid, path }),
  CANCELLED: (uuid) => api.call('changePaymentStatus', setTo(uuid, 'CANCELLED')),
  REFUNDED: async (uuid) => {
    await api.call('pay', { uuid, path });
    await api.call('refundPayment', { uuid, path });
  },
};

async function monthIn(status: Status): Promise<string> {
  const uuid = await billed(api, { [month]: 1_000 });
  await bringTo[status](uuid);
  expect((await statementOf(api, uuid, month)).paymentStatus).toBe(status);
  return uuid;
}

const states = ['READY', 'REGISTERED', 'PENDING', 'FAILED', 'PARTIALLY_PAID', 'PAID', 'CANCELLED', 'REFUNDED'] as const;

/**
 * The transitions that may be set, from the row's state to the column's, in the order of the states. The rules' table has seven more: to
 * PARTIALLY_PAID from REGISTERED, PENDING, FAILED, PARTIALLY_PAID and PAID, and to REGISTERED from the latter two, which a
 * payment and its cancellation make.
 */
const settable: Record<Status, string> = {
  //               RDY REG PEN FAI PAR PAI CAN REF
  READY: /*     */ ' -   x   -   -   -   -   x   - ',
  REGISTERED: /**/ ' x   -   x   x   -   x   x   - ',
  PENDING: /*   */ ' -   -   -   x   -   x   x   - ',
  FAILED: /*    */ ' -   x   x   -   -   x   x   - ',
  PARTIALLY_PAID: ' -   -   x   -   -   x   -   x ',
  PAID: /*      */ ' -   -   -   -   -   -   -   x ',
  CANCELLED: /* */ ' -   -   -   -   -   -   -   - ',
  REFUNDED: /*  */ ' -   -   -   -   -   -   -   - ',
};

const pairs = states.flatMap((from) => {
  const cells = settable[from].trim().split(/\s+/);
  return states.map((to, index) => ({ from, to, may: cells[index] === 'x' }));
});

/** The amount that is paid of 1 100 and the amount that is still due, by state. */
const money: Record<Status, readonly [paid: number, due: number]> = {
  READY: [0, 1_100],
  REGISTERED: [0, 1_100],
  PENDING: [0, 1_100],
  FAILED: [0, 1_100],
  PARTIALLY_PAID: [400, 700],
  PAID: [1_100, 0],
  CANCELLED: [0, 0],
  REFUNDED: [1_100, 0],
};

describe('setting a status', () => {
  it('is tried from every state to every state', () => {
    expect(pairs).toHaveLength(64);
    expect(pairs.filter(({ may }) => may)).toHaveLength(18);
  });

  it.each(pairs.filter(({ may }) => may))('from $from to $to is done', async ({ from, to }) => {
    const uuid = await monthIn(from);
    expect(await standing(api, uuid, month)).toEqual([from, ...money[from]]);
    const paymentGroupId = groupOf(uuid, month);
    const answer = await api.call('changePaymentStatus', setTo(uuid, to));
    expect(answer).toMatchObject({ paymentGroupId, paymentStatus: to });
    const keepsPart = from === 'PARTIALLY_PAID' && to !== 'PAID';
    expect(await standing(api, uuid, month)).toEqual([
      to,
      ...(keepsPart ? [400, to === 'PENDING' ? 700 : 0] : money[to]),
    ]);
    expect((await statementOf(api, uuid, month)).paymentStatusCode).toBe(to);
    await expectReconciled(api, uuid);
  });

  it.each(pairs.filter(({ may }) => !may))('from $from to $to is refused', async ({ from, to }) => {
    const uuid = await monthIn(from);
    const state = async () => [await stateOf(api, uuid), (await api.send('listPayments', { uuid })).body];
    const before = await state();
    const { gist, body } = await api.refused('changePaymentStatus', setTo(uuid, to));
    expect(gist).toEqual([409, 'INVALID_TRANSITION']);
    expect(body.header.resultMessage).toContain(from);
    expect(body.header.resultMessage).toContain(to);
    expect([await stateOf(api, uuid), await api.send('listPayments', { uuid }).then((now) => now.body)]).toEqual(
      before,
    );
  });
});

describe('the money that a set status moves', () => {
  const payments = async (uuid: string) => {
    const listed = await api.call('listPayments', { uuid });
    return listed.payments.map(({ result, amount, allocations }) => [result, amount, allocations]);
  };

  it.each(['REGISTERED', 'FAILED', 'PENDING'] as const)(
    'from %s to PAID is a payment of the month’s own outstanding, and no older month’s',
    async (from) => {
      const uuid = await billed(api, { '2025-02': 2_000, [month]: 1_000 });
      await bringTo[from](uuid);
      await api.call('changePaymentStatus', setTo(uuid, 'PAID'));
      expect(await standing(api, uuid, month)).toEqual(['PAID', 1_100, 2_200]);
      expect(await standing(api, uuid, '2025-02')).toEqual(['READY', 0, 2_200]);
      expect((await payments(uuid)).at(-1)).toEqual(['SETTLED', 1_100, [{ month, amount: 1_100 }]]);
    },
  );

  it('from PARTIALLY_PAID to PAID is a payment of the rest', async () => {
    const uuid = await monthIn('PARTIALLY_PAID');
    await api.call('changePaymentStatus', setTo(uuid, 'PAID'));
    expect(await payments(uuid)).toEqual([
      ['SETTLED', 400, [{ month, amount: 400 }]],
      ['SETTLED', 700, [{ month, amount: 700 }]],
    ]);
  });

  it('is undone as any payment is', async () => {
    const uuid = await monthIn('REGISTERED');
    await api.call('changePaymentStatus', setTo(uuid, 'PAID'));
    const query = { paymentGroupId: groupOf(uuid, month) };
    expect(await api.call('cancelPayment', { uuid, path, query })).toMatchObject({ cancelledAmount: 1_100 });
    expect(await standing(api, uuid, month)).toEqual(['REGISTERED', 0, 1_100]);
  });

  it('to REFUNDED is a refund of what earlier ones left', async () => {
    const uuid = await monthIn('PAID');
    await api.call('refundPayment', { uuid, path, body: { amount: 100 } });
    await api.call('changePaymentStatus', setTo(uuid, 'REFUNDED'));
    expect(await standing(api, uuid, month)).toEqual(['REFUNDED', 1_100, 0]);
    expect((await api.refused('refundPayment', { uuid, path })).gist).toEqual([409, 'INVALID_TRANSITION']);
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [] });
  });

  it('to PENDING is a payment in flight, which the next batch settles', async () => {
    const uuid = await monthIn('PARTIALLY_PAID');
    await api.call('changePaymentStatus', setTo(uuid, 'PENDING'));
    await batch('BATCH_PROCESS_PAYMENT')(uuid);
    expect(await standing(api, uuid, month)).toEqual(['PAID', 1_100, 0]);
  });

  it.each([
    ['FAILED', 'DECLINED'],
    ['CANCELLED', 'CANCELLED'],
  ] as const)('from PENDING to %s ends the payment in flight as %s', async (to, result) => {
    const uuid = await monthIn('PENDING');
    await api.call('changePaymentStatus', setTo(uuid, to));
    expect(await payments(uuid)).toEqual([[result, 1_100, []]]);
    await batch('BATCH_PROCESS_PAYMENT')(uuid);
    expect(await standing(api, uuid, month)).toEqual([to, ...money[to]]);
  });

  it.each(['FAILED', 'CANCELLED'] as const)(
    'is never hidden: a PENDING month of which a part was paid does not become %s',
    async (to) => {
      const uuid = await monthIn('PARTIALLY_PAID');
      await api.call('pay', { uuid, path, body: { testToken: 'tok_pending' } });
      expect(await standing(api, uuid, month)).toEqual(['PENDING', 400, 700]);
      expect((await api.refused('changePaymentStatus', setTo(uuid, to))).gist).toEqual([409, 'INVALID_TRANSITION']);
      expect(await standing(api, uuid, month)).toEqual(['PENDING', 400, 700]);
      await api.call('changePaymentStatus', setTo(uuid, 'PAID'));
      expect(await standing(api, uuid, month)).toEqual(['PAID', 1_100, 0]);
    },
  );

  it('is none when the month is CANCELLED: its credits stay used, and later months don’t carry it', async () => {
    const uuid = await billed(api, { '2025-02': 0 });
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 100 } });
    await api.call('createMeters', {
      uuid,
      body: { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000, timestamp: '2025-03-10T00:00:00Z' },
    });
    await api.call('calculateStatement', { uuid, body: { month } });
    await api.call('changePaymentStatus', setTo(uuid, 'CANCELLED'));
    expect(await statementOf(api, uuid, month)).toMatchObject({ creditApplied: 100, totalAmount: 990, amountDue: 0 });
    await api.call('calculateStatement', { uuid, body: { month: '2025-05' } });
    expect(await statementOf(api, uuid, '2025-05')).toMatchObject({ unpaidAmount: 0, lateFee: 0, totalAmount: 0 });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
  });
});

describe('a month whose own due is 0', () => {
  it('becomes PAID as soon as it is registered', async () => {
    const uuid = await billed(api, { [month]: 0 });
    expect(await api.call('changePaymentStatus', setTo(uuid, 'REGISTERED'))).toMatchObject({ paymentStatus: 'PAID' });
    const other = await billed(api, { [month]: 0 });
    await batch('BATCH_GENERATE_STATEMENT')(other);
    expect(await standing(api, other, month)).toEqual(['PAID', 0, 0]);
  });

  it('becomes PAID when it is paid for the older ones', async () => {
    const uuid = await billed(api, { '2025-02': 1_000, [month]: 0 });
    expect(await api.call('pay', { uuid, path })).toMatchObject({ status: 'PAID', amount: 1_100 });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 1_100, 0]);
  });

  it('is still cancelled', async () => {
    const uuid = await billed(api, { [month]: 0 });
    await api.call('changePaymentStatus', setTo(uuid, 'CANCELLED'));
    expect(await standing(api, uuid, month)).toEqual(['CANCELLED', 0, 0]);
  });
});

type Act = (uuid: string) => ReturnType<typeof api.send>;

/** The acts that make a transition, besides setting a status. */
const acts = {
  pay: (uuid) => api.send('pay', { uuid, path }),
  payPart: (uuid) => api.send('pay', { uuid, path, body: { amount: 100 } }),
  payHalf: (uuid) => api.send('pay', { uuid, path, body: { testToken: 'tok_partial' } }),
  payPending: (uuid) => api.send('pay', { uuid, path, body: { testToken: 'tok_pending' } }),
  payDeclined: (uuid) => api.send('pay', { uuid, path, body: { testToken: 'tok_declined' } }),
  refund: (uuid) => api.send('refundPayment', { uuid, path }),
  cancelPayment: (uuid) => api.send('cancelPayment', { uuid, path, query: { paymentGroupId: groupOf(uuid, month) } }),
  calculate: (uuid) => api.send('calculateStatement', { uuid, body: { month } }),
  deleteCalculation: (uuid) => api.send('deleteCalculation', { uuid, query: { month } }),
  issue: batchAct('BATCH_GENERATE_STATEMENT'),
  collect: batchAct('BATCH_PROCESS_PAYMENT'),
} satisfies Record<string, Act>;

function batchAct(batchJobCode: Schema<'BatchJobCode'>): Act {
  return async (uuid) => api.send('createBatch', { uuid, body: { batchJobCode, date: month } });
}

const NO = '409 INVALID_TRANSITION';
const FINAL = '409 STATEMENT_FINALIZED';
const unpaidMonth = {
  pay: 'PAID',
  payPart: 'PARTIALLY_PAID',
  payHalf: 'PARTIALLY_PAID',
  payPending: 'PENDING',
  payDeclined: '402 PAYMENT_DECLINED, FAILED',
  refund: NO,
  cancelPayment: NO,
  calculate: 'the same',
  deleteCalculation: 'gone',
  issue: 'the same',
  collect: 'the same',
};
const finalMonth = {
  pay: NO,
  payPart: NO,
  payHalf: NO,
  payPending: NO,
  payDeclined: NO,
  refund: NO,
  cancelPayment: NO,
  calculate: FINAL,
  deleteCalculation: FINAL,
  issue: 'the same',
  collect: 'the same',
};

/** The result of each act on a month in each state: its next state, or the reason of the refusal. */
const outcomes: Record<Status, Record<keyof typeof acts, string>> = {
  READY: { ...unpaidMonth, issue: 'REGISTERED' },
  REGISTERED: { ...unpaidMonth, collect: 'PAID' },
  FAILED: { ...unpaidMonth, payDeclined: '402 PAYMENT_DECLINED, the same' },
  PENDING: { ...finalMonth, collect: 'PAID' },
  PARTIALLY_PAID: {
    ...unpaidMonth,
    payPart: 'the same',
    payHalf: 'the same',
    payDeclined: '402 PAYMENT_DECLINED, the same',
    refund: 'REFUNDED',
    cancelPayment: 'REGISTERED',
    calculate: FINAL,
    deleteCalculation: FINAL,
  },
  PAID: { ...finalMonth, refund: 'REFUNDED', cancelPayment: 'REGISTERED' },
  CANCELLED: finalMonth,
  REFUNDED: finalMonth,
};

const tried = states.flatMap((from) => Object.entries(acts).map(([name, act]) => ({ from, name, act })));

describe('what is done to a month', () => {
  it.each(tried)('in $from: $name', async ({ from, name, act }) => {
    const uuid = await monthIn(from);
    const { status, body } = await act(uuid);
    const { paymentStatus = 'gone' } = await api.call('getStatements', { uuid, path });
    const now = paymentStatus === from ? 'the same' : paymentStatus;
    const refusal = status < 400 ? '' : `${status} ${Object(body).error}`;
    const came = status === 409 ? refusal : [refusal, now].filter(Boolean).join(', ');
    expect(came).toBe(Object.entries(outcomes[from]).find(([key]) => key === name)?.[1]);
    if (status === 409) expect(now).toBe('the same');
  });

  it('never pays or touches one that is CANCELLED or REFUNDED, also for older months', async () => {
    for (const status of ['CANCELLED', 'REFUNDED'] as const) {
      const uuid = await monthIn(status);
      await api.call('createMeters', {
        uuid,
        body: { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000, timestamp: '2025-02-10T00:00:00Z' },
      });
      await api.call('calculateStatement', { uuid, body: { month: '2025-02' } });
      expect((await statementOf(api, uuid, month)).amountDue).toBe(1_100);
      expect((await api.refused('pay', { uuid, path })).gist).toEqual([409, 'INVALID_TRANSITION']);
      expect(await api.call('pay', { uuid, path: { month: '2025-02' } })).toMatchObject({ amount: 1_100 });
    }
  });

  it('pays the older months of one that is PAID, which stays so, also when it is declined', async () => {
    const uuid = await monthIn('PAID');
    await api.call('createMeters', {
      uuid,
      body: { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000, timestamp: '2025-02-10T00:00:00Z' },
    });
    await api.call('calculateStatement', { uuid, body: { month: '2025-02' } });
    expect((await declined(uuid)).gist).toEqual([402, 'PAYMENT_DECLINED']);
    expect(await standing(api, uuid, month)).toEqual(['PAID', 1_100, 1_100]);
    expect(await api.call('pay', { uuid, path })).toMatchObject({ status: 'PAID', amount: 1_100 });
    expect(await standing(api, uuid, '2025-02')).toEqual(['PAID', 1_100, 0]);
  });
});

describe('a status is not set', () => {
  it('of a month without a statement, or by another month’s payment group', async () => {
    const uuid = await monthIn('READY');
    const body = { paymentGroupId: groupOf(uuid, month), paymentStatusCode: 'CANCELLED' } as const;
    const none = await api.refused('changePaymentStatus', { uuid, path: { month: '2025-04' }, body });
    expect(none.gist).toEqual([404, 'NOT_FOUND']);
    const other = await api.refused('changePaymentStatus', {
      uuid,
      path,
      body: { ...body, paymentGroupId: groupOf(uuid, '2025-02') },
    });
    expect(other.gist.slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    expect(await standing(api, uuid, month)).toEqual(['READY', 0, 1_100]);
  });

  it('of another account’s month, but without a uuid the payment group finds its account', async () => {
    const [uuid, other] = [await monthIn('READY'), await monthIn('READY')];
    const { body } = setTo(uuid, 'CANCELLED');
    expect((await api.refused('changePaymentStatus', { uuid: other, path, body })).gist.slice(0, 2)).toEqual([
      404,
      'NOT_FOUND',
    ]);
    await api.call('changePaymentStatus', { path, body });
    expect((await statementOf(api, uuid, month)).paymentStatus).toBe('CANCELLED');
    expect((await statementOf(api, other, month)).paymentStatus).toBe('READY');
  });

  it.each([
    [{ paymentStatusCode: 'DONE' }, '/paymentStatusCode'],
    [{ paymentStatusCode: 'paid' }, '/paymentStatusCode'],
    [{ paymentStatusCode: null }, '/paymentStatusCode'],
    [{ paymentGroupId: '' }, '/paymentGroupId'],
    [{ paymentGroupId: 5 }, '/paymentGroupId'],
    [{ paymentGroupId: undefined }, '/paymentGroupId'],
  ])('to %j', async (fields, field) => {
    const uuid = await monthIn('READY');
    const body = { ...setTo(uuid, 'CANCELLED').body, ...fields };
    expect((await api.refused('changePaymentStatus', { uuid, path, body })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      field,
    ]);
  });
});
