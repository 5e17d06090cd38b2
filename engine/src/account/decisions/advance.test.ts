import { describe, expect, test } from 'vitest';
import { memberNamed, payment, seen, TestAccount } from '../../../test/test-account.ts';
import { standardPolicy } from '../../index.ts';

/** An account of a member without tax, at noon of 15 January 2025 in UTC. */
function inJanuary(member = 'etc'): TestAccount {
  const acme = new TestAccount({ member: memberNamed(member) });
  acme.now = '2025-01-15T12:00:00.000000000Z';
  return acme;
}

/** The timeline, an entry a line. */
function lines(timeline: ReturnType<TestAccount['advance']>): string[] {
  return timeline.map(({ at, kind, month = '', amount, currency, statementId, paymentId, creditId }) =>
    [at.replace(/:00\.0{9}Z$/, ''), kind, month, amount, currency, statementId ?? paymentId ?? '', creditId ?? '']
      .join(' ')
      .replaceAll(/ +/g, ' ')
      .trim(),
  );
}

test('the months that end, the credits they use and lose, the payments in flight and what is overdue come in order of time', () => {
  const acme = inJanuary();
  acme.bill('2024-12', 70);
  const spring = acme.grant(150, { expiresOn: '2025-02-10' });
  acme.use('2025-01', 100);
  acme.use('2025-02', 40);
  expect(lines(acme.advance({ to: '2025-02-01T09:00:00Z' }))).toEqual([
    `2025-02-01T00:00 credit.used 2025-01 100 USD st-acme-2025-01 ${spring}`,
    '2025-02-01T00:00 statement.calculated 2025-01 70 USD st-acme-2025-01',
  ]);
  const { paymentId } = acme.do(payment('2024-12', 60, 'STAYS_PENDING')).payment;
  expect(lines(acme.advance({ by: 'P3M' }))).toEqual([
    `2025-02-02T09:00 payment.settled 2024-12 60 USD ${paymentId}`,
    `2025-02-11T00:00 credit.expired 50 USD ${spring}`,
    '2025-02-24T00:00 statement.overdue 2024-12 10 USD st-acme-2024-12',
    '2025-03-01T00:00 statement.calculated 2025-02 51 USD st-acme-2025-02',
    '2025-04-24T00:00 statement.overdue 2025-02 41 USD st-acme-2025-02',
  ]);
  expect(acme.now).toBe('2025-05-01T09:00:00.000000000Z');
  expect([acme.status('2024-12'), acme.status('2025-02'), acme.balance(spring)]).toEqual([
    'PARTIALLY_PAID',
    'READY',
    0,
  ]);
});

test('what happens has the time at which it fell due', () => {
  const acme = inJanuary();
  acme.grant(30, { expiresOn: '2025-02-10' });
  acme.use('2025-01', 20);
  acme.advance({ by: 'P2M' });
  expect(acme.billOf('2025-01').calculatedAt).toBe('2025-02-01T00:00:00.000000000Z');
  expect(acme.account.ledger.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'GRANT 2025-01-15T12:00:00.000000000Z',
    'USE 2025-02-01T00:00:00.000000000Z',
    'EXPIRE 2025-02-11T00:00:00.000000000Z',
  ]);
});

