import { amountDue, outstandingIn, owedUpTo, sumMoney } from '@billing-testkit/engine';
import { toWireStatement } from '../wire/statement.ts';
import type { Handlers } from './handler.ts';

type StatementHandlers = Pick<Handlers, 'getStatements' | 'getConsoleStatements' | 'getUnpaidStatements'>;

export const statementHandlers: StatementHandlers = {
  getStatements({ uuid, path: { month } }, { store }) {
    const account = store.read(uuid);
    const bill = account.bills.get(month);
    if (!bill) return { statements: [] };
    const { paymentGroupId, status } = bill;
    return { paymentGroupId, paymentStatus: status, statements: [toWireStatement(account, bill)] };
  },

  getConsoleStatements({ uuid, query: { month } }, { store }) {
    const account = store.read(uuid);
    const bill = account.bills.get(month);
    const statements = bill ? [toWireStatement(account, bill)] : [];
    return { statements, totalPayments: sumMoney(statements.map((statement) => statement.amountDue)) };
  },

  getUnpaidStatements({ uuid, path: { month } }, { store }) {
    const account = store.read(uuid);
    const statements = owedUpTo(account, month).map((bill) => ({
      statementId: bill.statementId,
      month: bill.month,
      totalAmount: bill.statement.totalAmount,
      unpaidAmount: outstandingIn(bill),
      dueDate: bill.statement.dueDate,
      status: bill.status,
    }));
    return { statements, totalUnpaid: amountDue(account, month) };
  },
};
