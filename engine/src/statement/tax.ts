import type { Statement } from '../model/statement.ts';
import type { CarriedMonth } from '../model/statement-input.ts';
import type { TaxableBill } from '../rules/rules.ts';
import { percentOf } from '../values/exact.ts';
import { sumMoney } from '../values/money.ts';
import type { Calculation } from './calculation.ts';
import { exactText } from './trace.ts';

export type TaxedBill = Pick<Statement, 'taxName' | 'taxRate' | 'vat'>;

/** §7: tax on the taxed amounts of the bill and of carried months, in the member's rounding. */
export function tax(
  bill: TaxableBill,
  carried: readonly CarriedMonth[],
  { member, rules, trace }: Calculation,
): TaxedBill {
  const { taxName, taxRate, taxRounding } = member;
  const amounts = [...rules.taxedAmounts(bill), ...rules.taxedBalances(carried)];
  const vat = rules.tax(
    amounts,
    (amount) => percentOf(amount, taxRate),
    (exactTax) => rules.roundTax(exactTax, taxRounding),
  );
  const exact = trace && exactText(percentOf(sumMoney(amounts), taxRate));
  if (exact) trace({ step: 'tax', section: 7, figure: 'vat', exact, value: vat });
  return { taxName, taxRate, vat };
}
