import { expect, test } from 'vitest';
import { payment, TestAccount } from '../../test/test-account.ts';
import type { Bill, LiveAccount, Statement } from '../index.ts';
import { reconcile } from '../index.ts';

/** An account with everything in it that can be off: credits used and given back, payments, refunds, a late fee. */
function richAccount(): TestAccount {
  const acme = new TestAccount();
  acme.bill('2024-12', 100);
  const used = acme.grant(30);
  acme.grant(40, { creditType: 'PAID' });
  acme.adjust({ type: 'RATE_DISCOUNT', value: '10' });
  acme.bill('2025-01', 1000);
  acme.bill('2025-02', 1000);
  acme.bill('2025-01', 500);
  acme.do({ type: 'cancelCredits', creditIds: [used] });
  acme.pay('2025-01');
  acme.do(payment('2025-02', 200, 'STAYS_PENDING'));
  acme.do({ type: 'refund', month: '2025-01', amount: 50, to: 'CREDIT' });
  acme.bill('2025-03', 10);
  return acme;
}

test('nothing is off in an account whose commands were decided by the rules', () => {
  const acme = richAccount();
  expect(acme.account.lateFees.size).toBeGreaterThan(0);
  expect(reconcile(acme.account)).toEqual([]);
});

test('nothing is off where months are refunded and partially paid, and credits were given back', () => {
  const acme = new TestAccount();
  acme.bill('2025-01', 100);
  acme.pay('2025-01');
  acme.do({ type: 'refund', month: '2025-01', to: 'PAYER' });
  acme.grant(10);
  acme.bill('2025-02', 100);
  acme.grant(20, { creditType: 'PROMOTIONAL' });
  acme.calculate('2025-02');
  acme.pay('2025-02', 5);
  expect([acme.status('2025-01'), acme.status('2025-02')]).toEqual(['REFUNDED', 'PARTIALLY_PAID']);
  expect(acme.account.ledger.map(({ kind }) => kind)).toContain('GIVE_BACK');
  expect(reconcile(acme.account)).toEqual([]);
});

const bill = (account: LiveAccount, month: string): Bill => {
  const found = account.bills.get(month);
  if (!found) throw new Error(`${month} was not calculated.`);
  return found;
};

/** Changes one figure of a month's bill, or of its statement. */
const changed = (account: LiveAccount, month: string, change: Partial<Bill>) =>
  account.bills.set(month, { ...bill(account, month), ...change });

const misprinted = (account: LiveAccount, month: string, figures: Partial<Statement>) =>
  changed(account, month, { statement: { ...bill(account, month).statement, ...figures } });

const first = <Value>(values: Iterable<Value>): Value => {
  for (const value of values) return value;
  throw new Error('There is none.');
};

test.each<[invariant: string, section: number, tamper: (account: LiveAccount) => unknown]>([
  ['usageAmount is the sum', 4, (account) => misprinted(account, '2025-03', { usageAmount: 11 })],
  ['contractDiscount is the sum', 4, (account) => misprinted(account, '2025-03', { contractDiscount: 1 })],
  ['the net amounts', 4, (account) => misprinted(account, '2025-03', { usageAmount: 11, contractDiscount: 2 })],
  ['subtotal is usage', 4, (account) => misprinted(account, '2025-03', { subtotal: 11 })],
  ['adjustmentTotal is the sum', 5, (account) => misprinted(account, '2025-03', { adjustmentTotal: -3 })],
  ['creditApplied is the sum', 6, (account) => misprinted(account, '2025-03', { creditApplied: 3 })],
  ['charge is subtotal', 6, (account) => misprinted(account, '2025-03', { charge: 3 })],
  ['totalAmount is the sum', 8, (account) => misprinted(account, '2025-03', { totalAmount: 1 })],
  ['no figure is below 0', 8, (account) => misprinted(account, '2025-03', { vat: -1 })],
  ['a late fee is charged once', 8, (account) => misprinted(account, '2025-01', { lateFeeMonths: ['2024-12'] })],
  ['a late fee is charged once', 8, (account) => account.lateFees.clear()],
  ['a balance is what was granted', 9, (account) => account.ledger.pop()],
  ['a balance is what was granted', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), balance: 7 })],
  [
    'a balance is what was granted',
    9,
    ({ credits }) => credits.set('c', { ...first(credits.values()), creditId: 'ghost', balance: 7 }),
  ],
  ['no balance is below 0', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), balance: -7 })],
  ['the granted amount', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), granted: 7 })],
  ['the credits of a statement', 9, (account) => misprinted(account, '2025-01', { appliedCredits: [] })],
  [
    'the credits of a statement',
    9,
    ({ ledger }) => ledger.push({ ...first(ledger), kind: 'USE', statementId: 'st-acme-2025-02' }),
  ],
  [
    'a payment is allocated to months in full',
    8,
    ({ payments }) => {
      const made = first(payments.values());
      payments.set(made.paymentId, { ...made, amount: made.amount + 1 });
    },
  ],
  ['the paid amount of a month', 8, (account) => changed(account, '2025-01', { paid: 1 })],
  ['no month is paid more', 8, (account) => changed(account, '2025-01', { paid: 1_000_000 })],
  ['the months that owe are those of which something is outstanding', 8, ({ owing }) => owing.clear()],
  ['the refunded amount of a month', 10, ({ refunds }) => refunds.pop()],
  ['the refunded amount of a month', 10, (account) => changed(account, '2025-01', { refunded: 1_000_000 })],
  ['the payment status of a month', 10, (account) => changed(account, '2025-01', { status: 'READY' })],
  ['the payment status of a month', 10, (account) => changed(account, '2025-02', { status: 'PAID' })],
  ['the payment status of a month', 10, (account) => changed(account, '2025-01', { status: 'PARTIALLY_PAID' })],
  ['the payment status of a month', 10, (account) => changed(account, '2025-01', { status: 'REFUNDED' })],
  ['the payment status of a month', 10, ({ pending }) => pending.clear()],
])('what is off is found: %s', (invariant, section, tamper) => {
  const { account } = richAccount();
  tamper(account);
  const findings = reconcile(account).filter((finding) => finding.invariant.startsWith(invariant));
  expect(findings.map((finding) => finding.section)).toContain(section);
  expect(findings.every(({ message }) => message.endsWith('.'))).toBe(true);
});
