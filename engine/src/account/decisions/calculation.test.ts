import { describe, expect, test } from 'vitest';
import { memberNamed, seen, TestAccount } from '../../../test/test-account.ts';
import { apply, type PaymentStatus } from '../../index.ts';

const calculate = (month: string) => ({ type: 'calculate', month }) as const;

/** The ledger, a line per entry, of `credit-…` as they were granted. */
const ledger = (acme: TestAccount) =>
  acme.account.ledger.map(({ creditId, kind, amount, balance }) => [creditId, kind, amount, balance].join(' '));

describe('calculating a month', () => {
  test('makes its statement, ready to be paid', () => {
    const acme = new TestAccount();
    acme.use('2025-03', 70);
    expect(acme.do(calculate('2025-03'))).toEqual({ bill: { month: '2025-03', statementId: 'st-acme-2025-03' } });
    expect(acme.billOf('2025-03')).toMatchObject({
      month: '2025-03',
      statementId: 'st-acme-2025-03',
      paymentGroupId: 'pg-acme-2025-03',
      calculatedAt: acme.now,
      status: 'READY',
      paid: 0,
      statement: { usageAmount: 70, totalAmount: 70 },
    });
    expect(acme.due('2025-03')).toBe(70);
  });

  test('works without usage, and without anything known of the account', () => {
    expect(new TestAccount().calculate('2025-03')).toMatchObject({ lineItems: [], totalAmount: 0 });
  });

  test('takes the contract, the adjustments and the credits of the account', () => {
    const acme = new TestAccount();
    const { contractId } = acme.do({ type: 'createContract', name: 'C', terms: { baseFee: 1_000 } }).contract;
    const assign = { type: 'assignContract', contractId, billingGroupId: 'bg-acme' } as const;
    acme.do({ ...assign, monthFrom: '2025-03', monthTo: '2025-03' });
    acme.adjust({ value: 500, monthFrom: '2025-03', monthTo: '2025-03' });
    acme.grant(300, { validFrom: '2025-03-31', expiresOn: '2025-12-31' });
    expect(acme.calculate('2025-02').totalAmount).toBe(0);
    expect(acme.calculate('2025-03')).toMatchObject({
      baseFee: 1_000,
      adjustmentTotal: 500,
      creditApplied: 300,
      charge: 1_200,
    });
    expect(acme.calculate('2025-04').totalAmount).toBe(1_200); // only the amount that March left unpaid
  });

  test.each(['2025-13', '2025-3', ''])('%j is refused', (month) => {
    const refusal = new TestAccount().refusal(calculate(month));
    expect([refusal.code, refusal.details.map(({ path }) => path)]).toEqual(['VALIDATION_ERROR', ['/month']]);
  });
});

