import { standardRules } from '../rules/standard-rules.ts';
import { exact } from '../values/exact.ts';
import { floatPercentOf } from './binary-float.ts';
import type { Defect } from './defect.ts';

const byPriority = 'Adjustments come by priority, lower ones first, then in the order of creation.';

/** Mistakes about §5: the adjustments that count, their order, and the amounts that they come to. */
export const adjustmentDefects: readonly Defect[] = [
  {
    name: 'adjustments-additive',
    sentence: 'Adjustments do not compound: each is calculated on the amount before the first one.',
    section: 5,
    rule: 'Adjustments compound: each works on what the one before it left.',
    rules: { adjustmentBase: ({ initial }) => initial },
  },
  {
    name: 'group-before-projects',
    sentence: "The billing group's adjustments apply before those of its projects.",
    section: 5,
    rule: "The projects' adjustments come first, then the billing group's on what they left.",
    rules: { adjustmentLevels: () => ['BILLING_GROUP', 'PROJECT'] },
  },
  {
    name: 'priority-ignored',
    sentence: 'Adjustments apply in the order of creation, whatever their priority.',
    section: 5,
    rule: byPriority,
    rules: { compareAdjustments: () => 0 },
  },
  {
    name: 'discounts-first',
    sentence: 'All discounts apply before all surcharges.',
    section: 5,
    rule: byPriority,
    rules: {
      compareAdjustments: (a, b) =>
        Number(a.type.endsWith('SURCHARGE')) - Number(b.type.endsWith('SURCHARGE')) ||
        standardRules.compareAdjustments(a, b),
    },
  },
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
    rule: 'A fixed discount takes off at most what is there.',
    rules: { fixedDiscount: (_base, value) => exact(value) },
  },
  {
    name: 'rate-discount-rounded-down',
    sentence: 'A discount by rate is rounded down to a whole minor unit.',
    section: 5,
    rule: 'A discount by rate rounds half up.',
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
