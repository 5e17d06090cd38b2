import { BillingError } from '../errors/billing-error.ts';
import { outstandingOf } from '../model/outstanding.ts';
import type { Month } from '../values/calendar.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Account, Bill, Payment } from './account.ts';
import { isWrittenOff } from './payment-states.ts';

/** The month's bill. Throws `NOT_FOUND` when it was not calculated. */
export function billOf({ bills }: Account, month: Month): Bill {
  const bill = bills.get(month);
  if (bill) return bill;
  throw new BillingError('NOT_FOUND', `There is no statement of ${month}: calculate the month first.`);
}

/** The payments of a month, in order, found without going through those of other months. */
export function paymentsOf({ paymentsByMonth }: Account, month: Month): Payment[] {
  return [...(paymentsByMonth.get(month)?.values() ?? [])];
}

/** The amount that a month by itself still owes, in minor units (§8). */
export function outstandingIn({ statement, paid, status }: Bill): Money {
  return isWrittenOff(status) ? 0 : outstandingOf({ ...statement, paid });
}

/** The bills up to `month` (inclusive) that have something outstanding, oldest first (§8). */
export function owedUpTo({ owing }: Account, month: Month): Bill[] {
  return [...owing.values()].filter((bill) => bill.month <= month).sort(byMonth);
}

/** The sum that the months up to `month` (inclusive) still owe, in minor units (§8). */
export function amountDue(account: Account, month: Month): Money {
  return sumMoney(owedUpTo(account, month).map(outstandingIn));
}

export function byMonth(a: Pick<Bill, 'month'>, b: Pick<Bill, 'month'>): number {
  return a.month < b.month ? -1 : 1;
}
