import type { Month } from '../../values/calendar.ts';
import type { Money } from '../../values/money.ts';
import type { Account, Allocation, Bill } from '../account.ts';
import { outstandingIn, owedUpTo } from '../bills.ts';

/** A part of a payment, in minor units, and the month that it goes to. */
export interface Share {
  readonly bill: Bill;
  readonly amount: Money;
}

/** Shares out a payment: the oldest outstanding months up to `month` (inclusive) get the money first (§8). */
export function allocate(account: Account, month: Month, amount: Money): Share[] {
  let left = amount;
  return owedUpTo(account, month).flatMap((bill) => {
    const share = Math.min(outstandingIn(bill), left);
    left -= share;
    return share > 0 ? [{ bill, amount: share }] : [];
  });
}

export function allocationsOf(shares: readonly Share[]): Allocation[] {
  return shares.map(({ bill, amount }) => ({ month: bill.month, amount }));
}
