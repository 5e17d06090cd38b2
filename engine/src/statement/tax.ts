import type { Statement } from '../model/statement.ts';
import type { TaxableBill } from '../rules/rules.ts';
import { percentOf } from '../values/exact.ts';
import type { Calculation } from './calculation.ts';
import { exactText } from './trace.ts';

export type TaxedBill = Pick<Statement, 'taxName' | 'taxRate' | 'vat'>;

/** §7: tax on the charge, in the member's rounding. */
export function tax(bill: TaxableBill, { member, rules, trace }: Calculation): TaxedBill {
  const { taxName, taxRate, taxRounding } = member;
  const exactTax = percentOf(rules.taxBase(bill), taxRate);
  const vat = rules.roundTax(exactTax, taxRounding);
  trace?.({ step: 'tax', section: 7, figure: 'vat', exact: exactText(exactTax), value: vat });
  return { taxName, taxRate, vat };
}
