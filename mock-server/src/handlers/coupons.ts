import { Refusal } from '../errors/refusal.ts';

/** The values of coupons, in minor units of the account's currency; a coupon that is not listed has the default value. */
const amounts = new Map([
  ['CAMPAIGN-001', 100_000],
  ['CAMPAIGN-002', 2_000_000],
]);

const DEFAULT_AMOUNT = 100_000;

/** Throws `COUPON_EXPIRED` for a code that begins with `EXPIRED-`. */
export function couponAmount(couponCode: string): number {
  if (!couponCode.startsWith('EXPIRED-')) return amounts.get(couponCode) ?? DEFAULT_AMOUNT;
  throw new Refusal('COUPON_EXPIRED', `The coupon ${couponCode} has expired.`);
}
