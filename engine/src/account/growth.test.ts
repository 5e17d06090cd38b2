import { expect, test } from 'vitest';
import { aGrant, aReading, Life, payment } from '../../test/account-life.ts';
import { apply, monthIn, type NewReading, type RecordedReading, reconcile } from '../index.ts';

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

/** A life with `count` readings. */
function lifeWithReadings(count: number, fieldsOf: (n: number) => Partial<RecordedReading> = () => ({})): Life {
  const life = new Life();
  const reading = { ...aReading(), volume: '1', projectId: 'p-a', timestamp: '2025-03-10T00:00:00.000000000Z' };
  const readings = Array.from({ length: count }, (_, n) => ({
    ...reading,
    meterId: `meter-acme-${n + 1}`,
    ...fieldsOf(n),
  }));
  apply(life.account, { type: 'readingsRecorded', readings });
  apply(life.account, { type: 'idsMade', sequence: count });
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

test('credits are granted for coupons, and cancelled, one by one, however many there are', () => {
  const life = lifeWithCredits(60_000);
  const creditIds = Array.from({ length: 6000 }, (_, n) => life.grant(1, { couponCode: `c-${n}` }));
  expect(life.refusal(aGrant(1, { couponCode: 'c-0' })).code).toBe('COUPON_REDEEMED');
  for (const creditId of creditIds) life.do({ type: 'cancelCredits', creditIds: [creditId] });
  expect(creditIds.every((creditId) => life.credit(creditId).ended === 'CANCEL')).toBe(true);
});

test('payments are made and cancelled, however many were before', () => {
  const life = new Life();
  life.bill('2025-03', 100_000);
  const declined = { transactionId: 'tx', month: '2025-03', amount: 1, method: 'CARD', status: 'DECLINED' } as const;
  for (let n = 1; n <= 200_000; n += 1) {
    const made = { ...declined, paymentId: `payment-acme-${n}`, at: life.now, allocations: [] };
    apply(life.account, { type: 'paymentMade', payment: made });
  }
  apply(life.account, { type: 'idsMade', sequence: 200_000 });
  for (let n = 0; n < 10_000; n += 1) {
    life.do(payment('2025-03', 1));
    life.do({ type: 'cancelPayments', month: '2025-03' });
  }
  expect([life.account.payments.size, life.due('2025-03')]).toEqual([210_000, 100_000]);
  expect(reconcile(life.account)).toEqual([]);
});

test('readings of many app keys are deleted', () => {
  const life = lifeWithReadings(80_000, (n) => ({ appKey: `key-${n % 40_000}` }));
  const appKeys = Array.from({ length: 40_000 }, (_, n) => `key-${n + 20_000}`);
  expect(life.do({ type: 'deleteReadings', appKeys }).deletedCount).toBe(40_000);
});

test('readings of a date are deleted without going through those of other months', () => {
  const life = lifeWithReadings(200_000);
  for (let n = 0; n < 3000; n += 1) life.do({ type: 'deleteReadings', from: '2025-04-02', to: '2025-04-03' });
  expect(life.account.readings.size).toBe(200_000);
});

test('readings of a running meter are taken back one by one', () => {
  const life = lifeWithReadings(20_000, () => ({ counterType: 'CUMULATIVE' }));
  const meterIds = Array.from(life.account.readings.all(), ({ meterId }) => meterId);
  const [first = '', ...others] = meterIds;
  for (const meterId of others.toReversed()) life.do({ type: 'deleteReading', meterId });
  expect(life.calculate('2025-03').usageAmount).toBe(1);
  expect(life.account.readings.page({ offset: 0, limit: 9 }).map(({ meterId }) => meterId)).toEqual([first]);
});

test('all readings are listed by small pages while they are deleted', () => {
  const life = lifeWithReadings(200_000);
  const { readings } = life.account;
  let count = 0;
  for (let offset = 0; offset < 200_000; offset += 100) count += readings.page({ offset, limit: 100 }).length;
  expect(count).toBe(200_000);
  for (let n = 1; n < 200_000; n += 100) {
    const [next] = readings.after(`meter-acme-${n}`);
    expect(next?.meterId).toBe(`meter-acme-${n + 1}`);
    life.do({ type: 'deleteReading', meterId: `meter-acme-${n + 1}` });
  }
  expect(readings.size).toBe(198_000);
  expect(readings.within('2025-03', monthIn('2025-03', 'UTC'))).toHaveLength(198_000);
});

test('readings of many counters are recorded under many assignments', () => {
  const life = new Life();
  const contract = { contractId: 'c', name: 'c', currency: 'USD' };
  const assignment = { contract, monthFrom: '2025-01' };
  for (let n = 0; n < 300_000; n += 1) apply(life.account, { type: 'contractAssigned', assignment });
  for (let sent = 0; sent < 5000; sent += 1000) {
    const readings = Array.from({ length: 1000 }, (_, n): NewReading => aReading({ counterName: `test.${sent + n}` }));
    expect(life.do({ type: 'recordReadings', readings }).acceptedCount).toBe(1000);
  }
});
