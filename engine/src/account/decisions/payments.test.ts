import { describe, expect, test } from 'vitest';
import { payment, seen, TestAccount } from '../../../test/test-account.ts';
import { amountDue, outstandingIn, owedUpTo, type PaymentStatus } from '../../index.ts';

/** January to March, billed 100, 20 and 3; January's late fee of 5 is March's. */
function threeMonths(): TestAccount {
  const acme = new TestAccount();
  acme.bill('2025-01', 100);
  acme.bill('2025-02', 20);
  acme.bill('2025-03', 3);
  return acme;
}

const months = ['2025-01', '2025-02', '2025-03'] as const;
const statuses = (acme: TestAccount) => months.map((month) => acme.status(month)).join(' ');
const outstanding = (acme: TestAccount) => months.map((month) => outstandingIn(acme.billOf(month)));

describe('what is due', () => {
  test('is the outstanding of the months up to the one asked for', () => {
    const acme = threeMonths();
    expect(['2024-12', ...months, '2025-12'].map((month) => acme.due(month))).toEqual([0, 100, 120, 128, 128]);
    expect(owedUpTo(acme.account, '2025-02').map(({ month }) => month)).toEqual(['2025-01', '2025-02']);
    expect(amountDue(new TestAccount().account, '2025-03')).toBe(0);
  });

  test('comes oldest first, in whatever order months were calculated', () => {
    const acme = new TestAccount();
    for (const month of ['2025-03', '2025-01', '2025-02']) acme.bill(month, 10);
    expect(owedUpTo(acme.account, '2025-03').map(({ month }) => month)).toEqual([...months]);
  });
});

describe('a payment', () => {
  test('takes all that is due when no amount is named', () => {
    const acme = threeMonths();
    expect(acme.pay('2025-03')).toEqual({
      payment: {
        paymentId: expect.stringMatching(/^payment-acme-\d+$/),
        transactionId: expect.stringMatching(/^tx-acme-\d+$/),
        month: '2025-03',
        amount: 128,
        method: 'CARD',
        status: 'SETTLED',
        at: acme.now,
        allocations: [
          { month: '2025-01', amount: 100 },
          { month: '2025-02', amount: 20 },
          { month: '2025-03', amount: 8 },
        ],
      },
      paymentGroupId: 'pg-acme-2025-03',
      status: 'PAID',
    });
    expect(statuses(acme)).toBe('PAID PAID PAID');
    expect([acme.due('2025-03'), acme.account.payments.size]).toEqual([0, 1]);
  });

  test('leaves the months after the one it is for', () => {
    const acme = threeMonths();
    expect(acme.pay('2025-02').payment.allocations.map(({ month }) => month)).toEqual(['2025-01', '2025-02']);
    expect(statuses(acme)).toBe('PAID PAID READY');
    expect(outstanding(acme)).toEqual([0, 0, 8]);
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
    const acme = threeMonths();
    const { status } = acme.pay('2025-03', amount);
    expect([outstanding(acme), statuses(acme), acme.due('2025-03')]).toEqual([left, states, 128 - amount]);
    expect(status).toBe(acme.status('2025-03'));
  });

  test('registers a READY month on the way, and those it touches', () => {
    const acme = threeMonths();
    const { events } = acme.decide(payment('2025-03', 110));
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
    const acme = threeMonths();
    acme.pay('2025-01', 30);
    acme.pay('2025-01', 30);
    expect([statuses(acme), acme.due('2025-01')]).toEqual(['PARTIALLY_PAID READY READY', 40]);
    expect(acme.pay('2025-01')).toMatchObject({ payment: { amount: 40 }, status: 'PAID' });
  });

  test('of a month pays its late fee first', () => {
    const acme = threeMonths();
    acme.pay('2025-03', 125); // January, February and March's late fee of 5
    acme.bill('2025-04', 0);
    // 5 % of the 3 that March still owes: 0.15
    acme.bill('2025-05', 0);
    expect(acme.statement('2025-05')).toMatchObject({ unpaidAmount: 3, lateFee: 0, lateFeeMonths: ['2025-03'] });
  });

  test('of a PAID month pays what is due of older months', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 20);
    acme.pay('2025-02');
    acme.bill('2025-01', 100); // calculated late
    expect(acme.status('2025-02')).toBe('PAID');
    expect(acme.pay('2025-02')).toMatchObject({
      payment: { amount: 100, allocations: [{ month: '2025-01', amount: 100 }] },
      status: 'PAID',
    });
  });

  test('of half takes the larger half', () => {
    const acme = threeMonths();
    const { payment: half, status } = acme.do(payment('2025-02', 101, 'TAKES_HALF'));
    expect([half.amount, half.status, status, outstanding(acme)]).toEqual([51, 'SETTLED', 'REGISTERED', [49, 20, 8]]);
    // half of 1 is 1
    expect(acme.do(payment('2025-02', 1, 'TAKES_HALF')).payment.amount).toBe(1);
  });

  test('of a month that owes nothing by itself makes it PAID and pays the older ones', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 100);
    acme.bill('2025-02', 0);
    expect(acme.pay('2025-02', 40)).toMatchObject({ status: 'PAID' });
    expect([acme.status('2025-01'), acme.status('2025-02')]).toEqual(['PARTIALLY_PAID', 'PAID']);
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
    const acme = threeMonths();
    acme.put('2025-02', from);
    const { payment: made, status } = acme.do(declined);
    expect([made.status, made.amount, made.allocations, status]).toEqual(['DECLINED', 120, [], to]);
    expect([statuses(acme), acme.due('2025-02')]).toEqual([`READY ${to} READY`, 120]);
    expect(acme.account.payments.get(made.paymentId)).toEqual(made);
  });

  test('is no transition of a month that has failed before', () => {
    const acme = threeMonths();
    acme.do(declined);
    expect(acme.decide(declined).events.map(({ type }) => type)).toEqual(['paymentMade', 'idsMade']);
  });

  test('can be made up for', () => {
    const acme = threeMonths();
    acme.do(declined);
    expect(acme.pay('2025-02').status).toBe('PAID');
  });

  test('leaves a month that owes nothing by itself PAID', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 100);
    acme.bill('2025-02', 0);
    expect(acme.do(declined).status).toBe('PAID');
    expect(acme.status('2025-01')).toBe('READY');
  });
});

