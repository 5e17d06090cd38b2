import fc from 'fast-check';
import { expect, test } from 'vitest';
import { members, readings } from '../../test/arbitraries.ts';
import { commands } from '../../test/arbitrary-commands.ts';
import { chosenPolicy } from '../../test/arbitrary-policies.ts';
import { policyWith } from '../../test/policy-with.ts';
import { memberNamed, TestAccount } from '../../test/test-account.ts';
import { BillingError, type Command, calculateStatement, type RuleChoices, reconcile } from '../index.ts';

const accountBilledBy = (rules: RuleChoices) =>
  new TestAccount({ member: memberNamed('kr'), policy: policyWith(rules) });

test('an account is billed by what its policy chose', () => {
  const acme = accountBilledBy({ taxOn: 'BEFORE_CREDITS', creditsPerBill: 'ONE', creditUse: 'WHOLE' });
  const [large, fitting, other] = [acme.grant(500), acme.grant(200), acme.grant(50)];
  // 10 % of 300
  expect(acme.bill('2025-03', 300)).toMatchObject({ creditApplied: 200, charge: 100, vat: 30, totalAmount: 130 });
  expect([large, fitting, other].map((id) => acme.balance(id))).toEqual([500, 0, 50]);
  // A new calculation gives back the credit that the first one used. Now the large one fits.
  expect(acme.bill('2025-03', 300)).toMatchObject({ creditApplied: 500, charge: 100, vat: 60, totalAmount: 160 });
  expect([large, fitting, other].map((id) => acme.balance(id))).toEqual([0, 200, 50]);
});

test('a late fee of every month is on each statement until the month is paid, and nothing is off', () => {
  const acme = accountBilledBy({ lateFee: 'EVERY_MONTH' });
  expect(acme.bill('2024-12', 1_000)).toMatchObject({ totalAmount: 1_100, lateFee: 0 });
  const overdue = { lateFee: 55, lateFeeMonths: ['2024-12'] };
  expect(acme.calculate('2025-02')).toMatchObject({ ...overdue, unpaidAmount: 1_100, totalAmount: 1_155 });
  expect(acme.calculate('2025-03')).toMatchObject({ ...overdue, unpaidAmount: 1_155, totalAmount: 1_210 });
  // A month that is calculated again keeps its late fee.
  expect(acme.calculate('2025-02')).toMatchObject(overdue);
  expect(reconcile(acme.account, policyWith({ lateFee: 'EVERY_MONTH' }))).toEqual([]);
  expect(reconcile(acme.account).map(({ invariant }) => invariant)).toContain(
    'a late fee is charged once per month owed',
  );
  acme.pay('2024-12');
  expect(acme.calculate('2025-04')).toMatchObject({ lateFee: 0, unpaidAmount: 110 });
});

/** Sends a command that may be refused. */
function send(acme: TestAccount, command: Command): void {
  try {
    acme.do(command);
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
  }
}

test('whatever a policy chooses, nothing is off in an account that is billed by it', () => {
  fc.assert(
    fc.property(members, commands, chosenPolicy, (member, sent, policy) => {
      const acme = new TestAccount({ member: memberNamed(member), policy });
      for (const command of sent) send(acme, command);
      expect(reconcile(acme.account, policy)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('whatever a policy chooses, calculating a month twice is calculating it once', () => {
  fc.assert(
    fc.property(members, commands, chosenPolicy, (member, sent, policy) => {
      const acme = new TestAccount({ member: memberNamed(member), policy });
      for (const command of sent) send(acme, command);
      send(acme, { type: 'calculate', month: '2025-03' });
      const before = acme.account.ledger.length;
      send(acme, { type: 'calculate', month: '2025-03' });
      expect(acme.account.ledger.length).toBe(before);
    }),
    { numRuns: 60 },
  );
});

test('whatever a policy chooses, a month of an account is billed as one calculation of all its readings', () => {
  const batches = fc.array(readings, { maxLength: 5 });
  fc.assert(
    fc.property(members, batches, chosenPolicy, (member, sent, policy) => {
      const acme = new TestAccount({ member: memberNamed(member), policy });
      for (const batch of sent) acme.record(...batch);
      for (const month of ['2025-02', '2025-03', '2025-04']) {
        const { lineItems, usageAmount } = calculateStatement({ member, month, readings: sent.flat() }, { policy });
        expect(acme.calculate(month)).toMatchObject({ lineItems, usageAmount });
      }
    }),
    { numRuns: 100 },
  );
});
