import { expect } from 'vitest';
import type { AccountServer } from './account-server.ts';
import type { AccountModel } from './model/account-model.ts';
import { sum } from './model/arithmetic.ts';
import { type Bill, outstanding } from './model/bill.ts';
import { dueDate, lastMonth } from './model/calendar.ts';
import type { Credit } from './model/credits.ts';

/** Fails when anything that can be read of the account differs from the model, or does not reconcile. */
export async function expectAgreement(account: AccountModel, server: AccountServer): Promise<void> {
  const [payments, unpaid, balance, history, credits, reconciliation] = await Promise.all([
    server.read('/billing/admin/payments?itemsPerPage=1000'),
    server.read(`/billing/payments/${lastMonth}/statements/unpaid`),
    server.read('/billing/credits/balance'),
    server.read('/billing/credits/history?itemsPerPage=1000'),
    server.read('/billing/v5.0/credits?itemsPerPage=1000'),
    server.runJob('BATCH_RECONCILIATION', lastMonth),
  ]);
  expect(payments, 'statements and payments').toMatchObject({
    statements: account.bills.map((bill) => statementOf(account, bill)),
    payments: account.payments.filter(({ month }) => account.find(month)),
  });
  expect(unpaid, 'unpaid statements').toMatchObject(unpaidOf(account));
  expect(balance, 'credit balance').toMatchObject(balanceOf(account));
  expect(history, 'credit history').toMatchObject(historyOf(account));
  expect(credits, 'credits').toMatchObject(creditsOf(account));
  expect(reconciliation, 'reconciliation').toMatchObject({ results: [{ status: 'SUCCEEDED', findings: [] }] });
}

function statementOf(account: AccountModel, { month, statement, status, paid }: Bill) {
  const paymentGroupId = account.paymentGroupId(month);
  const payment = { paidAmount: paid, amountDue: account.amountDue(month), paymentStatus: status, paymentGroupId };
  return { month, currency: account.member.currency, ...statement, ...payment, dueDate: dueDate(month) };
}

function unpaidOf(account: AccountModel) {
  const statements = account.owedUpTo(lastMonth).map((bill) => {
    const { month, status, statement } = bill;
    return { month, status, totalAmount: statement.totalAmount, unpaidAmount: outstanding(bill) };
  });
  return { statements, totalUnpaid: account.amountDue(lastMonth) };
}

function balanceOf(account: AccountModel) {
  const left = account.credits.inCurrency.filter(({ balance }) => balance > 0);
  const availableBalance = sum(left.map(({ balance }) => balance));
  const balances = left.map(({ type, balance, expiresOn }) => ({
    type,
    amount: balance,
    ...(expiresOn !== undefined && { expiryDate: expiresOn }),
  }));
  const { currency } = account.member;
  return { totalBalance: availableBalance, availableBalance, pendingBalance: 0, currency, balances };
}

function historyOf(account: AccountModel) {
  const totalCreditAmt = sum(account.credits.inCurrency.map(({ amount }) => amount));
  return { totalCreditAmt, creditHistories: account.credits.ledger };
}

function creditsOf(account: AccountModel) {
  const totalCredit = sum(account.credits.inCurrency.map(({ amount }) => amount));
  const restCredit = sum(account.credits.inCurrency.map(({ balance }) => balance));
  const usedCredit = sum(account.bills.map(({ statement }) => statement.creditApplied));
  return { totalCredit, restCredit, usedCredit, credits: account.credits.all.map(creditOf) };
}

const statuses = { EXPIRE: 'EXPIRED', CANCEL: 'CANCELLED' } as const;

function creditOf({ creditId, type, amount, balance, ended, currency }: Credit) {
  const creditStatus = ended ? statuses[ended] : 'ACTIVE';
  return { creditId, creditType: type, creditAmount: amount, restAmount: balance, currency, creditStatus };
}
