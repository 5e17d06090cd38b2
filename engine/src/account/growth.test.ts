import { expect, test } from 'vitest';
import { reading } from '../../test/bills.ts';
import { aGrant, aReading, payment, TestAccount } from '../../test/test-account.ts';
import {
  addDays,
  addMonths,
  apply,
  calculateStatement,
  defectNamed,
  monthIn,
  type NewReading,
  type RecordedReading,
  reconcile,
  rulesWith,
} from '../index.ts';

/**
 * The cost of a command grows with its size and with the amount of data that it is about, and never with a square. Each test
 * is of a size at which a square would take far longer than a test may.
 */

/** An account with `count` credits of 2 each. */
function accountWithCredits(count: number): TestAccount {
  const acme = new TestAccount();
  const granted = { type: 'FREE', currency: 'USD', granted: 2, grantedAt: acme.now, expiresOn: '2025-12-31' } as const;
  for (let n = 1; n < 2 * count; n += 2) {
    const entry = { type: 'FREE', kind: 'GRANT', amount: 2, balance: 2, at: acme.now } as const;
    const creditId = `credit-acme-${n}`;
    apply(acme.account, { type: 'creditGranted', credit: { ...granted, creditId, balance: 0 } });
    apply(acme.account, { type: 'ledgerEntered', entry: { ...entry, creditId, entryId: `entry-acme-${n + 1}` } });
  }
  apply(acme.account, { type: 'idsMade', sequence: 2 * count });
  return acme;
}

/** An account with `count` readings. */
function accountWithReadings(
  count: number,
  fieldsOf: (n: number) => Partial<RecordedReading> = () => ({}),
): TestAccount {
  const acme = new TestAccount();
  const recorded = { ...aReading(), volume: '1', projectId: 'p-a', timestamp: '2025-03-10T00:00:00.000000000Z' };
  const readings = Array.from({ length: count }, (_, n) => ({
    ...recorded,
    meterId: `meter-acme-${n + 1}`,
    ...fieldsOf(n),
  }));
  apply(acme.account, { type: 'readingsRecorded', readings });
  apply(acme.account, { type: 'idsMade', sequence: count });
  return acme;
}

test('a month is calculated, again and taken back with many credits', () => {
  const acme = accountWithCredits(25_000);
  acme.use('2025-03', 60_000);
  expect(acme.calculate('2025-03').creditApplied).toBe(50_000);
  acme.use('2025-03', 1);
  expect(acme.calculate('2025-03').charge).toBe(10_001);
  expect(reconcile(acme.account)).toEqual([]);
  acme.do({ type: 'deleteCalculation', month: '2025-03' });
  expect([...acme.account.credits.values()].every(({ balance }) => balance === 2)).toBe(true);
});

test('decades pass in which every day a credit expires, and some years whose months are used and overdue', () => {
  const acme = new TestAccount();
  const days = 20_000;
  const granted = { type: 'FREE', currency: 'USD', granted: 2, grantedAt: acme.now } as const;
  for (let n = 0; n < days; n += 1) {
    const [creditId, expiresOn] = [`credit-acme-${2 * n + 1}`, addDays('2025-03-15', n)];
    apply(acme.account, { type: 'creditGranted', credit: { ...granted, creditId, expiresOn, balance: 0 } });
    const entry = { entryId: `entry-acme-${2 * n + 2}`, creditId, type: 'FREE', kind: 'GRANT', at: acme.now } as const;
    apply(acme.account, { type: 'ledgerEntered', entry: { ...entry, amount: 2, balance: 2 } });
  }
  apply(acme.account, { type: 'idsMade', sequence: 2 * days });
  for (let n = 0; n < 60; n += 1) acme.use(addMonths('2025-03', n), 1);
  const timeline = acme.advance({ by: 'P100Y' });
  expect(timeline.filter(({ kind }) => kind === 'statement.calculated')).toHaveLength(60);
  expect([...acme.account.credits.values()].every(({ ended }) => ended === 'EXPIRE')).toBe(true);
  expect(reconcile(acme.account)).toEqual([]);
});

test('many credits are cancelled in one command', () => {
  const acme = accountWithCredits(60_000);
  const creditIds = [...acme.account.credits.keys()];
  const { ended } = acme.do({ type: 'cancelCredits', creditIds: creditIds.toReversed() });
  expect(ended.map(({ creditId }) => creditId)).toEqual(creditIds);
});

test('credits are granted for coupons, and cancelled, one by one, however many there are', () => {
  const acme = accountWithCredits(60_000);
  const creditIds = Array.from({ length: 6000 }, (_, n) => acme.grant(1, { couponCode: `c-${n}` }));
  expect(acme.refusal(aGrant(1, { couponCode: 'c-0' })).code).toBe('COUPON_REDEEMED');
  for (const creditId of creditIds) acme.do({ type: 'cancelCredits', creditIds: [creditId] });
  expect(creditIds.every((creditId) => acme.credit(creditId).ended === 'CANCEL')).toBe(true);
});