describe('a month', () => {
  test('that ends uses a credit that expires with it, and only what is left of the credit expires', () => {
    const acme = inJanuary();
    const credit = acme.grant(150, { expiresOn: '2025-01-31' });
    acme.use('2025-01', 100);
    expect(lines(acme.advance({ by: 'P1M' }))).toEqual([
      `2025-02-01T00:00 credit.used 2025-01 100 USD st-acme-2025-01 ${credit}`,
      '2025-02-01T00:00 statement.calculated 2025-01 0 USD st-acme-2025-01',
      `2025-02-01T00:00 credit.expired 50 USD ${credit}`,
    ]);
  });

  test('cannot use a credit that expired before it ended', () => {
    const acme = inJanuary();
    acme.grant(150, { expiresOn: '2025-01-20' });
    acme.use('2025-01', 100);
    acme.advance({ by: 'P1M' });
    expect(acme.statement('2025-01')).toMatchObject({ creditApplied: 0, charge: 100 });
  });

  test('ends at local midnight, and is calculated at that instant and not before', () => {
    const acme = inJanuary('kr');
    acme.record({ volume: 1, timestamp: '2025-01-31T23:59:59.999+09:00' });
    expect(acme.advance({ to: '2025-01-31T23:59:59.999999999+09:00' })).toEqual([]);
    expect(lines(acme.advance({ by: 'PT0.000000001S' }))).toEqual([
      '2025-01-31T15:00 statement.calculated 2025-01 1 KRW st-acme-2025-01',
    ]);
  });

  test('without readings, or with a statement, is not calculated', () => {
    const acme = inJanuary('kr');
    acme.bill('2024-12', 5);
    acme.use('2024-12', 5);
    // 1 February in Seoul
    acme.record({ volume: 1, timestamp: '2025-01-31T15:00:00Z' });
    acme.do({
      type: 'assignContract',
      contractId: 'c',
      billingGroupId: 'bg-acme',
      monthFrom: '2025-01',
      otherwise: { name: 'c', terms: { baseFee: 100 } },
    });
    acme.advance({ by: 'P3M' });
    expect([...acme.account.bills.keys()].sort()).toEqual(['2024-12', '2025-02']);
    expect(acme.statement('2024-12').usageAmount).toBe(5);
  });

  test('carries what an earlier one owes that was calculated on the way', () => {
    const acme = inJanuary();
    acme.use('2025-03', 7);
    acme.use('2025-01', 100);
    acme.use('2025-02', 20);
    acme.advance({ to: '2025-04-01T00:00:00Z' });
    expect(acme.statement('2025-02').unpaidAmount).toBe(100);
    // January is overdue at the end of March: 5 % of 100
    expect(acme.statement('2025-03')).toMatchObject({ unpaidAmount: 120, lateFee: 5 });
  });
});

describe('a payment in flight', () => {
  test('settles after 24 hours, not a nanosecond before, and pays what is due by then', () => {
    const acme = inJanuary();
    acme.bill('2024-11', 10);
    acme.bill('2024-12', 20);
    acme.do(payment('2024-12', 30, 'STAYS_PENDING'));
    acme.pay('2024-11', 10);
    expect(acme.advance({ to: '2025-01-16T11:59:59.999999999Z' })).toEqual([]);
    expect(acme.status('2024-12')).toBe('PENDING');
    expect(acme.advance({ by: 'PT1S' })).toMatchObject([
      { kind: 'payment.settled', at: '2025-01-16T12:00:00.000000000Z', amount: 20, month: '2024-12' },
    ]);
    expect([acme.status('2024-12'), acme.due('2024-12')]).toEqual(['PAID', 0]);
  });

  test('issues an earlier month that was only calculated, as any payment does', () => {
    const acme = inJanuary();
    acme.bill('2024-11', 10);
    acme.bill('2024-12', 20);
    const { paymentId } = acme.do(payment('2024-12', 30, 'STAYS_PENDING')).payment;
    expect(lines(acme.advance({ by: 'P1D' }))).toEqual([
      `2025-01-16T12:00 payment.settled 2024-12 30 USD ${paymentId}`,
      '2025-01-16T12:00 statement.issued 2024-11 10 USD st-acme-2024-11',
    ]);
  });

  test('settles before the month that ends at that instant carries it', () => {
    const acme = inJanuary();
    acme.now = '2025-01-31T00:00:00.000000000Z';
    acme.bill('2024-12', 20);
    acme.do(payment('2024-12', 20, 'STAYS_PENDING'));
    acme.use('2025-01', 5);
    acme.advance({ by: 'P1D' });
    expect(acme.statement('2025-01').unpaidAmount).toBe(0);
  });
});

