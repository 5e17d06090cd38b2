import type { Policy } from '../policy/policy.ts';
import { adjustmentFigures } from './adjustment-figures.ts';
import { creditFigures } from './credit-figures.ts';
import type { Figure } from './figure.ts';
import { lateFeeFigures } from './late-fee-figures.ts';
import { memberFigures } from './member-figures.ts';
import { priceFigures } from './price-figures.ts';
import { unitFigures } from './unit-figures.ts';

/**
 * The figures of a policy that bills follow from, in the order of the catalog, each with policies in which it alone is changed by the
 * least that matters. A figure that no bill follows from is not among them: the price in a currency that no member bills in, ranks
 * when credits are used in the order of granting. The rules that the policy chose are no figures: other choices are defects.
 */
export function figuresOf(policy: Policy): readonly Figure[] {
  const parts = [memberFigures, unitFigures, priceFigures, adjustmentFigures, creditFigures, lateFeeFigures];
  return parts.flatMap((part) => part(policy)).filter(({ mutants }) => mutants.length > 0);
}
