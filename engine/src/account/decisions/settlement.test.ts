import { describe, expect, test } from 'vitest';
import { Life, payment, seen } from '../../../test/account-life.ts';

const settle = (month: string) => ({ type: 'settlePayment', month }) as const;

/** January and February, billed 100 and 20, with a payment of February in flight. */
function inFlight(amount?: number): Life {
  const life = new Life();
  life.bill('2025-01', 100);
  life.bill('2025-02', 20);
  life.do(payment('2025-02', amount, 'STAYS_PENDING'));
  return life;
}

const statuses = (life: Life) => ['2025-01', '2025-02'].map((month) => life.status(month)).join(' ');

describe('a payment in flight', () => {
  test('pays the oldest months first when it settles', () => {
    const life = inFlight();
    const [pending] = life.account.payments.values();
    const { payment: settled, status, paymentGroupId } = life.do(settle('2025-02'));
    expect(settled).toEqual({
      ...pending,
      status: 'SETTLED',
      allocations: [
        { month: '2025-01', amount: 100 },
        { month: '2025-02', amount: 20 },
      ],
    });
    expect([...life.account.payments.values()]).toEqual([settled]);
    expect([status, paymentGroupId, statuses(life), life.due('2025-02')]).toEqual([
      'PAID',
      'pg-acme-2025-02',
      'PAID PAID',
      0,
    ]);
    expect(life.account.pending.size).toBe(0);
  });

  test.each([
    [110, 'PAID PARTIALLY_PAID', 10],
    [120, 'PAID PAID', 0],
  ])('of %d leaves %s', (amount, states, due) => {
    const life = inFlight(amount);
    life.do(settle('2025-02'));
    expect([statuses(life), life.due('2025-02')]).toEqual([states, due]);
  });

  test('that does not reach its own month leaves it no longer in flight', () => {
    const life = inFlight(60);
    const { payment: settled } = life.do(settle('2025-02'));
    expect(settled.allocations).toEqual([{ month: '2025-01', amount: 60 }]);
    expect(life.status('2025-02')).not.toBe('PENDING');
    expect([life.account.pending.size, life.due('2025-02')]).toEqual([0, 60]);
    expect(life.pay('2025-02').status).toBe('PAID');
  });

  test('takes no more than is due by then', () => {
    const life = inFlight(110);
    life.pay('2025-01', 60);
    expect(life.do(settle('2025-02')).payment).toMatchObject({
      amount: 60,
      allocations: [
        { month: '2025-01', amount: 40 },
        { month: '2025-02', amount: 20 },
      ],
    });
    expect(statuses(life)).toBe('PAID PAID');
  });

  test('opens its month and later ones to payments again', () => {
    const life = inFlight(110);
    life.do(settle('2025-02'));
    expect(life.pay('2025-02').status).toBe('PAID');
  });

  test('settles once', () => {
    const life = inFlight();
    life.do(settle('2025-02'));
    const before = seen(life.account);
    expect(life.refusal(settle('2025-02')).code).toBe('INVALID_TRANSITION');
    expect(seen(life.account)).toEqual(before);
  });
});

test('nothing settles where nothing is in flight', () => {
  const life = inFlight();
  expect(life.refusal(settle('2025-01')).code).toBe('INVALID_TRANSITION');
  expect(life.refusal(settle('2025-03')).code).toBe('NOT_FOUND');
});

test('a month whose payment is in flight stays PENDING when the payment of a later month pays it first', () => {
  const life = new Life();
  life.bill('2025-01', 100);
  life.bill('2025-02', 20);
  life.do(payment('2025-02', undefined, 'STAYS_PENDING'));
  life.do(payment('2025-01', undefined, 'STAYS_PENDING'));
  expect(life.do(settle('2025-02')).payment.allocations).toHaveLength(2);
  expect([statuses(life), life.due('2025-02')]).toEqual(['PENDING PAID', 0]);
  // nothing is left for its own payment to take
  expect(life.do(settle('2025-01'))).toMatchObject({ payment: { amount: 0, allocations: [] }, status: 'PAID' });
  expect([...life.account.pending.keys()]).toEqual([]);
});
