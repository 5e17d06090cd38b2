import type { Statement } from '../model/statement.ts';
import type { CarriedMonth } from '../model/statement-input.ts';
import { lastDay } from '../values/calendar.ts';
import { exact, percentOf } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Calculation } from './calculation.ts';
import { exactText } from './trace.ts';

export type CarriedBill = Pick<Statement, 'unpaidAmount' | 'lateFee' | 'lateFeeMonths' | 'totalAmount' | 'dueDate'>;

/** §8: the outstanding amount of earlier months, and a late fee on the overdue ones. With a fee of 0 % no month bears one. */
export function carry(
  bill: { readonly charge: Money; readonly vat: Money },
  earlier: readonly CarriedMonth[],
  { month, policy, rules, trace }: Calculation,
): CarriedBill {
  const unpaidAmount = sumMoney(earlier.map(rules.carriedBalance));
  const hasLateFees = exact(policy.lateFees.rate).gt(0);
  const feeBearing = earlier.filter((owed) => {
    const isOverdue = owed.isOverdue ?? rules.overdueOn(owed.month, policy.lateFees) <= lastDay(month);
    return hasLateFees && isOverdue && rules.bearsLateFee(owed) && rules.lateFeeBase(owed) > 0;
  });
  const exactFee = percentOf(sumMoney(feeBearing.map(rules.lateFeeBase)), policy.lateFees.rate);
  const lateFee = rules.round(exactFee);
  const totalAmount = sumMoney([bill.charge, bill.vat, unpaidAmount, lateFee]);
  trace?.({ step: 'carry', section: 8, figure: 'unpaidAmount', exact: String(unpaidAmount), value: unpaidAmount });
  trace?.({ step: 'carry', section: 8, figure: 'lateFee', exact: exactText(exactFee), value: lateFee });
  trace?.({ step: 'carry', section: 8, figure: 'totalAmount', exact: String(totalAmount), value: totalAmount });
  const lateFeeMonths = feeBearing.map((owed) => owed.month);
  return { unpaidAmount, lateFee, lateFeeMonths, totalAmount, dueDate: rules.dueDate(month, policy.lateFees) };
}
