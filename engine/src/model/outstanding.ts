import { type Money, sumMoney } from '../values/money.ts';

/** What a month owes by itself, and what was paid of it. */
export interface OwnDue {
  readonly charge: Money;
  readonly vat: Money;
  readonly lateFee: Money;
  readonly paid: Money;
}

/** A month's own due minus what was paid of it, in minor units (§8). */
export function outstandingOf({ charge, vat, lateFee, paid }: OwnDue): Money {
  return sumMoney([charge, vat, lateFee]) - paid;
}
