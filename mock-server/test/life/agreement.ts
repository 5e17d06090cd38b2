import { expect } from 'vitest';
import type { LifeServer } from './life-server.ts';
import { sum } from './model/arithmetic.ts';
import { type Bill, outstanding } from './model/bill.ts';
import { dueDate, lastMonth } from './model/calendar.ts';
import type { Credit } from './model/credits.ts';
import type { LifeModel } from './model/life-model.ts';

/** Fails when anything that can be read of the account is not what the model says of it, or does not reconcile. */
export async function expectAgreement(life: LifeModel, server: LifeServer): Promise<void> {
  const [payments, unpaid, balance, history, credits, reconciliation] = await Promise.all([
    server.read('/billing/admin/payments?itemsPerPage=1000'),
    server.read(`/billing/payments/${lastMonth}/statements/unpaid`),
    server.read('/billing/credits/balance'),
    server.read('/billing/credits/history?itemsPerPage=1000'),
    server.read('/billing/v5.0/credits?itemsPerPage=1000'),
    server.runJob('BATCH_RECONCILIATION', lastMonth),
  ]);
  expect(payments, 'statements and payments').toMatchObject({
    statements: life.bills.map((bill) => statementOf(life, bill)),
    payments: life.payments.filter(({ month }) => life.find(month)),
  });
  expect(unpaid, 'unpaid statements').toMatchObject(unpaidOf(life));
  expect(balance, 'credit balance').toMatchObject(balanceOf(life));
  expect(history, 'credit history').toMatchObject(historyOf(life));
  expect(credits, 'credits').toMatchObject(creditsOf(life));
  expect(reconciliation, 'reconciliation').toMatchObject({ results: [{ status: 'SUCCEEDED', findings: [] }] });
}

function statementOf(life: LifeModel, { month, statement, status, paid }: Bill) {
  const paymentGroupId = life.paymentGroupId(month);
  const payment = { paidAmount: paid, amountDue: life.amountDue(month), paymentStatus: status, paymentGroupId };
  return { month, currency: life.member.currency, ...statement, ...payment, dueDate: dueDate(month) };
}

function unpaidOf(life: LifeModel) {
  const statements = life.owedUpTo(lastMonth).map((bill) => {
    const { month, status, statement } = bill;
    return { month, status, totalAmount: statement.totalAmount, unpaidAmount: outstanding(bill) };
  });
  return { statements, totalUnpaid: life.amountDue(lastMonth) };
}

function balanceOf(life: LifeModel) {
  const left = life.credits.inCurrency.filter(({ balance }) => balance > 0);
  const availableBalance = sum(left.map(({ balance }) => balance));
  const balances = left.map(({ type, balance, expiresOn }) => ({
    type,
    amount: balance,
    ...(expiresOn !== undefined && { expiryDate: expiresOn }),
  }));
  const { currency } = life.member;
  return { totalBalance: availableBalance, availableBalance, pendingBalance: 0, currency, balances };
}

function historyOf(life: LifeModel) {
  const totalCreditAmt = sum(life.credits.inCurrency.map(({ amount }) => amount));
  return { totalCreditAmt, creditHistories: life.credits.ledger };
}

function creditsOf(life: LifeModel) {
  const totalCredit = sum(life.credits.inCurrency.map(({ amount }) => amount));
  const restCredit = sum(life.credits.inCurrency.map(({ balance }) => balance));
  const usedCredit = sum(life.bills.map(({ statement }) => statement.creditApplied));
  return { totalCredit, restCredit, usedCredit, credits: life.credits.all.map(creditOf) };
}

const statuses = { EXPIRE: 'EXPIRED', CANCEL: 'CANCELLED' } as const;

function creditOf({ creditId, type, amount, balance, ended, currency }: Credit) {
  const creditStatus = ended ? statuses[ended] : 'ACTIVE';
  return { creditId, creditType: type, creditAmount: amount, restAmount: balance, currency, creditStatus };
}
