import { expect, test } from 'vitest';
import { aGrant, Life, payment } from '../../test/account-life.ts';
import { apply, reconcile } from '../index.ts';

/**
 * What a command costs grows with its size and with what it is about, and never with a square. Each test is of a size at which
 * a square would take far longer than a test may.
 */

/** A life with `count` credits of 2 each. */
function lifeWithCredits(count: number): Life {
  const life = new Life();
  const granted = { type: 'FREE', currency: 'USD', granted: 2, grantedAt: life.now, expiresOn: '2025-12-31' } as const;
  for (let n = 1; n < 2 * count; n += 2) {
    const entry = { type: 'FREE', kind: 'GRANT', amount: 2, balance: 2, at: life.now } as const;
    const creditId = `credit-acme-${n}`;
    apply(life.account, { type: 'creditGranted', credit: { ...granted, creditId, balance: 0 } });
    apply(life.account, { type: 'ledgerEntered', entry: { ...entry, creditId, entryId: `entry-acme-${n + 1}` } });
  }
  apply(life.account, { type: 'idsMade', sequence: 2 * count });
  return life;
}

test('a month is calculated, again and taken back with many credits', () => {
  const life = lifeWithCredits(25_000);
  life.use('2025-03', 60_000);
  expect(life.calculate('2025-03').creditApplied).toBe(50_000);
  life.use('2025-03', 1);
  expect(life.calculate('2025-03').charge).toBe(10_001);
  expect(reconcile(life.account)).toEqual([]);
  life.do({ type: 'deleteCalculation', month: '2025-03' });
  expect([...life.account.credits.values()].every(({ balance }) => balance === 2)).toBe(true);
});

test('many credits are cancelled in one command', () => {
  const life = lifeWithCredits(60_000);
  const creditIds = [...life.account.credits.keys()];
  const { ended } = life.do({ type: 'cancelCredits', creditIds: creditIds.toReversed() });
  expect(ended.map(({ creditId }) => creditId)).toEqual(creditIds);
});

test('many credits are granted for coupons, and cancelled, one by one', () => {
  const life = new Life();
  for (let n = 0; n < 15_000; n += 1) life.do(aGrant(1, { couponCode: `c-${n}` }));
  expect(life.refusal(aGrant(1, { couponCode: 'c-0' })).code).toBe('COUPON_REDEEMED');
  for (const creditId of [...life.account.credits.keys()]) life.do({ type: 'cancelCredits', creditIds: [creditId] });
  expect([...life.account.credits.values()].every(({ ended }) => ended === 'CANCEL')).toBe(true);
});

test('payments are made and cancelled, however many were before', () => {
  const life = new Life();
  life.bill('2025-03', 100_000);
  for (let n = 0; n < 30_000; n += 1) {
    life.do(payment('2025-03', 1));
    life.do({ type: 'cancelPayments', month: '2025-03' });
  }
  expect([life.account.payments.size, life.due('2025-03')]).toEqual([30_000, 100_000]);
  expect(reconcile(life.account)).toEqual([]);
});
