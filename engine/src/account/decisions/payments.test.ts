import { describe, expect, test } from 'vitest';
import { Life, payment, seen } from '../../../test/account-life.ts';
import { amountDue, outstandingIn, owedUpTo, type PaymentStatus } from '../../index.ts';

/** January to March, billed 100, 20 and 3; January's late fee of 5 is March's. */
function threeMonths(): Life {
  const life = new Life();
  life.bill('2025-01', 100);
  life.bill('2025-02', 20);
  life.bill('2025-03', 3);
  return life;
}

const months = ['2025-01', '2025-02', '2025-03'] as const;
const statuses = (life: Life) => months.map((month) => life.status(month)).join(' ');
const outstanding = (life: Life) => months.map((month) => outstandingIn(life.billOf(month)));

describe('what is due', () => {
  test('is the outstanding of the months up to the one asked for', () => {
    const life = threeMonths();
    expect(['2024-12', ...months, '2025-12'].map((month) => life.due(month))).toEqual([0, 100, 120, 128, 128]);
    expect(owedUpTo(life.account, '2025-02').map(({ month }) => month)).toEqual(['2025-01', '2025-02']);
    expect(amountDue(new Life().account, '2025-03')).toBe(0);
  });

  test('comes oldest first, in whatever order months were calculated', () => {
    const life = new Life();
    for (const month of ['2025-03', '2025-01', '2025-02']) life.bill(month, 10);
    expect(owedUpTo(life.account, '2025-03').map(({ month }) => month)).toEqual([...months]);
  });
});

describe('a payment', () => {
  test('takes all that is due when no amount is named', () => {
    const life = threeMonths();
    expect(life.pay('2025-03')).toEqual({
      payment: {
        paymentId: expect.stringMatching(/^payment-acme-\d+$/),
        transactionId: expect.stringMatching(/^tx-acme-\d+$/),
        month: '2025-03',
        amount: 128,
        method: 'CARD',
        status: 'SETTLED',
        at: life.now,
        allocations: [
          { month: '2025-01', amount: 100 },
          { month: '2025-02', amount: 20 },
          { month: '2025-03', amount: 8 },
        ],
      },
      paymentGroupId: 'pg-acme-2025-03',
      status: 'PAID',
    });
    expect(statuses(life)).toBe('PAID PAID PAID');
    expect([life.due('2025-03'), life.account.payments.size]).toEqual([0, 1]);
  });

  test('leaves the months after the one it is for', () => {
    const life = threeMonths();
    expect(life.pay('2025-02').payment.allocations.map(({ month }) => month)).toEqual(['2025-01', '2025-02']);
    expect(statuses(life)).toBe('PAID PAID READY');
    expect(outstanding(life)).toEqual([0, 0, 8]);
  });

  // 100, 20, and 8 of which 5 are the late fee
  test.each([
    [1, [99, 20, 8], 'PARTIALLY_PAID READY REGISTERED'],
    [100, [0, 20, 8], 'PAID READY REGISTERED'],
    [101, [0, 19, 8], 'PAID PARTIALLY_PAID REGISTERED'],
    [120, [0, 0, 8], 'PAID PAID REGISTERED'],
    [121, [0, 0, 7], 'PAID PAID PARTIALLY_PAID'],
    [127, [0, 0, 1], 'PAID PAID PARTIALLY_PAID'],
    [128, [0, 0, 0], 'PAID PAID PAID'],
  ])('of %d pays the oldest month first: %j', (amount, left, states) => {
    const life = threeMonths();
    const { status } = life.pay('2025-03', amount);
    expect([outstanding(life), statuses(life), life.due('2025-03')]).toEqual([left, states, 128 - amount]);
    expect(status).toBe(life.status('2025-03'));
  });

  test('registers a READY month on the way, and those it touches', () => {
    const life = threeMonths();
    const { events } = life.decide(payment('2025-03', 110));
    const moves = events.flatMap((event) =>
      event.type === 'paymentStatusChanged' ? [`${event.month} ${event.from} ${event.to}`] : [],
    );
    expect(moves).toEqual([
      '2025-03 READY REGISTERED',
      '2025-01 READY REGISTERED',
      '2025-01 REGISTERED PAID',
      '2025-02 READY REGISTERED',
      '2025-02 REGISTERED PARTIALLY_PAID',
    ]);
  });

  test('can be the second one of a month', () => {
    const life = threeMonths();
    life.pay('2025-01', 30);
    life.pay('2025-01', 30);
    expect([statuses(life), life.due('2025-01')]).toEqual(['PARTIALLY_PAID READY READY', 40]);
    expect(life.pay('2025-01')).toMatchObject({ payment: { amount: 40 }, status: 'PAID' });
  });

  test('of a month pays its late fee first', () => {
    const life = threeMonths();
    life.pay('2025-03', 125); // January, February and March's late fee of 5
    life.bill('2025-04', 0);
    // 5 % of the 3 that March still owes: 0.15
    life.bill('2025-05', 0);
    expect(life.statement('2025-05')).toMatchObject({ unpaidAmount: 3, lateFee: 0, lateFeeMonths: ['2025-03'] });
  });

  test('of a PAID month pays what is due of older months', () => {
    const life = new Life();
    life.bill('2025-02', 20);
    life.pay('2025-02');
    life.bill('2025-01', 100); // calculated late
    expect(life.status('2025-02')).toBe('PAID');
    expect(life.pay('2025-02')).toMatchObject({
      payment: { amount: 100, allocations: [{ month: '2025-01', amount: 100 }] },
      status: 'PAID',
    });
  });

  test('of half takes the larger half', () => {
    const life = threeMonths();
    const { payment: half, status } = life.do(payment('2025-02', 101, 'TAKES_HALF'));
    expect([half.amount, half.status, status, outstanding(life)]).toEqual([51, 'SETTLED', 'REGISTERED', [49, 20, 8]]);
    // half of 1 is 1
    expect(life.do(payment('2025-02', 1, 'TAKES_HALF')).payment.amount).toBe(1);
  });

  test('of a month that owes nothing by itself makes it PAID and pays the older ones', () => {
    const life = new Life();
    life.bill('2025-01', 100);
    life.bill('2025-02', 0);
    expect(life.pay('2025-02', 40)).toMatchObject({ status: 'PAID' });
    expect([life.status('2025-01'), life.status('2025-02')]).toEqual(['PARTIALLY_PAID', 'PAID']);
  });
});

