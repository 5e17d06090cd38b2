import { taxRules } from '../rules/tax-rules.ts';
import { sumMoney } from '../values/money.ts';
import type { Alternatives } from './alternatives.ts';

/** §7: the amounts that are taxed, and the number of times that tax is rounded. */
export const taxChoices: Pick<Alternatives, 'taxOn' | 'taxRoundedPer'> = {
  taxOn: {
    AFTER_CREDITS: {
      defect: 'tax-after-credits',
      sentence: 'Tax is on the charge after adjustments and credits.',
      rules: { taxedAmounts: taxRules.taxedAmounts },
    },
    BEFORE_CREDITS: {
      defect: 'tax-before-credits',
      sentence: 'Tax is on the charge after adjustments and before credits.',
      rules: { taxedAmounts: ({ subtotal, adjustments }) => [...subtotal, ...adjustments] },
    },
    BEFORE_ADJUSTMENTS: {
      defect: 'tax-before-adjustments',
      sentence: 'Tax is on the subtotal, before adjustments and credits.',
      rules: { taxedAmounts: ({ subtotal }) => subtotal },
    },
  },
  taxRoundedPer: {
    BILL: {
      defect: 'tax-rounded-per-bill',
      sentence: 'Tax is rounded once, on the sum of all that is taxed.',
      rules: { tax: taxRules.tax },
    },
    LINE: {
      defect: 'tax-rounded-per-line',
      sentence:
        'Tax is rounded on each line by itself, also on lines that lower the bill; the tax is their sum, and never below 0.',
      rules: {
        tax(amounts, taxOf, round) {
          if (sumMoney(amounts) === 0) return 0;
          const taxes = amounts.map((amount) => Math.sign(amount) * round(taxOf(Math.abs(amount))));
          return Math.max(0, sumMoney(taxes));
        },
      },
    },
  },
};
