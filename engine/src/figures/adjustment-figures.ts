import type { AdjustmentPolicy, Policy } from '../policy/policy.ts';
import { exact } from '../values/exact.ts';
import { MAX_MONEY } from '../values/money.ts';
import { type Figure, figureOf } from './figure.ts';
import { decimals, wholes } from './figure-values.ts';
import { neighbours, wholeNeighbours, written } from './neighbours.ts';

const WHOLE_NUMBERS = { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

const rates = { maxRateDiscount: 'discount', maxRateSurcharge: 'surcharge' } as const;

/** §5: the default priority and the limits. A limit is lowered only: a higher one would allow adjustments that are refused, and no bill. */
export function adjustmentFigures(policy: Policy): Figure[] {
  const { adjustments } = policy;
  const { defaultPriority, maxFixedAmount } = adjustments;
  const members = policy.members.map(({ member }) => member);
  const place = (field: keyof AdjustmentPolicy) => ({
    name: `adjustments.${field}`,
    section: 5,
    path: `/adjustments/${field}`,
    members,
  });
  const withChange = (change: Partial<AdjustmentPolicy>): Policy => ({
    ...policy,
    adjustments: { ...adjustments, ...change },
  });
  const maxRates = (['maxRateDiscount', 'maxRateSurcharge'] as const).map((field) => {
    const limit = adjustments[field];
    return figureOf(place(field), written(limit), {
      others: neighbours(limit, (rate) => rate.lt(exact(limit))),
      values: decimals(field === 'maxRateDiscount' ? { max: '100' } : {}),
      sentence: (other, own) => `The largest ${rates[field]} rate is ${other} %, not ${own} %.`,
      changed: (rate) => withChange({ [field]: rate }),
    });
  });
  return [
    figureOf(place('defaultPriority'), defaultPriority, {
      others: goesByPriority(policy) ? wholeNeighbours(defaultPriority, WHOLE_NUMBERS) : [],
      values: wholes(WHOLE_NUMBERS),
      changed: (priority) => withChange({ defaultPriority: priority }),
      sentence: (other, own) => `An adjustment without a priority has priority ${other}, not ${own}.`,
    }),
    ...maxRates,
    figureOf(place('maxFixedAmount'), maxFixedAmount, {
      others: wholeNeighbours(maxFixedAmount, { min: 0, max: maxFixedAmount }),
      values: wholes({ min: 0, max: MAX_MONEY }),
      sentence: (other, own) => `The largest fixed amount is ${other}, not ${own}.`,
      changed: (amount) => withChange({ maxFixedAmount: amount }),
    }),
  ];
}

/** Whether adjustments come in the order of their priorities. */
function goesByPriority(policy: Policy): boolean {
  return policy.rules?.adjustmentOrder !== 'CREATION';
}