describe('a declined payment', () => {
  const declined = payment('2025-02', undefined, 'IS_DECLINED');

  test.each<[PaymentStatus, PaymentStatus]>([
    ['READY', 'FAILED'],
    ['REGISTERED', 'FAILED'],
    ['FAILED', 'FAILED'],
    ['PARTIALLY_PAID', 'PARTIALLY_PAID'],
    ['PAID', 'PAID'],
  ])('makes a %s month %s', (from, to) => {
    const life = threeMonths();
    life.put('2025-02', from);
    const { payment: made, status } = life.do(declined);
    expect([made.status, made.amount, made.allocations, status]).toEqual(['DECLINED', 120, [], to]);
    expect([statuses(life), life.due('2025-02')]).toEqual([`READY ${to} READY`, 120]);
    expect(life.account.payments.get(made.paymentId)).toEqual(made);
  });

  test('is no transition of a month that has failed before', () => {
    const life = threeMonths();
    life.do(declined);
    expect(life.decide(declined).events.map(({ type }) => type)).toEqual(['paymentMade', 'idsMade']);
  });

  test('can be made up for', () => {
    const life = threeMonths();
    life.do(declined);
    expect(life.pay('2025-02').status).toBe('PAID');
  });

  test('leaves a month that owes nothing by itself PAID', () => {
    const life = new Life();
    life.bill('2025-01', 100);
    life.bill('2025-02', 0);
    expect(life.do(declined).status).toBe('PAID');
    expect(life.status('2025-01')).toBe('READY');
  });
});

