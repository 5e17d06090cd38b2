import { standardRules } from '../rules/standard-rules.ts';
import { exact } from '../values/exact.ts';
import { floatPercentOf } from './binary-float.ts';
import type { GeneralDefect } from './defect.ts';

/** §5: the adjustments that count, and their amounts. */
export const adjustmentDefects: readonly GeneralDefect[] = [
  {
    name: 'ended-adjustment-applied',
    sentence: 'An adjustment still counts after its last month.',
    section: 5,
    rule: 'An adjustment is in force through its last month.',
    rules: {
      adjustmentInForce: ({ monthTo: _, ...adjustment }, month) => standardRules.adjustmentInForce(adjustment, month),
    },
  },
  {
    name: 'fixed-discount-below-zero',
    sentence: 'A fixed discount takes off more than the running amount, and the charge becomes negative.',
    section: 5,
    rule: 'A discount takes off at most what is there.',
    rules: { fixedDiscount: (_base, value) => exact(value), discountTaken: (discount) => discount },
  },
  {
    name: 'rate-discount-rounded-down',
    sentence: 'A discount by rate is rounded down to a whole minor unit.',
    section: 5,
    rule: 'A discount by rate rounds as all amounts do.',
    rules: { rateDiscount: (base, value) => standardRules.rateDiscount(base, value).floor() },
  },
  {
    name: 'float-percentages',
    sentence: "Discounts and surcharges by rate, also the contract's, are calculated as binary floats.",
    section: 5,
    rule: 'Rates are decimals, and a percentage is exact until it is rounded.',
    rules: { contractDiscount: floatPercentOf, rateDiscount: floatPercentOf, rateSurcharge: floatPercentOf },
  },
];
