import { type Money, sumMoney } from '../values/money.ts';

/** The amount that a month owes by itself, and the amount that was paid of it. */
export interface OwnDue {
  readonly charge: Money;
  readonly vat: Money;
  readonly lateFee: Money;
  readonly paid: Money;
}

/** A month's own due minus the paid part of it, in minor units (§8). */
export function outstandingOf({ charge, vat, lateFee, paid }: OwnDue): Money {
  return sumMoney([charge, vat, lateFee]) - paid;
}
