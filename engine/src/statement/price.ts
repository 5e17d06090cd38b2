import type { LineItem } from '../model/statement.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { Rules } from '../rules/rules.ts';
import { type Exact, formatExact, sumExact } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { AggregatedCounter } from './aggregate.ts';
import type { Calculation } from './calculation.ts';
import { exactText } from './trace.ts';

export type PricedLine = Omit<LineItem, 'discount' | 'netAmount'>;

/** §3: every counter is priced once for the billing group and shared out; a line per project and counter, in that order. */
export function price(counters: readonly AggregatedCounter[], calculation: Calculation): PricedLine[] {
  return counters.flatMap((counter) => linesOf(counter, calculation)).sort(byProject);
}

function linesOf(counter: AggregatedCounter, calculation: Calculation): PricedLine[] {
  const { counterName, pricing, projects } = counter;
  const amounts = amountsOf(counter, calculation);
  return projects.map(({ projectId, counterType, unit, quantity }, index) => {
    const amount = amounts[index] ?? 0;
    calculation.trace?.({
      step: 'price',
      section: 3,
      figure: 'amount',
      of: { projectId, counterName },
      exact: String(amount),
      value: amount,
    });
    return { projectId, counterName, counterType, unit, quantity: formatExact(quantity), pricing, amount };
  });
}

/** The amount of each project, in their order. */
function amountsOf({ counterName, pricing, projects }: AggregatedCounter, { rules, trace }: Calculation): Money[] {
  const round = (exactAmount: Exact) => {
    const value = rules.round(exactAmount);
    const exact = trace && exactText(exactAmount);
    if (exact) trace({ step: 'price', section: 3, figure: 'counterAmount', of: { counterName }, exact, value });
    return value;
  };
  return rules.pricedTogether({ projects }).flatMap((usage) => {
    const parts = rules.pricedParts(usage, pricing);
    const cost = sumExact(parts.map((quantity) => priceIn(rules, pricing, quantity)));
    const quantities = usage.projects.map(({ quantity }) => quantity);
    return rules.share(rules.counterAmount(cost, usage, round), quantities);
  });
}

/** The cost of a quantity in the price's unit, in minor units, before it is rounded (§3). */
export function priceIn(rules: Rules, pricing: Pricing, quantity: Exact): Exact {
  switch (pricing.model) {
    case 'FLAT':
      return rules.flat(quantity, pricing);
    case 'GRADUATED':
      return rules.graduated(quantity, pricing.tiers);
    case 'VOLUME':
      return rules.volume(quantity, pricing.tiers);
    case 'PACKAGE':
      return rules.packages(quantity, pricing);
  }
}

/** Counters come in the order of their names, and sorting keeps that order within a project. */
function byProject(a: PricedLine, b: PricedLine): number {
  if (a.projectId === b.projectId) return 0;
  return a.projectId < b.projectId ? -1 : 1;
}
