import type { TaxRounding } from '../policy/policy.ts';
import { ceil, type Exact, floor, roundHalfUp } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { Rules } from './rules.ts';

type TaxRules = Pick<Rules, 'taxBase' | 'roundTax'>;

const roundings: Record<TaxRounding, (tax: Exact) => Money> = { DOWN: floor, HALF_UP: roundHalfUp, UP: ceil };

/** §7: the amount that is taxed, and the rounding of the tax. */
export const taxRules: TaxRules = {
  taxBase: ({ charge }) => charge,
  roundTax: (tax, mode) => roundings[mode](tax),
};
