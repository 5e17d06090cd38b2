import { describe, expect, test } from 'vitest';
import { payment, seen, TestAccount } from '../../../test/test-account.ts';
import { outstandingIn, type PaymentStatus } from '../../index.ts';

const change = (to: PaymentStatus, month = '2025-03') => ({ type: 'changePaymentStatus', month, to }) as const;

/** March, billed 100, led to a state by commands alone. */
const ledTo: Record<PaymentStatus, (acme: TestAccount) => void> = {
  READY: () => undefined,
  REGISTERED: (acme) => acme.do(change('REGISTERED')),
  PENDING: (acme) => acme.do(payment('2025-03', undefined, 'STAYS_PENDING')),
  FAILED: (acme) => acme.do(payment('2025-03', undefined, 'IS_DECLINED')),
  PARTIALLY_PAID: (acme) => acme.pay('2025-03', 40),
  PAID: (acme) => acme.pay('2025-03'),
  CANCELLED: (acme) => acme.do(change('CANCELLED')),
  REFUNDED: (acme) => {
    acme.pay('2025-03');
    acme.do({ type: 'refund', month: '2025-03', to: 'PAYER' });
  },
};

function marchIn(status: PaymentStatus): TestAccount {
  const acme = new TestAccount();
  acme.bill('2025-03', 100);
  ledTo[status](acme);
  expect(acme.status('2025-03')).toBe(status);
  return acme;
}

/**
 * The transitions that staff may set: the table of §10, without those that a payment of a part makes and those that would
 * hide money paid.
 */
const allowed: Record<PaymentStatus, readonly PaymentStatus[]> = {
  READY: ['REGISTERED', 'CANCELLED'],
  REGISTERED: ['READY', 'PENDING', 'PAID', 'FAILED', 'CANCELLED'],
  PENDING: ['PAID', 'FAILED', 'CANCELLED'],
  FAILED: ['PENDING', 'PAID', 'REGISTERED', 'CANCELLED'],
  PARTIALLY_PAID: ['PENDING', 'PAID', 'REFUNDED'],
  PAID: ['REFUNDED'],
  CANCELLED: [],
  REFUNDED: [],
};

const states = Object.keys(ledTo).filter((status): status is PaymentStatus => status in allowed);
const pairs = states.flatMap((from) => states.map((to) => ({ from, to, may: allowed[from].includes(to) })));

describe('changing a payment status by hand', () => {
  test.each(pairs)('from $from to $to: $may', ({ from, to, may }) => {
    const acme = marchIn(from);
    if (may) {
      expect(acme.do(change(to))).toEqual({ status: to });
      expect(acme.status('2025-03')).toBe(to);
      return;
    }
    const before = seen(acme.account);
    const { code, message } = acme.refusal(change(to));
    expect(code).toBe('INVALID_TRANSITION');
    expect(message).toContain(`${from} and cannot become ${to}`);
    expect(seen(acme.account)).toEqual(before);
  });

  test('of a month without a statement is not found', () => {
    expect(new TestAccount().refusal(change('REGISTERED')).code).toBe('NOT_FOUND');
  });
});