describe('calculating it again', () => {
  test('writes nothing when nothing has changed, whatever time it is', () => {
    const acme = new TestAccount();
    acme.grant(30);
    acme.bill('2025-01', 50);
    acme.bill('2025-03', 70);
    const before = seen(acme.account);
    acme.now = '2025-06-01T00:00:00.000000000Z';
    const { events, answer } = acme.decide(calculate('2025-03'));
    expect(events).toEqual([]);
    expect(answer).toEqual({ bill: { month: '2025-03', statementId: 'st-acme-2025-03' } });
    expect(seen(acme.account)).toEqual(before);
  });

  test('after more usage gives back what it used and uses credits anew', () => {
    const acme = new TestAccount();
    acme.grant(100, { creditType: 'PAID' });
    acme.grant(30, { creditType: 'BONUS' });
    expect(acme.bill('2025-03', 50)).toMatchObject({ creditApplied: 50, charge: 0 });
    acme.now = '2025-04-02T00:00:00.000000000Z';
    expect(acme.bill('2025-03', 200)).toMatchObject({ creditApplied: 130, charge: 120 });
    expect(ledger(acme)).toEqual([
      'credit-acme-1 GRANT 100 100',
      'credit-acme-3 GRANT 30 30',
      'credit-acme-3 USE 30 0',
      'credit-acme-1 USE 20 80',
      // Credits are given back in the order of granting.
      'credit-acme-1 GIVE_BACK 20 100',
      'credit-acme-3 GIVE_BACK 30 30',
      'credit-acme-3 USE 30 0',
      'credit-acme-1 USE 100 0',
    ]);
    const [granted, , used, , , , last] = acme.account.ledger;
    expect(granted).not.toHaveProperty('statementId');
    expect(used).toMatchObject({ type: 'BONUS', statementId: 'st-acme-2025-03', at: '2025-03-15T00:00:00.000000000Z' });
    expect(last).toMatchObject({ type: 'BONUS', statementId: 'st-acme-2025-03', at: acme.now });
    expect(acme.billOf('2025-03').calculatedAt).toBe(acme.now);
    expect(new Set(acme.account.ledger.map(({ entryId }) => entryId)).size).toBe(8);
  });

  test('moves no credit when the bill changes and the use does not', () => {
    const acme = new TestAccount();
    acme.grant(30);
    acme.bill('2025-03', 50);
    const entries = ledger(acme);
    expect(acme.bill('2025-03', 10)).toMatchObject({ creditApplied: 30, charge: 30 });
    expect(ledger(acme)).toEqual(entries);
  });

  test('uses a credit granted since, and one that a smaller bill leaves is whole again', () => {
    const acme = new TestAccount();
    const first = acme.grant(30);
    acme.bill('2025-03', 50);
    const second = acme.grant(100, { creditType: 'BONUS' });
    expect(acme.calculate('2025-03')).toMatchObject({ creditApplied: 50, charge: 0 });
    expect([acme.balance(first), acme.balance(second)]).toEqual([30, 50]);
    acme.do({ type: 'deleteReadings' });
    expect(acme.calculate('2025-03')).toMatchObject({ creditApplied: 0, charge: 0 });
    expect([acme.balance(first), acme.balance(second)]).toEqual([30, 100]);
  });

  test('takes balances as later months left them', () => {
    const acme = new TestAccount();
    const creditId = acme.grant(100);
    acme.bill('2025-02', 40);
    acme.bill('2025-03', 30);
    // 100 − 40 − 30 = 30 are left, and 40 come back: 70 of 90
    expect(acme.bill('2025-02', 50)).toMatchObject({ creditApplied: 70, charge: 20 });
    expect(acme.balance(creditId)).toBe(0);
    expect(acme.statement('2025-03').creditApplied).toBe(30);
  });

  test.each(['EXPIRE', 'CANCEL'] as const)('takes from a credit what comes back to it after its %s', (ended) => {
    const acme = new TestAccount();
    const creditId = acme.grant(100);
    acme.bill('2025-03', 60);
    apply(acme.account, { type: 'creditGranted', credit: { ...acme.credit(creditId), balance: 0, ended } });
    expect(acme.bill('2025-03', 20)).toMatchObject({ creditApplied: 0, charge: 80 });
    expect(ledger(acme).slice(2)).toEqual(['credit-acme-1 GIVE_BACK 60 60', `credit-acme-1 ${ended} 60 0`]);
    expect(acme.balance(creditId)).toBe(0);
    // This happens only once.
    expect(acme.decide(calculate('2025-03')).events).toEqual([]);
  });

  test('leaves the later months as they are; what is due is current', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 100);
    acme.bill('2025-03', 10);
    acme.bill('2025-02', 50);
    expect(acme.statement('2025-03')).toMatchObject({ unpaidAmount: 100, totalAmount: 110 });
    expect([acme.due('2025-02'), acme.due('2025-03')]).toEqual([150, 160]);
    expect(acme.calculate('2025-03')).toMatchObject({ unpaidAmount: 150, totalAmount: 160 });
  });
});

