import { exact, percentOf } from '../values/exact.ts';
import { isInForce } from './in-force.ts';
import type { Rules } from './rules.ts';

type AdjustmentRules = Pick<
  Rules,
  | 'adjustmentInForce'
  | 'adjustmentLevels'
  | 'adjustmentTurn'
  | 'compareAdjustments'
  | 'adjustmentBase'
  | 'fixedDiscount'
  | 'rateDiscount'
  | 'fixedSurcharge'
  | 'rateSurcharge'
  | 'discountTaken'
>;

/** §5: the adjustments that count, their order, the amounts that they work on and the amounts that they come to. */
export const adjustmentRules: AdjustmentRules = {
  adjustmentInForce: isInForce,
  adjustmentLevels: () => ['PROJECT', 'BILLING_GROUP'],
  adjustmentTurn: () => 0,
  compareAdjustments: (a, b) => a.priority - b.priority,
  adjustmentBase: ({ running }) => running,
  fixedDiscount: (base, value) => (exact(value).lt(exact(base)) ? exact(value) : exact(base)),
  rateDiscount: percentOf,
  fixedSurcharge: (_base, value) => exact(value),
  rateSurcharge: percentOf,
  discountTaken: (discount, left) => Math.min(discount, left),
};
