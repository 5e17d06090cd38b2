import type { Statement } from '../../model/statement.ts';
import type { TracedFigure } from '../../statement/trace.ts';
import type { Month } from '../../values/calendar.ts';
import type { Account } from '../account.ts';
import { statementOf } from './calculation.ts';
import { type Circumstances, Draft } from './draft.ts';

/** A statement with every figure that led to it, in the order in which they are made. */
export interface Explanation {
  readonly statement: Statement;
  readonly figures: readonly TracedFigure[];
}

/**
 * Calculates a month as the account stands, with the credits that the month's own bill uses, and tells every figure: exact before its
 * rounding, rounded, and with the section of the rules that makes it. Changes nothing. A month that is paid is calculated, too. Throws a
 * `BillingError` when the month can't be billed.
 */
export function explain(account: Account, month: Month, circumstances: Circumstances): Explanation {
  const figures: TracedFigure[] = [];
  const draft = new Draft(account, { ...circumstances, trace: (figure) => figures.push(figure) });
  const givenBack = draft.rules.creditsGivenBack(account.bills.get(month)?.statement.appliedCredits ?? []);
  const statement = statementOf(draft, month, givenBack);
  return { statement, figures };
}