describe('a status changed by hand moves', () => {
  const payments = (acme: TestAccount) =>
    [...acme.account.payments.values()].map(({ status, amount, allocations }) => [status, amount, allocations.length]);

  test.each<[PaymentStatus, PaymentStatus, [string, number, number][]]>([
    ['READY', 'REGISTERED', []],
    ['READY', 'CANCELLED', []],
    ['REGISTERED', 'READY', []],
    ['REGISTERED', 'FAILED', []],
    ['REGISTERED', 'PAID', [['SETTLED', 100, 1]]],
    ['REGISTERED', 'PENDING', [['PENDING', 100, 0]]],
    [
      'PARTIALLY_PAID',
      'PAID',
      [
        ['SETTLED', 40, 1],
        ['SETTLED', 60, 1],
      ],
    ],
    [
      'PARTIALLY_PAID',
      'PENDING',
      [
        ['SETTLED', 40, 1],
        ['PENDING', 60, 0],
      ],
    ],
    [
      'PENDING',
      'PAID',
      [
        ['CANCELLED', 100, 0],
        ['SETTLED', 100, 1],
      ],
    ],
    ['PENDING', 'FAILED', [['DECLINED', 100, 0]]],
    ['PENDING', 'CANCELLED', [['CANCELLED', 100, 0]]],
  ])('from %s to %s the payments %j', (from, to, expected) => {
    const acme = marchIn(from);
    acme.do(change(to));
    expect(payments(acme)).toEqual(expected);
    expect(acme.account.pending.size).toBe(to === 'PENDING' ? 1 : 0);
    expect(outstandingIn(acme.billOf('2025-03'))).toBe(to === 'PAID' || to === 'CANCELLED' ? 0 : acme.due('2025-03'));
  });

  test.each<[PaymentStatus, number]>([
    ['PARTIALLY_PAID', 40],
    ['PAID', 100],
  ])('from %s to REFUNDED all that was paid', (from, amount) => {
    const acme = marchIn(from);
    acme.do({ type: 'refund', month: '2025-03', amount: 10, to: 'PAYER' });
    acme.do(change('REFUNDED'));
    expect(acme.account.refunds.map((refund) => refund.amount)).toEqual([10, amount - 10]);
    expect(acme.billOf('2025-03')).toMatchObject({ paid: amount, refunded: amount });
    expect(acme.due('2025-03')).toBe(0);
  });

  test('only what the month by itself owes', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 1_000);
    acme.bill('2025-03', 100);
    acme.do(change('REGISTERED'));
    acme.do(change('PAID'));
    expect(acme.account.payments.values().next().value).toMatchObject({
      month: '2025-03',
      amount: 100,
      allocations: [{ month: '2025-03', amount: 100 }],
    });
    expect([acme.status('2025-02'), acme.due('2025-03')]).toEqual(['READY', 1_000]);
  });
});

describe('a month that owes nothing by itself', () => {
  const free = () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 0);
    return acme;
  };

  test('is PAID as soon as it is registered', () => {
    expect(free().do(change('REGISTERED'))).toEqual({ status: 'PAID' });
  });

  test('is refunded without a refund', () => {
    const acme = free();
    acme.do(change('REGISTERED'));
    expect(acme.do(change('REFUNDED'))).toEqual({ status: 'REFUNDED' });
    expect(acme.account.refunds).toEqual([]);
  });

  test('is paid without a payment', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    acme.do(change('REGISTERED'));
    acme.do({ type: 'deleteReadings' });
    acme.calculate('2025-03');
    expect(acme.do(change('PAID'))).toEqual({ status: 'PAID' });
    expect(acme.account.payments.size).toBe(0);
  });
});

test('a cancelled month keeps its statement and the credits that it used', () => {
  const acme = new TestAccount();
  const creditId = acme.grant(30);
  acme.bill('2025-03', 100);
  acme.do(change('CANCELLED'));
  expect([acme.statement('2025-03').charge, acme.due('2025-03'), acme.balance(creditId)]).toEqual([70, 0, 0]);
});

test('refunding nothing does not write off what is owed', () => {
  const acme = new TestAccount();
  acme.bill('2025-03', 50);
  acme.do(payment('2025-03', undefined, 'STAYS_PENDING'));
  acme.bill('2025-01', 50);
  // January is the oldest that is owed, and gets it all.
  acme.do({ type: 'settlePayment', month: '2025-03' });
  expect([acme.status('2025-01'), acme.status('2025-03')]).toEqual(['PAID', 'PARTIALLY_PAID']);
  const before = seen(acme.account);
  const refused = acme.refusal({ type: 'changePaymentStatus', month: '2025-03', to: 'REFUNDED' });
  expect(refused.code).toBe('INVALID_TRANSITION');
  expect(seen(acme.account)).toEqual(before);
});
