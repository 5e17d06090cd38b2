import { exact, percentOf } from '../values/exact.ts';
import { isInForce } from './in-force.ts';
import type { Rules } from './rules.ts';

type AdjustmentRules = Pick<
  Rules,
  | 'adjustmentInForce'
  | 'adjustmentLevels'
  | 'compareAdjustments'
  | 'adjustmentBase'
  | 'fixedDiscount'
  | 'rateDiscount'
  | 'fixedSurcharge'
  | 'rateSurcharge'
>;

/** §5: which adjustments count, in which order they come, what they work on and what they come to. */
export const adjustmentRules: AdjustmentRules = {
  adjustmentInForce: isInForce,
  adjustmentLevels: () => ['PROJECT', 'BILLING_GROUP'],
  compareAdjustments: (a, b) => a.priority - b.priority,
  adjustmentBase: ({ running }) => running,
  fixedDiscount: (base, value) => (exact(value).lt(exact(base)) ? exact(value) : exact(base)),
  rateDiscount: percentOf,
  fixedSurcharge: (_base, value) => exact(value),
  rateSurcharge: percentOf,
};
