import { type Money, type Month, memberOf, type Policy, type Pricing, standardRules } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';
import { noonOf } from './case-parts.ts';
import { ONE, toDecimal, toSmallest } from './decimals.ts';
import { onceForPolicy } from './once-for-policy.ts';
import { quantityCosting } from './tiers.ts';

/** The unit of a reading whose price takes the number as it is. */
const PLAIN_UNIT = 'UNITS';

/** A counter with its price in the price book for one member. */
export interface PricedCounter {
  readonly counterName: string;
  readonly pricing: Pricing;
}

export function pricedCounter(counterName: string, policy: Policy, member: string): PricedCounter {
  return { counterName, pricing: standardRules.pricing(counterName, undefined, memberOf(policy, member), policy) };
}

/** A counter of each row of the price book, in the order of the book. */
export const countersOf = onceForPolicy((policy, member: string): readonly PricedCounter[] =>
  counterNames(policy).map((name) => pricedCounter(name, policy, member)),
);

/**
 * The name of a counter for each row of the price book, in the order of the book: the row's own, or one of its prefix that has no row
 * of its own.
 */
export function counterNames(policy: Policy): string[] {
  return policy.priceBook.map(({ counter: row }) =>
    row.endsWith('*') ? withoutRow(row.replace('*', 'units'), policy) : row,
  );
}

/** A counter that has no row of its own, by this name or one like it; a row for many counters prices it. */
export function counterWithoutRow(name: string, policy: Policy, member: string): PricedCounter {
  return pricedCounter(withoutRow(name, policy), policy, member);
}

/** This name, or this name with the first number by which the price book has no such row. */
function withoutRow(name: string, { priceBook }: Policy): string {
  let free = name;
  for (let number = 2; priceBook.some(({ counter }) => counter === free); number += 1) free = `${name}-${number}`;
  return free;
}

/** The unit that a price is per. */
export function unitOf({ unit = PLAIN_UNIT }: Pricing): string {
  return unit;
}

/** The counter whose amounts are the easiest to choose: it has one price for all units, of 1 if there is such a counter. */
export const plainCounter = onceForPolicy((policy, member: string): PricedCounter => {
  const counters = countersOf(policy, member);
  const flat = counters.flatMap((counter) =>
    counter.pricing.model === 'FLAT' ? [{ counter, price: toSmallest(counter.pricing.unitPrice) }] : [],
  );
  const plain = flat.find(({ price }) => price === ONE) ?? flat.findLast(({ price }) => price > 0n);
  const found = plain?.counter ?? counters.find(isCharged) ?? counters.at(-1);
  if (!found) throw new RangeError('The price book has no price.');
  return found;
});

/** A counter that the row for all others prices, when that row has one price for all units; otherwise the plain one. */
export function usualCounter(policy: Policy, member: string): PricedCounter {
  const usual = counterWithoutRow('units', policy, member);
  return usual.pricing.model === 'FLAT' && isCharged(usual) ? usual : plainCounter(policy, member);
}

function isCharged({ pricing }: PricedCounter): boolean {
  return quantityCosting(pricing, 1, 'up') > 0n;
}

/** A month of an account of a member. */
interface BilledMonth {
  readonly policy: Policy;
  readonly member: string;
  readonly month: Month;
}

/** A reading on a day of a month that costs an amount of money, or more where the price book has no price for just that. */
export function costing({ policy, member, month }: BilledMonth, amount: Money, day: number): CaseReading {
  const { counterName, pricing } = plainCounter(policy, member);
  // The decimals that a quantity has no place for would become a minor unit where every fraction is rounded up.
  const quantity = quantityCosting(pricing, amount, policy.rules?.rounding === 'UP' ? 'down' : 'up');
  return {
    projectId: 'web',
    counterName,
    unit: unitOf(pricing),
    volume: toDecimal(quantity),
    timestamp: noonOf(month, day),
  };
}