describe('a pending payment', () => {
  const pending = payment('2025-02', undefined, 'STAYS_PENDING');

  test('makes only its month PENDING and counts as nothing paid', () => {
    const life = threeMonths();
    const { payment: made, status } = life.do(pending);
    expect([made.status, made.amount, made.allocations, status]).toEqual(['PENDING', 120, [], 'PENDING']);
    expect([statuses(life), life.due('2025-02')]).toEqual(['READY PENDING READY', 120]);
    expect([...life.account.pending.keys()]).toEqual(['2025-02']);
  });

  test('keeps its month and later ones from being paid, not earlier ones', () => {
    const life = threeMonths();
    life.do(pending);
    const before = seen(life.account);
    for (const month of ['2025-02', '2025-03']) {
      const refusal = life.refusal(payment(month));
      expect(refusal.code).toBe('INVALID_TRANSITION');
      expect(refusal.message).toContain('2025-02 is pending');
    }
    expect(seen(life.account)).toEqual(before);
    expect(life.pay('2025-01').status).toBe('PAID');
    expect([statuses(life), life.due('2025-03')]).toEqual(['PAID PENDING READY', 28]);
  });

  test.each<[PaymentStatus, boolean]>([
    ['READY', true],
    ['REGISTERED', true],
    ['FAILED', true],
    ['PARTIALLY_PAID', true],
    ['PAID', false],
  ])('can be made of a %s month: %s', (from, may) => {
    const life = threeMonths();
    life.put('2025-02', from);
    if (may) expect(life.do(pending).status).toBe('PENDING');
    else expect(life.refusal(pending).message).toContain('PAID and cannot become PENDING');
  });

  test('no longer keeps others from paying once its month has another state', () => {
    const life = threeMonths();
    life.do(pending);
    life.do({ type: 'changePaymentStatus', month: '2025-02', to: 'FAILED' });
    expect(life.account.pending.size).toBe(0);
    expect(life.pay('2025-03').status).toBe('PAID');
  });
});

describe('a payment is refused', () => {
  const refused = (command: ReturnType<typeof payment>, prepare: (life: Life) => void = () => undefined) => {
    const life = threeMonths();
    prepare(life);
    const before = seen(life.account);
    const { code, details, message } = life.refusal(command);
    expect(seen(life.account)).toEqual(before);
    return { code, paths: details.map(({ path }) => path), message };
  };

  test.each([
    ['a month that is none', payment('2025-13'), '/month'],
    ['an amount of 0', payment('2025-03', 0), '/amount'],
    ['a negative amount', payment('2025-03', -1), '/amount'],
    ['a broken amount', payment('2025-03', 0.5), '/amount'],
    ['an amount beyond money', payment('2025-03', 2 ** 53), '/amount'],
  ])('for %s', (_, command, path) => {
    expect(refused(command)).toMatchObject({ code: 'VALIDATION_ERROR', paths: [path] });
  });

  test('for a month without a statement', () => {
    expect(refused(payment('2025-04'))).toMatchObject({ code: 'NOT_FOUND', paths: [] });
  });

  test.each(['SUCCEEDS', 'IS_DECLINED', 'STAYS_PENDING', 'TAKES_HALF'] as const)(
    'for more than is due when it %s',
    (outcome) => {
      const refusal = refused(payment('2025-02', 121, outcome));
      expect(refusal).toMatchObject({ code: 'OVERPAYMENT', paths: ['/amount'] });
      expect(refusal.message).toContain('120');
    },
  );

  test('when nothing is due', () => {
    const refusal = refused(payment('2025-03'), (life) => life.pay('2025-03'));
    expect(refusal.code).toBe('INVALID_TRANSITION');
    expect(refusal.message).toContain('nothing is due');
  });

  test('for a READY month of 0 when nothing older is due', () => {
    const life = new Life();
    life.bill('2025-03', 0);
    expect(life.refusal(payment('2025-03')).code).toBe('INVALID_TRANSITION');
  });

  test.each(['CANCELLED', 'REFUNDED'] as const)('for a %s month, also when older months are due', (status) => {
    const refusal = refused(payment('2025-02'), (life) => life.put('2025-02', status));
    expect(refusal.code).toBe('INVALID_TRANSITION');
    expect(refusal.message).toContain(status);
    expect(refusal.message).toContain('PAID');
  });
});

test('a cancelled or refunded month is passed over by the payment of a later one', () => {
  const life = threeMonths();
  life.put('2025-01', 'CANCELLED');
  expect(life.due('2025-03')).toBe(28);
  expect(life.pay('2025-03').payment.allocations).toEqual([
    { month: '2025-02', amount: 20 },
    { month: '2025-03', amount: 8 },
  ]);
  expect(statuses(life)).toBe('CANCELLED PAID PAID');
});

test('credits are used by the calculation, not by the payment', () => {
  const life = new Life();
  const creditId = life.grant(30);
  life.bill('2025-03', 100);
  expect([life.due('2025-03'), life.balance(creditId)]).toEqual([70, 0]);
  expect(life.pay('2025-03').payment.amount).toBe(70);
});