test('payments are made and cancelled, however many were before', () => {
  const acme = new TestAccount();
  acme.bill('2025-03', 100_000);
  const declined = { transactionId: 'tx', month: '2025-03', amount: 1, method: 'CARD', status: 'DECLINED' } as const;
  for (let n = 1; n <= 200_000; n += 1) {
    const made = { ...declined, paymentId: `payment-acme-${n}`, at: acme.now, allocations: [] };
    apply(acme.account, { type: 'paymentMade', payment: made });
  }
  apply(acme.account, { type: 'idsMade', sequence: 200_000 });
  for (let n = 0; n < 10_000; n += 1) {
    acme.do(payment('2025-03', 1));
    acme.do({ type: 'cancelPayments', month: '2025-03' });
  }
  expect([acme.account.payments.size, acme.due('2025-03')]).toEqual([210_000, 100_000]);
  expect(reconcile(acme.account)).toEqual([]);
});

test('readings of many app keys are deleted', () => {
  const acme = accountWithReadings(80_000, (n) => ({ appKey: `key-${n % 40_000}` }));
  const appKeys = Array.from({ length: 40_000 }, (_, n) => `key-${n + 20_000}`);
  expect(acme.do({ type: 'deleteReadings', appKeys }).deletedCount).toBe(40_000);
});

test('readings of a date are deleted without going through those of other months', () => {
  const acme = accountWithReadings(200_000);
  for (let n = 0; n < 3000; n += 1) acme.do({ type: 'deleteReadings', from: '2025-04-02', to: '2025-04-03' });
  expect(acme.account.readings.size).toBe(200_000);
});

test('readings of a running meter are taken back one by one', () => {
  const acme = accountWithReadings(20_000, () => ({ counterType: 'CUMULATIVE' }));
  const meterIds = Array.from(acme.account.readings.all(), ({ meterId }) => meterId);
  const [first = '', ...others] = meterIds;
  for (const meterId of others.toReversed()) acme.do({ type: 'deleteReading', meterId });
  expect(acme.calculate('2025-03').usageAmount).toBe(1);
  expect(acme.account.readings.page({ offset: 0, limit: 9 }).map(({ meterId }) => meterId)).toEqual([first]);
});

test('all readings are listed by small pages while they are deleted', () => {
  const acme = accountWithReadings(200_000);
  const { readings } = acme.account;
  let count = 0;
  for (let offset = 0; offset < 200_000; offset += 100) count += readings.page({ offset, limit: 100 }).length;
  expect(count).toBe(200_000);
  for (let n = 1; n < 200_000; n += 100) {
    const [next] = readings.after(`meter-acme-${n}`);
    expect(next?.meterId).toBe(`meter-acme-${n + 1}`);
    acme.do({ type: 'deleteReading', meterId: `meter-acme-${n + 1}` });
  }
  expect(readings.size).toBe(198_000);
  expect(readings.within('2025-03', monthIn('2025-03', 'UTC'))).toHaveLength(198_000);
});

test('readings of many counters are recorded under many assignments', () => {
  const acme = new TestAccount();
  const contract = { contractId: 'c', name: 'c', currency: 'USD' };
  const assignment = { contract, monthFrom: '2025-01' };
  for (let n = 0; n < 300_000; n += 1) apply(acme.account, { type: 'contractAssigned', assignment });
  for (let sent = 0; sent < 5000; sent += 1000) {
    const readings = Array.from({ length: 1000 }, (_, n): NewReading => aReading({ counterName: `test.${sent + n}` }));
    expect(acme.do({ type: 'recordReadings', readings }).acceptedCount).toBe(1000);
  }
});

test('a statement is made of many readings, projects and resources', () => {
  const count = 200_000;
  const gauge = { ...reading(), counterType: 'GAUGE', volume: '0.5' } as const;
  const readings = Array.from({ length: count }, (_, n) => ({
    ...gauge,
    projectId: `p-${n % 2000}`,
    resourceId: `r-${n}`,
  }));
  const { lineItems, usageAmount } = calculateStatement({ member: 'kr', month: '2025-03', readings });
  expect([lineItems.length, usageAmount]).toEqual([2000, count / 2]);
});

test('a defect that looks for readings of one time does not compare each with all others', () => {
  const dropped = defectNamed('same-time-readings-dropped');
  const readings = Array.from({ length: 100_000 }, (_, n) =>
    reading({ timestamp: new Date(Date.UTC(2025, 2, 5) + n).toISOString() }),
  );
  const input = { member: 'kr', month: '2025-03', readings: [...readings, ...readings] };
  expect(calculateStatement(input, { rules: rulesWith(dropped ? [dropped] : []) }).usageAmount).toBe(100_000);
});