describe('a statement', () => {
  test.each<[PaymentStatus, boolean]>([
    ['READY', true],
    ['REGISTERED', true],
    ['FAILED', true],
    ['PENDING', false],
    ['PARTIALLY_PAID', false],
    ['PAID', false],
    ['CANCELLED', false],
    ['REFUNDED', false],
  ])('whose payment is %s can be calculated again: %s', (status, isRecalculable) => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    acme.put('2025-03', status);
    // Readings are accepted in every state.
    acme.use('2025-03', 50);
    if (isRecalculable) {
      expect(acme.calculate('2025-03').usageAmount).toBe(150);
      expect(acme.status('2025-03')).toBe(status);
      return;
    }
    const before = seen(acme.account);
    const refusal = acme.refusal(calculate('2025-03'));
    expect([refusal.code, refusal.details.map(({ path }) => path)]).toEqual(['STATEMENT_FINALIZED', ['/month']]);
    expect(refusal.message).toContain(status);
    expect(seen(acme.account)).toEqual(before);
    expect(acme.statement('2025-03').usageAmount).toBe(100);
  });

  test('keeps its state when its own due becomes 0', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    acme.put('2025-03', 'REGISTERED');
    acme.do({ type: 'deleteReadings' });
    acme.calculate('2025-03');
    expect([acme.status('2025-03'), acme.due('2025-03')]).toEqual(['REGISTERED', 0]);
  });
});

describe('deleting a calculation', () => {
  const deleting = (month: string) => ({ type: 'deleteCalculation', month }) as const;

  test('drops the statement and gives its credits back', () => {
    const acme = new TestAccount();
    acme.grant(100, { creditType: 'PAID' });
    acme.grant(30);
    acme.bill('2025-03', 50);
    expect(acme.do(deleting('2025-03')).bill).toMatchObject({ month: '2025-03', statementId: 'st-acme-2025-03' });
    expect(ledger(acme).slice(4)).toEqual(['credit-acme-1 GIVE_BACK 20 100', 'credit-acme-3 GIVE_BACK 30 30']);
    expect(acme.account.ledger.at(-1)?.statementId).toBe('st-acme-2025-03');
    expect([acme.account.bills.size, acme.due('2025-03')]).toEqual([0, 0]);
    // The month is calculated as if it had never been calculated before.
    expect(acme.calculate('2025-03')).toMatchObject({ creditApplied: 50, charge: 0 });
  });

  test('lets another statement charge the late fee that it charged', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 1_000);
    acme.calculate('2025-03');
    acme.do(deleting('2025-03'));
    expect(acme.calculate('2025-04')).toMatchObject({ lateFee: 50, lateFeeMonths: ['2025-01'] });
  });

  test('is refused for a month without a statement', () => {
    expect(new TestAccount().refusal(deleting('2025-03')).code).toBe('NOT_FOUND');
  });

  test.each<[PaymentStatus, boolean]>([
    ['READY', true],
    ['REGISTERED', true],
    ['FAILED', true],
    ['PENDING', false],
    ['PARTIALLY_PAID', false],
    ['PAID', false],
    ['CANCELLED', false],
    ['REFUNDED', false],
  ])('whose payment is %s is possible: %s', (status, isPossible) => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    acme.put('2025-03', status);
    if (isPossible) expect(acme.do(deleting('2025-03')).bill.month).toBe('2025-03');
    else expect(acme.refusal(deleting('2025-03')).code).toBe('STATEMENT_FINALIZED');
    expect(acme.account.bills.has('2025-03')).toBe(!isPossible);
  });
});

describe('what is unpaid', () => {
  test('is the outstanding of earlier months, not of cancelled and refunded ones', () => {
    const acme = new TestAccount();
    const months = ['2024-10', '2024-11', '2024-12', '2025-01'] as const;
    for (const [n, month] of months.entries()) acme.bill(month, 100 * 10 ** n);
    acme.put('2024-10', 'CANCELLED');
    acme.put('2024-11', 'REFUNDED');
    acme.put('2024-12', 'FAILED');
    // 10 000 and 100 000, with late fees: see below
    const dues = months.map((month) => acme.due(month));
    // November's late fee of 5 for nobody: 2024-12 charged October's 5, 2025-01 November's 50
    expect(dues).toEqual([0, 0, 10_005, 110_055]);
    expect(acme.calculate('2025-02')).toMatchObject({
      unpaidAmount: 110_055,
      lateFee: 500,
      lateFeeMonths: ['2024-12'],
    });
  });

  test('comes from the earlier months only, whenever they were calculated', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 1);
    acme.bill('2025-02', 10);
    expect(acme.statement('2025-03').unpaidAmount).toBe(0);
    expect(acme.statement('2025-02').unpaidAmount).toBe(0);
    expect(acme.calculate('2025-03').unpaidAmount).toBe(10);
  });
});

