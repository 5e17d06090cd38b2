import { describe, expect, test } from 'vitest';
import { payment, seen, TestAccount } from '../../../test/test-account.ts';
import type { Command } from '../../index.ts';

const refunding = (refund: Partial<Command<'refund'>> = {}) =>
  ({ month: '2025-03', to: 'PAYER', ...refund, type: 'refund' }) as const;

/** March is billed 100, of which `paid` is paid. */
function paid(amount = 100): TestAccount {
  const acme = new TestAccount();
  acme.bill('2025-03', 100);
  if (amount > 0) acme.pay('2025-03', amount);
  return acme;
}

describe('a refund', () => {
  test('gives back all that was paid when no amount is named', () => {
    const acme = paid();
    const { refund, status } = acme.do(refunding({ reason: 'Outage' }));
    expect(refund).toEqual({
      refundId: expect.stringMatching(/^refund-acme-\d+$/),
      month: '2025-03',
      amount: 100,
      at: acme.now,
      reason: 'Outage',
    });
    expect(acme.account.refunds).toEqual([refund]);
    expect([status, acme.status('2025-03'), acme.due('2025-03')]).toEqual(['REFUNDED', 'REFUNDED', 0]);
    expect(acme.billOf('2025-03')).toMatchObject({ paid: 100, refunded: 100 });
  });

  test('of a part keeps the state, and is not owed again', () => {
    const acme = paid();
    expect(acme.do(refunding({ amount: 30 })).status).toBe('PAID');
    expect([acme.due('2025-03'), acme.billOf('2025-03').refunded]).toEqual([0, 30]);
    expect(acme.do(refunding({ amount: 69 })).status).toBe('PAID');
    expect(acme.do(refunding())).toMatchObject({ refund: { amount: 1 }, status: 'REFUNDED' });
  });

  test('of a month paid in part writes off the rest once all of it is given back', () => {
    const acme = paid(40);
    expect(acme.do(refunding({ amount: 10 })).status).toBe('PARTIALLY_PAID');
    expect(acme.due('2025-03')).toBe(60);
    expect(acme.do(refunding()).refund.amount).toBe(30);
    expect([acme.status('2025-03'), acme.due('2025-03')]).toEqual(['REFUNDED', 0]);
  });

  test('does not keep the rest of a month from being paid', () => {
    const acme = paid(40);
    acme.do(refunding({ amount: 10 }));
    expect(acme.pay('2025-03')).toMatchObject({ payment: { amount: 60 }, status: 'PAID' });
    expect(acme.do(refunding())).toMatchObject({ refund: { amount: 90 }, status: 'REFUNDED' });
  });

  test('is of one month, whichever payment paid it', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 100);
    acme.bill('2025-03', 7);
    acme.pay('2025-03');
    expect(acme.do(refunding({ month: '2025-02' })).refund.amount).toBe(100);
    expect([acme.status('2025-02'), acme.status('2025-03')]).toEqual(['REFUNDED', 'PAID']);
  });

  test('as credit grants one REFUND credit, for good and in the currency of the account', () => {
    const acme = paid();
    const { refund } = acme.do(refunding({ amount: 30, to: 'CREDIT' }));
    const { creditId = '' } = refund;
    expect(acme.credit(creditId)).toMatchObject({ type: 'REFUND', currency: 'USD', granted: 30, balance: 30 });
    expect(acme.credit(creditId)).not.toHaveProperty('expiresOn');
    expect(acme.account.ledger).toMatchObject([{ creditId, kind: 'REFUND', type: 'REFUND', amount: 30, balance: 30 }]);
    expect(acme.bill('2025-04', 50)).toMatchObject({ creditApplied: 30, charge: 20 });
  });

  test('leaves the credits that the bill used, used', () => {
    const acme = new TestAccount();
    const creditId = acme.grant(30);
    acme.bill('2025-03', 100);
    acme.pay('2025-03');
    expect(acme.do(refunding()).refund.amount).toBe(70);
    expect(acme.balance(creditId)).toBe(0);
  });
});

describe('a refund is refused', () => {
  const refused = (acme: TestAccount, command: Command<'refund'>) => {
    const before = seen(acme.account);
    const { code, details } = acme.refusal(command);
    expect(seen(acme.account)).toEqual(before);
    return [code, ...details.map(({ path }) => path)];
  };

  test('for more than is left to refund', () => {
    const acme = paid();
    expect(refused(acme, refunding({ amount: 101 }))).toEqual(['OVERPAYMENT', '/amount']);
    acme.do(refunding({ amount: 30 }));
    expect(refused(acme, refunding({ amount: 71 }))).toEqual(['OVERPAYMENT', '/amount']);
  });

  test.each([0, -1, 0.5])('for the amount %d', (amount) => {
    expect(refused(paid(), refunding({ amount }))).toEqual(['VALIDATION_ERROR', '/amount']);
  });

  test('for a month without a statement', () => {
    expect(refused(paid(), refunding({ month: '2025-04' }))).toEqual(['NOT_FOUND']);
  });

  test('when nothing was paid', () => {
    expect(refused(paid(0), refunding())).toEqual(['INVALID_TRANSITION']);
  });

  test('when all was given back', () => {
    const acme = paid();
    acme.do(refunding());
    expect(refused(acme, refunding())).toEqual(['INVALID_TRANSITION']);
  });

  test('when the month was paid by itself owing nothing', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 10);
    acme.bill('2025-03', 0);
    acme.pay('2025-03');
    expect(acme.status('2025-03')).toBe('PAID');
    expect(refused(acme, refunding())).toEqual(['INVALID_TRANSITION']);
  });

  test('while a payment of the month is pending', () => {
    const acme = paid(40);
    acme.do(payment('2025-03', undefined, 'STAYS_PENDING'));
    expect(refused(acme, refunding())).toEqual(['INVALID_TRANSITION']);
  });
});

test('a refund as a credit is refused when all credits together would be more than money can be', () => {
  const acme = new TestAccount();
  acme.bill('2025-03', 100);
  acme.pay('2025-03');
  acme.grant(Number.MAX_SAFE_INTEGER - 99);
  const before = seen(acme.account);
  expect(acme.refusal({ type: 'refund', month: '2025-03', to: 'CREDIT' }).code).toBe('AMOUNT_OUT_OF_RANGE');
  expect(seen(acme.account)).toEqual(before);
});
