import { contractRules } from '../rules/contract-rules.ts';
import { priceRules } from '../rules/price-rules.ts';
import { exact } from '../values/exact.ts';
import { sumMoney } from '../values/money.ts';
import type { Alternatives } from './alternatives.ts';

type ContractChoice = 'contractDiscount' | 'baseFee' | 'baseFeeDiscount' | 'minimumCharge' | 'minimumChargeReachedBy';

const { lineDiscounts, isBaseFeeDue, baseFeeDiscount, isMinimumChargeDue, reachedOfMinimumCharge } = contractRules;

/** §4: the amounts on which the contract's discount is rounded, and the conditions of its base fee and minimum charge. */
export const contractChoices: Pick<Alternatives, ContractChoice> = {
  contractDiscount: {
    PER_LINE: {
      defect: 'contract-discount-per-line',
      sentence: "The contract's discount is rounded on each line item.",
      rules: { lineDiscounts },
    },
    ON_TOTAL: {
      defect: 'contract-discount-on-total',
      sentence:
        "The contract's discount is rounded once, on the usage amount, and shared out to the line items by largest remainder.",
      rules: {
        lineDiscounts: (amounts, discountOf, round) =>
          priceRules.share(
            round(discountOf(sumMoney(amounts))),
            amounts.map((amount) => exact(amount)),
          ),
      },
    },
  },
  baseFee: {
    ALWAYS: {
      defect: 'base-fee-without-usage',
      sentence: 'The base fee is due in a month without usage, too.',
      rules: { isBaseFeeDue },
    },
    WITH_USAGE: {
      defect: 'base-fee-only-with-usage',
      sentence: 'The base fee is due only in a month whose usage amount is above 0.',
      rules: { isBaseFeeDue: isUsed },
    },
  },
  baseFeeDiscount: {
    NONE: {
      defect: 'base-fee-not-discounted',
      sentence: "The contract's discount is on line items, and not on the base fee.",
      rules: { baseFeeDiscount },
    },
    DISCOUNTED: {
      defect: 'base-fee-discounted',
      sentence: "The contract's discount is taken off its base fee, too.",
      rules: { baseFeeDiscount: (baseFee, discountOf) => discountOf(baseFee) },
    },
  },
  minimumCharge: {
    ALWAYS: {
      defect: 'minimum-charge-without-usage',
      sentence: 'The minimum charge is due in a month without usage, too.',
      rules: { isMinimumChargeDue },
    },
    WITH_USAGE: {
      defect: 'minimum-charge-only-with-usage',
      sentence: 'The minimum charge is due only in a month whose usage amount is above 0.',
      rules: { isMinimumChargeDue: isUsed },
    },
  },
  minimumChargeReachedBy: {
    NET_AND_BASE_FEE: {
      defect: 'minimum-charge-after-discount',
      sentence: 'Usage after the discount and the base fee reach the minimum charge; what is missing is added.',
      rules: { reachedOfMinimumCharge },
    },
    USAGE_AND_BASE_FEE: {
      defect: 'minimum-charge-before-discount',
      sentence: 'Usage before the discount and the base fee reach the minimum charge; what is missing is added.',
      rules: { reachedOfMinimumCharge: ({ usageAmount, baseFee }) => sumMoney([usageAmount, baseFee]) },
    },
    NET: {
      defect: 'minimum-charge-without-base-fee',
      sentence: 'Usage after the discount alone reaches the minimum charge; the base fee comes on top.',
      rules: { reachedOfMinimumCharge: ({ netAmount }) => netAmount },
    },
  },
};

function isUsed(usageAmount: number): boolean {
  return usageAmount > 0;
}