describe('a pending payment', () => {
  const pending = payment('2025-02', undefined, 'STAYS_PENDING');

  test('makes only its month PENDING and counts as nothing paid', () => {
    const acme = threeMonths();
    const { payment: made, status } = acme.do(pending);
    expect([made.status, made.amount, made.allocations, status]).toEqual(['PENDING', 120, [], 'PENDING']);
    expect([statuses(acme), acme.due('2025-02')]).toEqual(['READY PENDING READY', 120]);
    expect([...acme.account.pending.keys()]).toEqual(['2025-02']);
  });

  test('keeps its month and later ones from being paid, not earlier ones', () => {
    const acme = threeMonths();
    acme.do(pending);
    const before = seen(acme.account);
    for (const month of ['2025-02', '2025-03']) {
      const refusal = acme.refusal(payment(month));
      expect(refusal.code).toBe('INVALID_TRANSITION');
      expect(refusal.message).toContain('2025-02 is pending');
    }
    expect(seen(acme.account)).toEqual(before);
    expect(acme.pay('2025-01').status).toBe('PAID');
    expect([statuses(acme), acme.due('2025-03')]).toEqual(['PAID PENDING READY', 28]);
  });

  test.each<[PaymentStatus, boolean]>([
    ['READY', true],
    ['REGISTERED', true],
    ['FAILED', true],
    ['PARTIALLY_PAID', true],
    ['PAID', false],
  ])('can be made of a %s month: %s', (from, may) => {
    const acme = threeMonths();
    acme.put('2025-02', from);
    if (may) expect(acme.do(pending).status).toBe('PENDING');
    else expect(acme.refusal(pending).message).toContain('PAID and cannot become PENDING');
  });

  test('no longer keeps others from paying once its month has another state', () => {
    const acme = threeMonths();
    acme.do(pending);
    acme.do({ type: 'changePaymentStatus', month: '2025-02', to: 'FAILED' });
    expect(acme.account.pending.size).toBe(0);
    expect(acme.pay('2025-03').status).toBe('PAID');
  });
});

describe('a payment is refused', () => {
  const refused = (command: ReturnType<typeof payment>, prepare: (acme: TestAccount) => void = () => undefined) => {
    const acme = threeMonths();
    prepare(acme);
    const before = seen(acme.account);
    const { code, details, message } = acme.refusal(command);
    expect(seen(acme.account)).toEqual(before);
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
    const refusal = refused(payment('2025-03'), (acme) => acme.pay('2025-03'));
    expect(refusal.code).toBe('INVALID_TRANSITION');
    expect(refusal.message).toContain('nothing is due');
  });

  test('for a READY month of 0 when nothing older is due', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 0);
    expect(acme.refusal(payment('2025-03')).code).toBe('INVALID_TRANSITION');
  });

  test.each(['CANCELLED', 'REFUNDED'] as const)('for a %s month, also when older months are due', (status) => {
    const refusal = refused(payment('2025-02'), (acme) => acme.put('2025-02', status));
    expect(refusal.code).toBe('INVALID_TRANSITION');
    expect(refusal.message).toContain(status);
    expect(refusal.message).toContain('PAID');
  });
});

test('a cancelled or refunded month is passed over by the payment of a later one', () => {
  const acme = threeMonths();
  acme.put('2025-01', 'CANCELLED');
  expect(acme.due('2025-03')).toBe(28);
  expect(acme.pay('2025-03').payment.allocations).toEqual([
    { month: '2025-02', amount: 20 },
    { month: '2025-03', amount: 8 },
  ]);
  expect(statuses(acme)).toBe('CANCELLED PAID PAID');
});

test('credits are used by the calculation, not by the payment', () => {
  const acme = new TestAccount();
  const creditId = acme.grant(30);
  acme.bill('2025-03', 100);
  expect([acme.due('2025-03'), acme.balance(creditId)]).toEqual([70, 0]);
  expect(acme.pay('2025-03').payment.amount).toBe(70);
});
