import type { AdjustmentType } from '../model/statement-input.ts';
import { adjustmentRules } from '../rules/adjustment-rules.ts';
import type { Alternatives } from './alternatives.ts';

type AdjustmentChoice = 'adjustmentBase' | 'adjustmentLevels' | 'adjustmentTypes' | 'adjustmentOrder';

const { adjustmentBase, adjustmentLevels, adjustmentTurn, compareAdjustments } = adjustmentRules;

/** §5: the amounts that adjustments work on, and the order in which they come. */
export const adjustmentChoices: Pick<Alternatives, AdjustmentChoice> = {
  adjustmentBase: {
    COMPOUNDING: {
      defect: 'adjustments-compounding',
      sentence: 'Adjustments compound: each works on what the one before it left.',
      rules: { adjustmentBase },
    },
    ADDITIVE: {
      defect: 'adjustments-additive',
      sentence: 'Adjustments add up: each works on what its project, or the billing group, starts with.',
      rules: { adjustmentBase: ({ initial }) => initial },
    },
  },
  adjustmentLevels: {
    PROJECTS_FIRST: {
      defect: 'projects-before-group',
      sentence: "The projects' adjustments come first, then the billing group's on what they left.",
      rules: { adjustmentLevels },
    },
    BILLING_GROUP_FIRST: {
      defect: 'group-before-projects',
      sentence: "The billing group's adjustments come first, on amounts that the projects' have not changed yet.",
      rules: { adjustmentLevels: () => ['BILLING_GROUP', 'PROJECT'] },
    },
  },
  adjustmentTypes: {
    MIXED: {
      defect: 'discounts-among-surcharges',
      sentence: 'Discounts and surcharges come in one order.',
      rules: { adjustmentTurn },
    },
    DISCOUNTS_FIRST: {
      defect: 'discounts-first',
      sentence: 'All discounts come before all surcharges.',
      rules: { adjustmentTurn: (type) => Number(isSurcharge(type)) },
    },
    SURCHARGES_FIRST: {
      defect: 'surcharges-first',
      sentence: 'All surcharges come before all discounts.',
      rules: { adjustmentTurn: (type) => Number(!isSurcharge(type)) },
    },
  },
  adjustmentOrder: {
    LOWER_PRIORITY_FIRST: {
      defect: 'lower-priority-first',
      sentence: 'Adjustments come by priority, lower numbers first, then in the order of creation.',
      rules: { compareAdjustments },
    },
    HIGHER_PRIORITY_FIRST: {
      defect: 'higher-priority-first',
      sentence: 'Adjustments come by priority, higher numbers first, then in the order of creation.',
      rules: { compareAdjustments: (a, b) => b.priority - a.priority },
    },
    CREATION: {
      defect: 'priority-ignored',
      sentence: 'Adjustments come in the order of creation.',
      rules: { compareAdjustments: () => 0 },
    },
  },
};

function isSurcharge(type: AdjustmentType): boolean {
  return type === 'FIXED_SURCHARGE' || type === 'RATE_SURCHARGE';
}
