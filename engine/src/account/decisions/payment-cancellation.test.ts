import { describe, expect, test } from 'vitest';
import { payment, seen, TestAccount } from '../../../test/test-account.ts';
import { outstandingIn } from '../../index.ts';

const cancel = (month: string) => ({ type: 'cancelPayments', month }) as const;

/** January to March, billed 100, 20 and 3; January's late fee of 5 is March's. */
function threeMonths(): TestAccount {
  const acme = new TestAccount();
  acme.bill('2025-01', 100);
  acme.bill('2025-02', 20);
  acme.bill('2025-03', 3);
  return acme;
}

const months = ['2025-01', '2025-02', '2025-03'] as const;
const states = (acme: TestAccount) =>
  months.map((month) => `${acme.status(month)} ${outstandingIn(acme.billOf(month))}`).join(', ');

describe('cancelling the payments of a month', () => {
  test('makes every month that they touched owe that again', () => {
    const acme = threeMonths();
    acme.pay('2025-03');
    expect(states(acme)).toBe('PAID 0, PAID 0, PAID 0');
    expect(acme.do(cancel('2025-03'))).toEqual({ cancelledAmount: 128, status: 'REGISTERED' });
    expect(states(acme)).toBe('REGISTERED 100, REGISTERED 20, REGISTERED 8');
    expect(acme.due('2025-03')).toBe(128);
    expect([...acme.account.payments.values()].map(({ status, amount }) => [status, amount])).toEqual([
      ['CANCELLED', 128],
    ]);
  });

  test('leaves months of which they paid nothing, the one they are of included', () => {
    const acme = threeMonths();
    acme.pay('2025-03', 110);
    expect(states(acme)).toBe('PAID 0, PARTIALLY_PAID 10, REGISTERED 8');
    acme.do(cancel('2025-03'));
    expect(states(acme)).toBe('REGISTERED 100, REGISTERED 20, REGISTERED 8');
    const other = threeMonths();
    other.pay('2025-03', 40);
    expect(states(other)).toBe('PARTIALLY_PAID 60, READY 20, REGISTERED 8');
    other.do(cancel('2025-03'));
    expect(states(other)).toBe('REGISTERED 100, READY 20, REGISTERED 8');
  });

  test('keeps what payments of other months paid', () => {
    const acme = threeMonths();
    acme.pay('2025-01', 30);
    // 70 to January, 20 to February, 3 to March
    acme.pay('2025-03', 93);
    expect(states(acme)).toBe('PAID 0, PAID 0, PARTIALLY_PAID 5');
    acme.pay('2025-03', 1);
    expect(acme.do(cancel('2025-03'))).toEqual({ cancelledAmount: 94, status: 'REGISTERED' });
    expect(states(acme)).toBe('PARTIALLY_PAID 70, REGISTERED 20, REGISTERED 8');
    expect(acme.do(cancel('2025-01'))).toEqual({ cancelledAmount: 30, status: 'REGISTERED' });
    expect(states(acme)).toBe('REGISTERED 100, REGISTERED 20, REGISTERED 8');
  });

  test('cancels all of them together', () => {
    const acme = threeMonths();
    acme.pay('2025-02', 30);
    acme.pay('2025-02', 80);
    expect(states(acme)).toBe('PAID 0, PARTIALLY_PAID 10, READY 8');
    expect(acme.do(cancel('2025-02'))).toEqual({ cancelledAmount: 110, status: 'REGISTERED' });
    expect(states(acme)).toBe('REGISTERED 100, REGISTERED 20, READY 8');
  });

  test('is not done twice, and passes over declined ones', () => {
    const acme = threeMonths();
    acme.pay('2025-01', 40);
    acme.do(payment('2025-01', undefined, 'IS_DECLINED'));
    expect(acme.do(cancel('2025-01')).cancelledAmount).toBe(40);
    const statuses = [...acme.account.payments.values()].map(({ status }) => status);
    expect(statuses).toEqual(['CANCELLED', 'DECLINED']);
    expect(acme.refusal(cancel('2025-01')).code).toBe('INVALID_TRANSITION');
  });

  test('opens the months to be calculated and paid again', () => {
    const acme = threeMonths();
    acme.pay('2025-01');
    acme.do(cancel('2025-01'));
    expect(acme.bill('2025-01', 11).totalAmount).toBe(111);
    expect(acme.pay('2025-01')).toMatchObject({ payment: { amount: 111 }, status: 'PAID' });
  });
});

describe('it is refused', () => {
  const refused = (acme: TestAccount, month: string) => {
    const before = seen(acme.account);
    const { code, message } = acme.refusal(cancel(month));
    expect(seen(acme.account)).toEqual(before);
    return { code, message };
  };

  test('for a month without a statement', () => {
    expect(refused(new TestAccount(), '2025-03').code).toBe('NOT_FOUND');
  });

  test('with no payment to cancel, though payments of another month paid it', () => {
    const acme = threeMonths();
    acme.pay('2025-03');
    const { code, message } = refused(acme, '2025-01');
    expect(code).toBe('INVALID_TRANSITION');
    expect(message).toContain('PAID and cannot become REGISTERED');
  });

  test('with a payment that is only pending', () => {
    const acme = threeMonths();
    acme.do(payment('2025-01', undefined, 'STAYS_PENDING'));
    expect(refused(acme, '2025-01').code).toBe('INVALID_TRANSITION');
  });

  test.each([10, 100])('when %d of a month that they touched was refunded', (amount) => {
    const acme = threeMonths();
    acme.pay('2025-03');
    acme.do({ type: 'refund', month: '2025-01', amount, to: 'PAYER' });
    expect(refused(acme, '2025-03').code).toBe('INVALID_TRANSITION');
  });

  test('while a payment of a month that they touched is pending', () => {
    const acme = threeMonths();
    acme.pay('2025-03', 110);
    acme.do(payment('2025-02', undefined, 'STAYS_PENDING'));
    expect(refused(acme, '2025-03').code).toBe('INVALID_TRANSITION');
  });

  test('while that is so, also when something else was paid of the month', () => {
    const acme = threeMonths();
    acme.pay('2025-01', 30);
    acme.pay('2025-02', 40);
    acme.do(payment('2025-01', undefined, 'STAYS_PENDING'));
    expect(refused(acme, '2025-02').code).toBe('INVALID_TRANSITION');
  });
});
