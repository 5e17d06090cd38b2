import type { Command } from '@billing-testkit/engine';
import { Refusal } from '../errors/refusal.ts';
import { toGrant } from './credit.ts';

/** The values of coupons, in minor units of the account's currency; a coupon that is not listed has the default value. */
const amounts = new Map([
  ['CAMPAIGN-001', 100_000],
  ['CAMPAIGN-002', 2_000_000],
]);

const DEFAULT_AMOUNT = 100_000;

/** The grant of a coupon's credit. Throws `COUPON_EXPIRED` for a code that begins with `EXPIRED-`. */
export function toCouponGrant(couponCode: string): Command<'grantCredit'> {
  if (couponCode.startsWith('EXPIRED-')) throw new Refusal('COUPON_EXPIRED', `The coupon ${couponCode} has expired.`);
  const amount = amounts.get(couponCode) ?? DEFAULT_AMOUNT;
  return { ...toGrant(couponCode, amount, { creditType: 'CAMPAIGN' }), couponCode };
}