describe('a late fee', () => {
  test('is charged once per month owed, by the first statement at which it is overdue', () => {
    const acme = new TestAccount({ member: memberNamed('kr') });
    acme.bill('2025-01', 1_000); // 1100 with tax
    expect(acme.calculate('2025-02')).toMatchObject({ unpaidAmount: 1_100, lateFee: 0, lateFeeMonths: [] });
    expect(acme.calculate('2025-03')).toMatchObject({ unpaidAmount: 1_100, lateFee: 55, lateFeeMonths: ['2025-01'] });
    expect(acme.calculate('2025-04')).toMatchObject({ unpaidAmount: 1_155, lateFee: 0, lateFeeMonths: [] });
    expect(acme.account.lateFees).toEqual(new Map([['2025-01', '2025-03']]));
  });

  test('is never charged on late fees', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 1_000);
    acme.calculate('2025-03'); // owes 50 by itself, a late fee
    expect(acme.calculate('2025-05')).toMatchObject({ unpaidAmount: 1_050, lateFee: 0, lateFeeMonths: [] });
  });

  test('stays with the statement that charged it when that is calculated again', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 1_000);
    acme.calculate('2025-03');
    acme.calculate('2025-04');
    expect(acme.bill('2025-03', 7)).toMatchObject({ lateFee: 50, lateFeeMonths: ['2025-01'] });
    expect(acme.calculate('2025-04')).toMatchObject({ unpaidAmount: 1_057, lateFee: 0 });
  });

  test('follows what is owed when it is calculated again', () => {
    const acme = new TestAccount();
    acme.bill('2025-01', 1_000);
    acme.calculate('2025-03');
    acme.pay('2025-01', 400);
    expect(acme.calculate('2025-03')).toMatchObject({ unpaidAmount: 600, lateFee: 30 });
    acme.pay('2025-01');
    expect(acme.calculate('2025-03')).toMatchObject({ unpaidAmount: 0, lateFee: 0, lateFeeMonths: [] });
    expect(acme.account.lateFees.size).toBe(0);
  });

  test.each(['CANCELLED', 'REFUNDED'] as const)(
    'is not charged again when the statement that charged it is %s',
    (status) => {
      const acme = new TestAccount();
      acme.bill('2025-01', 1_000);
      acme.calculate('2025-03');
      acme.put('2025-03', status);
      expect(acme.calculate('2025-04')).toMatchObject({ unpaidAmount: 1_000, lateFee: 0 });
    },
  );

  test('is charged by a later statement for a month that owed nothing before', () => {
    const acme = new TestAccount();
    acme.calculate('2025-01');
    acme.calculate('2025-03');
    acme.bill('2025-01', 1_000); // late readings
    expect(acme.calculate('2025-04')).toMatchObject({ unpaidAmount: 1_000, lateFee: 50, lateFeeMonths: ['2025-01'] });
  });
});

test('a month that would make all that is owed more than money can be is not calculated', () => {
  const acme = new TestAccount();
  const much = 8_100_000_000_000_000;
  for (let part = 1; part <= 9; part += 1) {
    acme.use('2025-02', 900_000_000_000_000);
    acme.use('2025-01', 900_000_000_000_000);
  }
  acme.calculate('2025-02');
  const before = seen(acme.account);
  expect(acme.refusal({ type: 'calculate', month: '2025-01' }).code).toBe('AMOUNT_OUT_OF_RANGE');
  expect(seen(acme.account)).toEqual(before);
  expect(acme.due('2025-02')).toBe(much);
});