describe('a month that is overdue', () => {
  test('is told once, at the beginning of the day in its time zone, and changes in nothing else', () => {
    const acme = inJanuary('us');
    acme.use('2024-12', 100);
    acme.calculate('2024-12');
    const before = acme.billOf('2024-12');
    // 25 January and 30 days, in New York
    expect(lines(acme.advance({ to: '2025-02-24T05:00:00Z' }))).toEqual([
      '2025-02-24T05:00 statement.overdue 2024-12 108 USD st-acme-2024-12',
    ]);
    expect(acme.billOf('2024-12')).toEqual(before);
    expect(acme.advance({ by: 'P1Y' })).toEqual([]);
  });

  test('is not told when it is paid before, and is when the payment is taken back', () => {
    const acme = inJanuary();
    acme.bill('2024-12', 100);
    acme.pay('2024-12');
    expect(acme.advance({ by: 'P3M' })).toEqual([]);
    acme.do({ type: 'cancelPayments', month: '2024-12' });
    expect(lines(acme.advance({ by: 'PT1S' }))).toEqual([
      '2025-04-15T12:00 statement.overdue 2024-12 100 USD st-acme-2024-12',
    ]);
  });

  test('is told of its part that is outstanding, and again when its statement is another one', () => {
    const acme = inJanuary();
    acme.bill('2024-12', 100);
    acme.advance({ by: 'P3M' });
    acme.do({ type: 'deleteCalculation', month: '2024-12' });
    acme.calculate('2024-12');
    expect(acme.advance({ by: 'PT1S' })).toMatchObject([{ kind: 'statement.overdue', amount: 100 }]);
  });

  test('is overdue after the days of grace of the policy, or when its rule is so at the due date', () => {
    const told = (lateFees: object, rules: object = {}) => {
      const policy = { ...standardPolicy, lateFees: { ...standardPolicy.lateFees, ...lateFees }, rules };
      const acme = new TestAccount({ policy });
      acme.now = '2025-01-15T12:00:00.000000000Z';
      acme.bill('2024-12', 100);
      return acme.advance({ by: 'P1Y' }).map(({ at }) => at.slice(0, 10));
    };
    expect(told({ graceDays: 3 })).toEqual(['2025-01-28']);
    expect(told({}, { lateFeeGrace: 'NONE' })).toEqual(['2025-01-25']);
  });
});

describe('what was skipped', () => {
  test('happens first, in its order, at the time of the clock', () => {
    const acme = inJanuary();
    acme.bill('2024-12', 70);
    const credit = acme.grant(150, { expiresOn: '2025-02-10' });
    acme.use('2025-01', 100);
    acme.use('2025-02', 40);
    acme.now = '2025-04-25T00:00:00.000000000Z';
    expect(lines(acme.advance({ to: acme.now }))).toEqual([
      `2025-04-25T00:00 credit.used 2025-01 100 USD st-acme-2025-01 ${credit}`,
      '2025-04-25T00:00 statement.calculated 2025-01 70 USD st-acme-2025-01',
      `2025-04-25T00:00 credit.expired 50 USD ${credit}`,
      '2025-04-25T00:00 statement.overdue 2024-12 70 USD st-acme-2024-12',
      '2025-04-25T00:00 statement.calculated 2025-02 114 USD st-acme-2025-02',
      '2025-04-25T00:00 statement.overdue 2025-02 44 USD st-acme-2025-02',
    ]);
  });
});

describe('a duration', () => {
  test.each([
    ['2025-01-31T12:00:00.000000000Z', 'etc', 'P1M', '2025-02-28T12:00:00.000000000Z'],
    ['2024-01-31T12:00:00.000000000Z', 'etc', 'P1M', '2024-02-29T12:00:00.000000000Z'],
    // 1 February at midnight in Seoul, a month later
    ['2025-01-31T15:00:00.000000000Z', 'kr', 'P1M', '2025-02-28T15:00:00.000000000Z'],
    // New York changes its clocks on 9 March: a day of 23 hours, and 24 hours
    ['2025-03-09T04:00:00.000000000Z', 'us', 'P1D', '2025-03-10T03:00:00.000000000Z'],
    ['2025-03-08T17:00:00.000000000Z', 'us', 'P1D', '2025-03-09T16:00:00.000000000Z'],
    ['2025-03-08T17:00:00.000000000Z', 'us', 'PT24H', '2025-03-09T17:00:00.000000000Z'],
    ['2025-01-01T00:00:00.000000000Z', 'etc', 'P1Y2M1W3DT4H5M6.789S', '2026-03-11T04:05:06.789000000Z'],
    ['2025-01-01T00:00:00.000000000Z', 'etc', 'PT0.000000001S', '2025-01-01T00:00:00.000000001Z'],
    ['2025-01-01T00:00:00.000000000Z', 'etc', 'P100Y', '2125-01-01T00:00:00.000000000Z'],
  ])('from %s for %s: %s leads to %s', (now, member, by, then) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    acme.now = now;
    acme.advance({ by });
    expect(acme.now).toBe(then);
  });
});

