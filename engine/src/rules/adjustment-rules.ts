import { exact, percentOf } from '../values/exact.ts';
import type { Rules } from './rules.ts';

type AdjustmentRules = Pick<
  Rules,
  | 'adjustmentLevels'
  | 'compareAdjustments'
  | 'adjustmentBase'
  | 'fixedDiscount'
  | 'rateDiscount'
  | 'fixedSurcharge'
  | 'rateSurcharge'
>;

/** §5: in which order adjustments come, what they work on and what they come to. */
export const adjustmentRules: AdjustmentRules = {
  adjustmentLevels: () => ['PROJECT', 'BILLING_GROUP'],
  compareAdjustments: (a, b) => a.priority - b.priority,
  adjustmentBase: ({ running }) => running,
  fixedDiscount: (base, value) => (exact(value).lt(exact(base)) ? exact(value) : exact(base)),
  rateDiscount: percentOf,
  fixedSurcharge: (_base, value) => exact(value),
  rateSurcharge: percentOf,
};
