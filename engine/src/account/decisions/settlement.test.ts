import { describe, expect, test } from 'vitest';
import { payment, seen, TestAccount } from '../../../test/test-account.ts';

const settle = (month: string) => ({ type: 'settlePayment', month }) as const;

/** January and February, billed 100 and 20, with a payment of February in flight. */
function inFlight(amount?: number): TestAccount {
  const acme = new TestAccount();
  acme.bill('2025-01', 100);
  acme.bill('2025-02', 20);
  acme.do(payment('2025-02', amount, 'STAYS_PENDING'));
  return acme;
}

const statuses = (acme: TestAccount) => ['2025-01', '2025-02'].map((month) => acme.status(month)).join(' ');

describe('a payment in flight', () => {
  test('pays the oldest months first when it settles', () => {
    const acme = inFlight();
    const [pending] = acme.account.payments.values();
    const { payment: settled, status, paymentGroupId } = acme.do(settle('2025-02'));
    expect(settled).toEqual({
      ...pending,
      status: 'SETTLED',
      allocations: [
        { month: '2025-01', amount: 100 },
        { month: '2025-02', amount: 20 },
      ],
    });
    expect([...acme.account.payments.values()]).toEqual([settled]);
    expect([status, paymentGroupId, statuses(acme), acme.due('2025-02')]).toEqual([
      'PAID',
      'pg-acme-2025-02',
      'PAID PAID',
      0,
    ]);
    expect(acme.account.pending.size).toBe(0);
  });

  test.each([
    [110, 'PAID PARTIALLY_PAID', 10],
    [120, 'PAID PAID', 0],
  ])('of %d leaves %s', (amount, states, due) => {
    const acme = inFlight(amount);
    acme.do(settle('2025-02'));
    expect([statuses(acme), acme.due('2025-02')]).toEqual([states, due]);
  });

  test('that does not reach its own month leaves it no longer in flight', () => {
    const acme = inFlight(60);
    const { payment: settled } = acme.do(settle('2025-02'));
    expect(settled.allocations).toEqual([{ month: '2025-01', amount: 60 }]);
    expect(acme.status('2025-02')).not.toBe('PENDING');
    expect([acme.account.pending.size, acme.due('2025-02')]).toEqual([0, 60]);
    expect(acme.pay('2025-02').status).toBe('PAID');
  });

  test('takes no more than is due by then', () => {
    const acme = inFlight(110);
    acme.pay('2025-01', 60);
    expect(acme.do(settle('2025-02')).payment).toMatchObject({
      amount: 60,
      allocations: [
        { month: '2025-01', amount: 40 },
        { month: '2025-02', amount: 20 },
      ],
    });
    expect(statuses(acme)).toBe('PAID PAID');
  });

  test('opens its month and later ones to payments again', () => {
    const acme = inFlight(110);
    acme.do(settle('2025-02'));
    expect(acme.pay('2025-02').status).toBe('PAID');
  });

  test('settles once', () => {
    const acme = inFlight();
    acme.do(settle('2025-02'));
    const before = seen(acme.account);
    expect(acme.refusal(settle('2025-02')).code).toBe('INVALID_TRANSITION');
    expect(seen(acme.account)).toEqual(before);
  });
});

test('nothing settles where nothing is in flight', () => {
  const acme = inFlight();
  expect(acme.refusal(settle('2025-01')).code).toBe('INVALID_TRANSITION');
  expect(acme.refusal(settle('2025-03')).code).toBe('NOT_FOUND');
});

test('a month whose payment is in flight stays PENDING when the payment of a later month pays it first', () => {
  const acme = new TestAccount();
  acme.bill('2025-01', 100);
  acme.bill('2025-02', 20);
  acme.do(payment('2025-02', undefined, 'STAYS_PENDING'));
  acme.do(payment('2025-01', undefined, 'STAYS_PENDING'));
  expect(acme.do(settle('2025-02')).payment.allocations).toHaveLength(2);
  expect([statuses(acme), acme.due('2025-02')]).toEqual(['PENDING PAID', 0]);
  // nothing is left for its own payment to take
  expect(acme.do(settle('2025-01'))).toMatchObject({ payment: { amount: 0, allocations: [] }, status: 'PAID' });
  expect([...acme.account.pending.keys()]).toEqual([]);
});
