import { BillingError } from '../errors/billing-error.ts';

/**
 * An amount of money: a whole number of the currency's minor units (KRW and JPY: 1 = ₩1, ¥1; USD and EUR: 1 = 1 cent), never
 * beyond ±9 007 199 254 740 991. Every whole number of that range is exact; rounding happens before an amount is one.
 */
export type Money = number;

export const MAX_MONEY: Money = Number.MAX_SAFE_INTEGER;

/** The sum of `amounts`. Throws `AMOUNT_OUT_OF_RANGE` when it, or a sum on the way to it, leaves the range of money. */
export function sumMoney(amounts: Iterable<Money>): Money {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!Number.isSafeInteger(total)) throw BillingError.amountOutOfRange(total);
  }
  return total;
}
