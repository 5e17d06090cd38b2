import type { Money, Policy, Pricing, Tier } from '@billing-testkit/engine';
import { ONE, toDecimal } from './decimals.ts';
import { floatTrap } from './float-trap.ts';
import {
  costing,
  counterNames,
  countersOf,
  type PricedCounter,
  plainCounter,
  pricedCounter,
  unitOf,
} from './priced-counters.ts';
import { type PricedQuantity, type QuantityFor, wordOf } from './priced-quantity.ts';
import { taxEdges } from './tax-edges.ts';
import { edgesOf, MAX_QUANTITY } from './tiers.ts';
import { unitQuantities } from './unit-quantities.ts';
import { smallerUnit } from './units.ts';

/** Quantities of every row of the price book, of every way to price by contract, of every unit, and of amounts that are taxed. */
export function pricedQuantities(policy: Policy): Readonly<Record<string, QuantityFor>> {
  return Object.fromEntries([
    ...counterNames(policy).flatMap((name) => bookQuantities(name, policy)),
    ...Object.entries(contractPrices).flatMap(([name, price]) => contractQuantities(name, price, policy)),
    ...policy.unitDimensions.flatMap((dimension) => unitQuantities(policy, dimension)),
    ...Object.entries(taxEdges).map(([name, chargeOf]): [string, QuantityFor] => [
      name,
      (member) => billOf(chargeOf(policy, member), policy, member),
    ]),
    ['discount:at-edge', (member) => byContract(floatTrap(policy).amount, policy, member)],
  ]);
}

const tiers: readonly Tier[] = [
  { upTo: '100', unitPrice: '10' },
  { upTo: '500', unitPrice: '8' },
  { upTo: null, unitPrice: '6.005' },
];

/** Every way to price a counter, and tiers of which the first is free. */
const contractPrices: Readonly<Record<string, Pricing>> = {
  // At 100 and at 300 a binary float falls short of the amount.
  FLAT: { model: 'FLAT', unitPrice: '1.005' },
  GRADUATED: { model: 'GRADUATED', tiers },
  VOLUME: { model: 'VOLUME', tiers },
  PACKAGE: { model: 'PACKAGE', packageSize: '2.5', packagePrice: '99' },
  'free-tier': {
    model: 'GRADUATED',
    tiers: [{ upTo: '100', unitPrice: '0' }, ...tiers.slice(1)],
  },
};

/** A quantity for a bill of an amount of money, by the price book when it has one price for all units of some counter. */
function billOf(amount: Money, policy: Policy, member: string): PricedQuantity {
  if (plainCounter(policy, member).pricing.model !== 'FLAT')
    return { ...byContract(amount, policy, member), amountOf: 'bill' };
  const { counterName, unit, volume } = costing({ policy, member, month: '2025-01' }, amount, 1);
  return { counterName, unit, quantity: volume, amountOf: 'bill' };
}

function byContract(amount: Money, policy: Policy, member: string): PricedQuantity {
  const { counterName } = plainCounter(policy, member);
  const contractPrice: Pricing = { model: 'FLAT', unitPrice: '1' };
  return { counterName, unit: unitOf(contractPrice), quantity: String(amount), contractPrice, amountOf: 'line item' };
}

/** A counter with a price, and with the same price once more when it is a contract's. */
interface CounterWithEdges extends PricedCounter {
  readonly contractPrice?: Pricing;
}

/** The quantities at the edges of a counter's price in the price book. */
function bookQuantities(name: string, policy: Policy): [string, QuantityFor][] {
  return edgeQuantities(name, (member) => pricedCounter(name, policy, member), policy);
}

/** The quantities at the edges of a contract's price for a counter, per the unit by which the price book prices that counter. */
function contractQuantities(name: string, price: Pricing, policy: Policy): [string, QuantityFor][] {
  const counterFor = (member: string) => {
    const counter = counterInUnits(policy, member);
    const { unit } = counter.pricing;
    const pricing = { ...price, ...(unit !== undefined && { unit }) };
    return { ...counter, pricing, contractPrice: pricing };
  };
  return edgeQuantities(`contract-${name}`, counterFor, policy);
}

/** The first counter with a price per a unit that has a smaller one; the plain one when there is none. */
function counterInUnits(policy: Policy, member: string): PricedCounter {
  const counter = countersOf(policy, member).find(({ pricing }) => smallerUnit(policy, pricing.unit) !== undefined);
  return counter ?? plainCounter(policy, member);
}

/** The quantity for a member whose price does not have the edge, because it has other tiers than the prices in other currencies. */
const PLAIN_QUANTITY = 7n * ONE;

/** The quantities at the edges that a price has for any member, by their labels. Where splitting moves them they are there whole, too. */
function edgeQuantities(
  name: string,
  counterFor: (member: string) => CounterWithEdges,
  policy: Policy,
): [string, QuantityFor][] {
  const edgesByMember = new Map(
    policy.members.map(({ member }) => [member, edgesOf(counterFor(member).pricing, policy)]),
  );
  const names = new Set([...edgesByMember.values()].flatMap((edges) => Object.keys(edges)));
  return [...names].flatMap((edge): [string, QuantityFor][] => {
    const quantityFor: QuantityFor = (member) =>
      quantityOf(counterFor(member), edgesByMember.get(member)?.[edge] ?? PLAIN_QUANTITY, policy);
    const split: [string, QuantityFor] = [`${wordOf(name)}:${edge}`, quantityFor];
    if (!changesWhenSplit(policy)) return [split];
    const whole: QuantityFor = (member) => ({ ...quantityFor(member), amountOf: 'line item' });
    return [split, [`${wordOf(name)}:whole-${edge}`, whole]];
  });
}

/** Whether the parts of a quantity are priced or rounded by themselves, so that split it is at its edge no longer. */
function changesWhenSplit({ rules = {} }: Policy): boolean {
  return (rules.tiers ?? 'BILLING_GROUP') !== 'BILLING_GROUP' || (rules.roundedPer ?? 'COUNTER') !== 'COUNTER';
}

function quantityOf({ pricing, ...counter }: CounterWithEdges, quantity: bigint, policy: Policy): PricedQuantity {
  const smaller = smallerUnit(policy, pricing.unit);
  const canBeRead = smaller && quantity * BigInt(smaller.factor) <= MAX_QUANTITY;
  return {
    ...counter,
    unit: unitOf(pricing),
    quantity: toDecimal(quantity),
    ...(canBeRead && { smaller }),
  };
}
