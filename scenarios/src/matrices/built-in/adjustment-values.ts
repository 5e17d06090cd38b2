import type { AdjustmentPolicy } from '@billing-testkit/engine';
import type { CaseAdjustment } from '../../cases/billing-case.ts';

type Adjusted = Pick<CaseAdjustment, 'type' | 'value'>;

/** The largest amount that the value of an adjustment can be: it is a decimal of at most 15 integer digits. */
export const LARGEST_VALUE = 999_999_999_999_999;

/** An adjustment by a rate in per cent, or by the largest one that the policy allows. */
export function rate(type: 'RATE_DISCOUNT' | 'RATE_SURCHARGE', value: number, limits: AdjustmentPolicy): Adjusted {
  const max = type === 'RATE_DISCOUNT' ? limits.maxRateDiscount : limits.maxRateSurcharge;
  return { type, value: value <= Number(max) ? String(value) : String(max) };
}

/** An adjustment by an amount in minor units, or by the largest one that the policy allows. */
export function fixed(type: 'FIXED_DISCOUNT' | 'FIXED_SURCHARGE', value: number, limits: AdjustmentPolicy): Adjusted {
  return { type, value: String(Math.min(value, limits.maxFixedAmount)) };
}
