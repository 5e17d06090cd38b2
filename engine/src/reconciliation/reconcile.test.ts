import { expect, test } from 'vitest';
import { Life, payment } from '../../test/account-life.ts';
import type { Bill, LiveAccount, Statement } from '../index.ts';
import { reconcile } from '../index.ts';

/** A life with everything in it that can be off: credits used and given back, payments, refunds, a late fee. */
function richLife(): Life {
  const life = new Life();
  life.bill('2024-12', 100);
  const used = life.grant(30);
  life.grant(40, { creditType: 'PAID' });
  life.adjust({ type: 'RATE_DISCOUNT', value: '10' });
  life.bill('2025-01', 1000);
  life.bill('2025-02', 1000);
  life.bill('2025-01', 500);
  life.do({ type: 'cancelCredits', creditIds: [used] });
  life.pay('2025-01');
  life.do(payment('2025-02', 200, 'STAYS_PENDING'));
  life.do({ type: 'refund', month: '2025-01', amount: 50, to: 'CREDIT' });
  life.bill('2025-03', 10);
  return life;
}

test('nothing is off in a life that went by the rules', () => {
  const life = richLife();
  expect(life.account.lateFees.size).toBeGreaterThan(0);
  expect(reconcile(life.account)).toEqual([]);
});

test('nothing is off where months are refunded and partially paid, and credits were given back', () => {
  const life = new Life();
  life.bill('2025-01', 100);
  life.pay('2025-01');
  life.do({ type: 'refund', month: '2025-01', to: 'PAYER' });
  life.grant(10);
  life.bill('2025-02', 100);
  life.grant(20, { creditType: 'PROMOTIONAL' });
  life.calculate('2025-02');
  life.pay('2025-02', 5);
  expect([life.status('2025-01'), life.status('2025-02')]).toEqual(['REFUNDED', 'PARTIALLY_PAID']);
  expect(life.account.ledger.map(({ kind }) => kind)).toContain('GIVE_BACK');
  expect(reconcile(life.account)).toEqual([]);
});

const bill = (account: LiveAccount, month: string): Bill => {
  const found = account.bills.get(month);
  if (!found) throw new Error(`${month} was not calculated.`);
  return found;
};

/** Makes one figure of a month's bill, or of its statement, another one. */
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
  ['totalAmount is charge', 8, (account) => misprinted(account, '2025-03', { totalAmount: 1 })],
  ['no figure is below 0', 8, (account) => misprinted(account, '2025-03', { vat: -1 })],
  ['a late fee is charged once', 8, (account) => misprinted(account, '2025-01', { lateFeeMonths: ['2024-12'] })],
  ['a late fee is charged once', 8, (account) => account.lateFees.clear()],
  ['a balance is what', 9, (account) => account.ledger.pop()],
  ['a balance is what', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), balance: 7 })],
  [
    'a balance is what',
    9,
    ({ credits }) => credits.set('c', { ...first(credits.values()), creditId: 'ghost', balance: 7 }),
  ],
  ['no balance is below 0', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), balance: -7 })],
  ['what is granted', 9, ({ credits }) => credits.set('c', { ...first(credits.values()), granted: 7 })],
  ['a statement used', 9, (account) => misprinted(account, '2025-01', { appliedCredits: [] })],
  [
    'a statement used',
    9,
    ({ ledger }) => ledger.push({ ...first(ledger), kind: 'USE', statementId: 'st-acme-2025-02' }),
  ],
  [
    'a payment goes to months in full',
    8,
    ({ payments }) => {
      const made = first(payments.values());
      payments.set(made.paymentId, { ...made, amount: made.amount + 1 });
    },
  ],
  ['what was paid of a month', 8, (account) => changed(account, '2025-01', { paid: 1 })],
  ['no month is paid more', 8, (account) => changed(account, '2025-01', { paid: 1_000_000 })],
  ['what is outstanding is kept in mind', 8, ({ owing }) => owing.clear()],
  ['what was refunded', 10, ({ refunds }) => refunds.pop()],
  ['what was refunded', 10, (account) => changed(account, '2025-01', { refunded: 1_000_000 })],
  ['a state says', 10, (account) => changed(account, '2025-01', { status: 'READY' })],
  ['a state says', 10, (account) => changed(account, '2025-02', { status: 'PAID' })],
  ['a state says', 10, (account) => changed(account, '2025-01', { status: 'PARTIALLY_PAID' })],
  ['a state says', 10, (account) => changed(account, '2025-01', { status: 'REFUNDED' })],
  ['a state says', 10, ({ pending }) => pending.clear()],
])('what is off is found: %s', (invariant, section, tamper) => {
  const { account } = richLife();
  tamper(account);
  const findings = reconcile(account).filter((finding) => finding.invariant.startsWith(invariant));
  expect(findings.map((finding) => finding.section)).toContain(section);
  expect(findings.every(({ message }) => message.endsWith('.'))).toBe(true);
});