describe('an advance is refused', () => {
  test.each([
    [{}, 'VALIDATION_ERROR', '/by'],
    [{ to: '2025-02-01T00:00:00Z', by: 'P1D' }, 'VALIDATION_ERROR', '/to'],
    [{ to: 'tomorrow' }, 'VALIDATION_ERROR', '/to'],
    [{ to: '2025-02-01' }, 'VALIDATION_ERROR', '/to'],
    [{ to: '2025-02-30T00:00:00Z' }, 'VALIDATION_ERROR', '/to'],
    [{ to: '2125-01-15T12:00:00.000000001Z' }, 'VALIDATION_ERROR', '/to'],
    [{ to: '2025-01-15T11:59:59.999999999Z' }, 'CLOCK_BACKWARDS', '/to'],
    [{ to: '1970-01-01T00:00:00Z' }, 'CLOCK_BACKWARDS', '/to'],
    [{ by: '' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'a month' }, 'VALIDATION_ERROR', '/by'],
    [{ by: '1M' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'PT' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P1.5M' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P0D' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'PT0S' }, 'VALIDATION_ERROR', '/by'],
    [{ by: '-P1M' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P-1M' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P100YT1S' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'P9999999999Y' }, 'VALIDATION_ERROR', '/by'],
    [{ by: 'PT9007199254740991H' }, 'VALIDATION_ERROR', '/by'],
    [{ by: `P${'9'.repeat(400)}D` }, 'VALIDATION_ERROR', '/by'],
  ])('%j', (time, code, path) => {
    const acme = inJanuary();
    acme.bill('2024-12', 5);
    const before = seen(acme.account);
    const refusal = acme.refusal({ type: 'advance', ...time });
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual([code, [path]]);
    expect(seen(acme.account)).toEqual(before);
  });

  test('beyond the last billing month', () => {
    const acme = inJanuary();
    acme.now = '9990-01-01T00:00:00.000000000Z';
    expect(acme.refusal({ type: 'advance', by: 'P9Y' }).code).toBe('VALIDATION_ERROR');
    expect(acme.refusal({ type: 'advance', to: '9999-06-01T00:00:00Z' }).code).toBe('VALIDATION_ERROR');
    acme.advance({ to: '9998-12-31T23:59:59Z' });
  });

  test('as a whole when something that falls due is, with that refusal', () => {
    const acme = inJanuary();
    acme.use('2025-01', 1);
    acme.use('2025-02', 1);
    acme.record({ counterName: 'test.hours', unit: 'HOURS', timestamp: '2025-02-10T00:00:00Z' });
    const prices = [{ counterName: 'test.hours', pricing: { model: 'FLAT', unit: 'GB', unitPrice: '1' } }] as const;
    acme.do({
      type: 'assignContract',
      contractId: 'c',
      billingGroupId: 'bg-acme',
      monthFrom: '2025-02',
      otherwise: { name: 'c', terms: { prices } },
    });
    const before = seen(acme.account);
    const refusal = acme.refusal({ type: 'advance', by: 'P2M' });
    expect(refusal.code).toBe('UNIT_MISMATCH');
    expect(refusal.message).toMatch(/^The clock was not advanced, since calculating 2025-02 is refused\. .+HOURS/);
    expect(seen(acme.account)).toEqual(before);
    expect(acme.advance({ to: '2025-02-28T23:00:00Z' })).toHaveLength(1);
  });
});
