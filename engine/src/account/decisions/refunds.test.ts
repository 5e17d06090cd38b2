import { describe, expect, test } from 'vitest';
import { Life, payment, seen } from '../../../test/account-life.ts';
import type { Command } from '../../index.ts';

const refunding = (refund: Partial<Command<'refund'>> = {}) =>
  ({ month: '2025-03', to: 'PAYER', ...refund, type: 'refund' }) as const;

/** March is billed 100, and `paid` of it. */
function paid(amount = 100): Life {
  const life = new Life();
  life.bill('2025-03', 100);
  if (amount > 0) life.pay('2025-03', amount);
  return life;
}

describe('a refund', () => {
  test('gives back all that was paid when no amount is named', () => {
    const life = paid();
    const { refund, status } = life.do(refunding({ reason: 'Outage' }));
    expect(refund).toEqual({
      refundId: expect.stringMatching(/^refund-acme-\d+$/),
      month: '2025-03',
      amount: 100,
      at: life.now,
      reason: 'Outage',
    });
    expect(life.account.refunds).toEqual([refund]);
    expect([status, life.status('2025-03'), life.due('2025-03')]).toEqual(['REFUNDED', 'REFUNDED', 0]);
    expect(life.billOf('2025-03')).toMatchObject({ paid: 100, refunded: 100 });
  });

  test('of a part keeps the state, and is not owed again', () => {
    const life = paid();
    expect(life.do(refunding({ amount: 30 })).status).toBe('PAID');
    expect([life.due('2025-03'), life.billOf('2025-03').refunded]).toEqual([0, 30]);
    expect(life.do(refunding({ amount: 69 })).status).toBe('PAID');
    expect(life.do(refunding())).toMatchObject({ refund: { amount: 1 }, status: 'REFUNDED' });
  });

  test('of a month paid in part writes off the rest once all of it is given back', () => {
    const life = paid(40);
    expect(life.do(refunding({ amount: 10 })).status).toBe('PARTIALLY_PAID');
    expect(life.due('2025-03')).toBe(60);
    expect(life.do(refunding()).refund.amount).toBe(30);
    expect([life.status('2025-03'), life.due('2025-03')]).toEqual(['REFUNDED', 0]);
  });

  test('does not keep the rest of a month from being paid', () => {
    const life = paid(40);
    life.do(refunding({ amount: 10 }));
    expect(life.pay('2025-03')).toMatchObject({ payment: { amount: 60 }, status: 'PAID' });
    expect(life.do(refunding())).toMatchObject({ refund: { amount: 90 }, status: 'REFUNDED' });
  });

  test('is of one month, whichever payment paid it', () => {
    const life = new Life();
    life.bill('2025-02', 100);
    life.bill('2025-03', 7);
    life.pay('2025-03');
    expect(life.do(refunding({ month: '2025-02' })).refund.amount).toBe(100);
    expect([life.status('2025-02'), life.status('2025-03')]).toEqual(['REFUNDED', 'PAID']);
  });

  test('as credit grants one REFUND credit, for good and in the currency of the account', () => {
    const life = paid();
    const { refund } = life.do(refunding({ amount: 30, to: 'CREDIT' }));
    const { creditId = '' } = refund;
    expect(life.credit(creditId)).toMatchObject({ type: 'REFUND', currency: 'USD', granted: 30, balance: 30 });
    expect(life.credit(creditId)).not.toHaveProperty('expiresOn');
    expect(life.account.ledger).toMatchObject([{ creditId, kind: 'REFUND', type: 'REFUND', amount: 30, balance: 30 }]);
    expect(life.bill('2025-04', 50)).toMatchObject({ creditApplied: 30, charge: 20 });
  });

  test('leaves the credits that the bill used, used', () => {
    const life = new Life();
    const creditId = life.grant(30);
    life.bill('2025-03', 100);
    life.pay('2025-03');
    expect(life.do(refunding()).refund.amount).toBe(70);
    expect(life.balance(creditId)).toBe(0);
  });
});

describe('a refund is refused', () => {
  const refused = (life: Life, command: Command<'refund'>) => {
    const before = seen(life.account);
    const { code, details } = life.refusal(command);
    expect(seen(life.account)).toEqual(before);
    return [code, ...details.map(({ path }) => path)];
  };

  test('for more than is left to refund', () => {
    const life = paid();
    expect(refused(life, refunding({ amount: 101 }))).toEqual(['OVERPAYMENT', '/amount']);
    life.do(refunding({ amount: 30 }));
    expect(refused(life, refunding({ amount: 71 }))).toEqual(['OVERPAYMENT', '/amount']);
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
    const life = paid();
    life.do(refunding());
    expect(refused(life, refunding())).toEqual(['INVALID_TRANSITION']);
  });

  test('when the month was paid by itself owing nothing', () => {
    const life = new Life();
    life.bill('2025-02', 10);
    life.bill('2025-03', 0);
    life.pay('2025-03');
    expect(life.status('2025-03')).toBe('PAID');
    expect(refused(life, refunding())).toEqual(['INVALID_TRANSITION']);
  });

  test('while a payment of the month is pending', () => {
    const life = paid(40);
    life.do(payment('2025-03', undefined, 'STAYS_PENDING'));
    expect(refused(life, refunding())).toEqual(['INVALID_TRANSITION']);
  });
});

test('a refund as a credit is refused when all credits together would be more than money can be', () => {
  const life = new Life();
  life.bill('2025-03', 100);
  life.pay('2025-03');
  life.grant(Number.MAX_SAFE_INTEGER - 99);
  const before = seen(life.account);
  expect(life.refusal({ type: 'refund', month: '2025-03', to: 'CREDIT' }).code).toBe('AMOUNT_OUT_OF_RANGE');
  expect(seen(life.account)).toEqual(before);
});
