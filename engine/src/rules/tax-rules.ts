import { sumMoney } from '../values/money.ts';
import { roundingModes } from './rounding-modes.ts';
import type { Rules } from './rules.ts';

type TaxRules = Pick<Rules, 'taxedAmounts' | 'taxedBalances' | 'tax' | 'roundTax'>;

/** §7: the amount that is taxed, and the rounding of the tax. */
export const taxRules: TaxRules = {
  taxedAmounts: ({ subtotal, adjustments, credits }) => [
    ...subtotal,
    ...adjustments,
    ...credits.map((amount) => -amount),
  ],
  taxedBalances: () => [],
  tax: (amounts, taxOf, round) => round(taxOf(sumMoney(amounts))),
  roundTax: (tax, mode) => roundingModes[mode](tax),
};
