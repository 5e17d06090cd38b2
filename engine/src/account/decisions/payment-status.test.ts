import { describe, expect, test } from 'vitest';
import { Life, payment, seen } from '../../../test/account-life.ts';
import { outstandingIn, type PaymentStatus } from '../../index.ts';

const change = (to: PaymentStatus, month = '2025-03') => ({ type: 'changePaymentStatus', month, to }) as const;

/** March, billed 100, led to a state by commands alone. */
const ledTo: Record<PaymentStatus, (life: Life) => void> = {
  READY: () => undefined,
  REGISTERED: (life) => life.do(change('REGISTERED')),
  PENDING: (life) => life.do(payment('2025-03', undefined, 'STAYS_PENDING')),
  FAILED: (life) => life.do(payment('2025-03', undefined, 'IS_DECLINED')),
  PARTIALLY_PAID: (life) => life.pay('2025-03', 40),
  PAID: (life) => life.pay('2025-03'),
  CANCELLED: (life) => life.do(change('CANCELLED')),
  REFUNDED: (life) => {
    life.pay('2025-03');
    life.do({ type: 'refund', month: '2025-03', to: 'PAYER' });
  },
};

function marchIn(status: PaymentStatus): Life {
  const life = new Life();
  life.bill('2025-03', 100);
  ledTo[status](life);
  expect(life.status('2025-03')).toBe(status);
  return life;
}

/** What staff may say: §10's table without what takes a payment of a part, and without what would hide money paid. */
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
    const life = marchIn(from);
    if (may) {
      expect(life.do(change(to))).toEqual({ status: to });
      expect(life.status('2025-03')).toBe(to);
      return;
    }
    const before = seen(life.account);
    const { code, message } = life.refusal(change(to));
    expect(code).toBe('INVALID_TRANSITION');
    expect(message).toContain(`${from} and cannot become ${to}`);
    expect(seen(life.account)).toEqual(before);
  });

  test('of a month without a statement is not found', () => {
    expect(new Life().refusal(change('REGISTERED')).code).toBe('NOT_FOUND');
  });
});

describe('a status changed by hand moves', () => {
  const payments = (life: Life) =>
    [...life.account.payments.values()].map(({ status, amount, allocations }) => [status, amount, allocations.length]);

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
    const life = marchIn(from);
    life.do(change(to));
    expect(payments(life)).toEqual(expected);
    expect(life.account.pending.size).toBe(to === 'PENDING' ? 1 : 0);
    expect(outstandingIn(life.billOf('2025-03'))).toBe(to === 'PAID' || to === 'CANCELLED' ? 0 : life.due('2025-03'));
  });

  test.each<[PaymentStatus, number]>([
    ['PARTIALLY_PAID', 40],
    ['PAID', 100],
  ])('from %s to REFUNDED all that was paid', (from, amount) => {
    const life = marchIn(from);
    life.do({ type: 'refund', month: '2025-03', amount: 10, to: 'PAYER' });
    life.do(change('REFUNDED'));
    expect(life.account.refunds.map((refund) => refund.amount)).toEqual([10, amount - 10]);
    expect(life.billOf('2025-03')).toMatchObject({ paid: amount, refunded: amount });
    expect(life.due('2025-03')).toBe(0);
  });

  test('only what the month by itself owes', () => {
    const life = new Life();
    life.bill('2025-02', 1_000);
    life.bill('2025-03', 100);
    life.do(change('REGISTERED'));
    life.do(change('PAID'));
    expect(life.account.payments.values().next().value).toMatchObject({
      month: '2025-03',
      amount: 100,
      allocations: [{ month: '2025-03', amount: 100 }],
    });
    expect([life.status('2025-02'), life.due('2025-03')]).toEqual(['READY', 1_000]);
  });
});

describe('a month that owes nothing by itself', () => {
  const free = () => {
    const life = new Life();
    life.bill('2025-03', 0);
    return life;
  };

  test('is PAID as soon as it is registered', () => {
    expect(free().do(change('REGISTERED'))).toEqual({ status: 'PAID' });
  });

  test('is refunded without a refund', () => {
    const life = free();
    life.do(change('REGISTERED'));
    expect(life.do(change('REFUNDED'))).toEqual({ status: 'REFUNDED' });
    expect(life.account.refunds).toEqual([]);
  });

  test('is paid without a payment', () => {
    const life = new Life();
    life.bill('2025-03', 100);
    life.do(change('REGISTERED'));
    life.do({ type: 'deleteReadings' });
    life.calculate('2025-03');
    expect(life.do(change('PAID'))).toEqual({ status: 'PAID' });
    expect(life.account.payments.size).toBe(0);
  });
});

test('a cancelled month keeps its statement and the credits that it used', () => {
  const life = new Life();
  const creditId = life.grant(30);
  life.bill('2025-03', 100);
  life.do(change('CANCELLED'));
  expect([life.statement('2025-03').charge, life.due('2025-03'), life.balance(creditId)]).toEqual([70, 0, 0]);
});

test('refunding nothing does not write off what is owed', () => {
  const life = new Life();
  life.bill('2025-03', 50);
  life.do(payment('2025-03', undefined, 'STAYS_PENDING'));
  life.bill('2025-01', 50);
  // January is the oldest that is owed, and gets it all.
  life.do({ type: 'settlePayment', month: '2025-03' });
  expect([life.status('2025-01'), life.status('2025-03')]).toEqual(['PAID', 'PARTIALLY_PAID']);
  const before = seen(life.account);
  const refused = life.refusal({ type: 'changePaymentStatus', month: '2025-03', to: 'REFUNDED' });
  expect(refused.code).toBe('INVALID_TRANSITION');
  expect(seen(life.account)).toEqual(before);
});
