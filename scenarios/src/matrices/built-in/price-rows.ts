import { type Member, type Money, type Month, memberOf, type Policy, type Pricing } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';
import { noonOf } from './case-parts.ts';
import { ONE, toDecimal, toSmallest } from './decimals.ts';
import { quantityCosting } from './tiers.ts';

/** The unit of a reading whose price takes the number as it is. */
const PLAIN_UNIT = 'UNITS';

/** A counter that one row of a price book prices, with its pricing for one member. */
export interface PricedCounter {
  /** The row's own name for counters. */
  readonly row: string;
  readonly counterName: string;
  readonly pricing: Pricing;
}

/** The counters of the rows that price any counter, by row, in the order of the book. */
export function countersByRow(policy: Policy, member: string): ReadonlyMap<string, PricedCounter> {
  const byMember = countersByPolicy.get(policy) ?? new Map<string, ReadonlyMap<string, PricedCounter>>();
  countersByPolicy.set(policy, byMember);
  const known = byMember.get(member) ?? findCounters(policy, memberOf(policy, member));
  byMember.set(member, known);
  return known;
}

/** Every cell asks for the counters of its policy, and a price book may be long. */
const countersByPolicy = new WeakMap<Policy, Map<string, ReadonlyMap<string, PricedCounter>>>();

function findCounters({ priceBook }: Policy, { currency }: Member): ReadonlyMap<string, PricedCounter> {
  const rows = new Set(priceBook.map(({ counter }) => counter));
  return new Map(
    priceBook.flatMap(({ counter: row, prices }) => {
      const pricing = prices.find((price) => price.currency === currency)?.pricing;
      const counterName = nameFor(row, rows);
      return pricing && counterName !== undefined ? [[row, { row, counterName, pricing }] as const] : [];
    }),
  );
}

/** The counters of the rows, in the order of the book. */
export function countersOf(policy: Policy, member: string): PricedCounter[] {
  return [...countersByRow(policy, member).values()];
}

/** A counter that a row prices: its own name, or one that it is for and no other row names. */
function nameFor(row: string, rows: ReadonlySet<string>): string | undefined {
  if (!row.endsWith('*')) return row;
  return endings.map((ending) => row.replace('*', ending)).find((name) => !rows.has(name));
}

/** Ends of names. A row of a prefix prices nothing of these when the book has rows for all of them. */
const endings = ['units', 'messages', 'calls', 'seats', 'requests'];

/** The unit that a price is per. */
export function unitOf({ unit = PLAIN_UNIT }: Pricing): string {
  return unit;
}

/** The counter whose amounts are the easiest to choose: it has one price for all units, of 1 if there is such a counter. */
export function plainCounter(policy: Policy, member: string): PricedCounter {
  const counters = countersOf(policy, member);
  const flat = counters.flatMap((counter) =>
    counter.pricing.model === 'FLAT' ? [{ counter, price: toSmallest(counter.pricing.unitPrice) }] : [],
  );
  const plain = flat.find(({ price }) => price === ONE) ?? flat.findLast(({ price }) => price > 0n);
  const found = plain?.counter ?? counters.find(isCharged) ?? counters.at(-1);
  if (!found) throw new RangeError('The price book has no price.');
  return found;
}

/** The counter that the row for all others prices, when it has one price for all units; otherwise the plain one. */
export function usualCounter(policy: Policy, member: string): PricedCounter {
  const usual = countersByRow(policy, member).get('*');
  const isFlat = usual?.pricing.model === 'FLAT' && isCharged(usual);
  return isFlat ? usual : plainCounter(policy, member);
}

function isCharged({ pricing }: PricedCounter): boolean {
  return quantityCosting(pricing, 1, 'up') > 0n;
}

/** A month of an account of a member. */
interface Account {
  readonly policy: Policy;
  readonly member: string;
  readonly month: Month;
}

/** A reading on a day of a month that costs an amount of money, or as near to it as the price book has a price for. */
export function costing({ policy, member, month }: Account, amount: Money, day: number): CaseReading {
  const { counterName, pricing } = plainCounter(policy, member);
  const quantity = quantityCosting(pricing, amount, policy.rules?.rounding === 'UP' ? 'down' : 'up');
  return {
    projectId: 'web',
    counterName,
    unit: unitOf(pricing),
    volume: toDecimal(quantity),
    timestamp: noonOf(month, day),
  };
}
