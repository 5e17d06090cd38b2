import { explain } from '@billing-testkit/engine';
import type { Handlers } from './handler.ts';

/** The calculation of a month, figure by figure. */
export const explanationHandlers: Pick<Handlers, 'explainStatement'> = {
  explainStatement({ uuid, path: { month } }, { store, calculations }) {
    const account = store.read(uuid);
    const calculating = calculations.ofAccount(account);
    const { statement, figures } = explain(account, month, { ...store.circumstancesOf(uuid), calculating });
    const { currency, totalAmount } = statement;
    const isCurrent = account.bills.get(month)?.statement.totalAmount === totalAmount;
    return {
      month,
      currency,
      totalAmount,
      isCurrent,
      figures: figures.map((figure) => ({ ...figure, value: String(figure.value) })),
    };
  },
};
