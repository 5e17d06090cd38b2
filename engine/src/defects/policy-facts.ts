import type { Policy } from '../policy/policy.ts';
import { type Decimal, exact } from '../values/exact.ts';

export const NO_ADJUSTMENTS = 'No adjustment may be above 0.';
export const NO_TAX = 'Every tax rate is 0.';

export function isZero(decimal: Decimal): boolean {
  return exact(decimal).equals(0);
}

/** Whether no discount and no surcharge can change an amount. */
export function hasNoAdjustments({ adjustments }: Policy): boolean {
  const { maxFixedAmount, maxRateDiscount, maxRateSurcharge } = adjustments;
  return [maxFixedAmount, maxRateDiscount, maxRateSurcharge].every(isZero);
}

export function taxesNothing({ members }: Policy): boolean {
  return members.every(({ taxRate }) => isZero(taxRate));
}

/** Whether all types of credits are equal. */
export function oneRankIn({ credits }: Policy): boolean {
  return credits.ranks.filter((types) => types.length > 0).length === 1;
}
