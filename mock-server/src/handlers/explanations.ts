import { type Bill, explain } from '@billing-testkit/engine';
import { toWireInstant } from '../wire/instant.ts';
import type { Handlers } from './handler.ts';

/** The calculation of a month, figure by figure. */
export const explanationHandlers: Pick<Handlers, 'explainStatement'> = {
  explainStatement({ uuid, path: { month } }, { store, calculations }) {
    const account = store.read(uuid);
    const calculating = calculations.ofAccount(account);
    const { statement, figures } = explain(account, month, { ...store.circumstancesOf(uuid), calculating });
    const { currency, totalAmount } = statement;
    const bill = account.bills.get(month);
    return {
      month,
      accountExists: store.find(uuid) !== undefined,
      currency,
      totalAmount,
      ...(bill && { bill: toExplainedBill(bill) }),
      isCurrent: bill?.statement.totalAmount === totalAmount,
      figures: figures.map((figure) => ({ ...figure, value: String(figure.value) })),
    };
  },
};

function toExplainedBill({ statement: { totalAmount, dueDate }, status, calculatedAt }: Bill) {
  return { totalAmount, paymentStatus: status, dueDate, calculatedAt: toWireInstant(calculatedAt) };
}
