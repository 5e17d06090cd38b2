import type { Decimal, Money, Policy, Pricing, Tier, UnitDimension } from '@billing-testkit/engine';
import { ONE, toDecimal, toSmallest } from './decimals.ts';
import { floatTrap } from './float-trap.ts';
import { costing, countersByRow, countersOf, type PricedCounter, plainCounter, unitOf } from './price-rows.ts';
import { taxEdges } from './tax-edges.ts';
import { edgesOf, LARGE, MAX_QUANTITY, quantityCosting } from './tiers.ts';

/** A quantity of a counter, and how the counter is priced when that is not by the price book. */
export interface PricedQuantity {
  readonly counterName: string;
  readonly unit: string;
  readonly quantity: Decimal;
  /** A smaller unit with how many of it one unit is, if there is one. */
  readonly smaller?: SmallerUnit | undefined;
  /** The contract's pricing, which takes the place of the price book's. */
  readonly contractPrice?: Pricing;
  /** What has to be of its amount: a line item, which is not split, or the bill, which has no other terms either. */
  readonly amountOf?: 'line item' | 'bill';
}

interface SmallerUnit {
  readonly unit: string;
  readonly factor: number;
}

type CounterFor = (member: string) => PricedCounter | undefined;
type QuantityFor = (member: string) => PricedQuantity;

/** Quantities of every row of the price book, of every way to price by contract, of every unit, and of amounts that are taxed. */
export function pricedQuantities(policy: Policy): Readonly<Record<string, QuantityFor>> {
  return Object.fromEntries([
    ...policy.priceBook.flatMap(({ counter: row }) =>
      edgeQuantities(policy, row, (member) => countersByRow(policy, member).get(row)),
    ),
    ...Object.entries(contractPrices).flatMap(([name, price]) =>
      edgeQuantities(policy, `contract ${name}`, (member) => underContract(price, policy, member), true),
    ),
    ...policy.unitDimensions.flatMap((dimension) => unitQuantities(policy, dimension)),
    ...Object.entries(taxEdges).map(([name, chargeOf]): [string, QuantityFor] => [
      name,
      (member) => billOf(chargeOf(policy, member), policy, member),
    ]),
    ['discount at-edge', (member) => byContract(floatTrap(policy).amount, policy, member)],
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
  'free tier': {
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

/** A counter of the price book with a price of a contract, per the unit that the book prices it by. */
function underContract(price: Pricing, policy: Policy, member: string): PricedCounter | undefined {
  const counters = countersOf(policy, member);
  const counter = counters.find(({ pricing }) => smallerUnit(policy, pricing.unit) !== undefined) ?? counters[0];
  const { unit } = counter?.pricing ?? {};
  return counter && { ...counter, pricing: { ...price, ...(unit !== undefined && { unit }) } };
}

/** The quantities at the edges of a price. Currencies may have prices with other edges: a member without one gets a plain quantity. */
function edgeQuantities(
  policy: Policy,
  name: string,
  counterFor: CounterFor,
  isContract = false,
): [string, QuantityFor][] {
  const byMember = new Map(
    policy.members.flatMap(({ member }) => {
      const counter = counterFor(member);
      return counter ? [[member, { counter, edges: edgesOf(counter.pricing, policy) }] as const] : [];
    }),
  );
  const edges = new Set([...byMember.values()].flatMap((of) => Object.keys(of.edges)));
  return Array.from(edges, (edge): [string, QuantityFor] => [
    `${wordOf(name)} ${edge}`,
    (member) => {
      const of = byMember.get(member);
      if (!of) throw new RangeError(`The member ${member} has no price for ${name}.`);
      const { counterName, pricing } = of.counter;
      const quantity = toDecimal(of.edges[edge] ?? 7n * ONE);
      const unit = unitOf(pricing);
      return {
        counterName,
        unit,
        quantity,
        smaller: smallerUnit(policy, unit),
        ...(isContract && { contractPrice: pricing }),
      };
    },
  ]);
}

/** A name as a label that a filter can say. */
function wordOf(name: string): string {
  return name.replaceAll(',', ';').trim();
}

/** The next smaller unit of a dimension of which a whole number is one unit. */
function smallerUnit(policy: Policy, unit = ''): SmallerUnit | undefined {
  const dimension = policy.unitDimensions.find((units) => units.some((entry) => isUnit(entry, unit))) ?? [];
  const own = dimension.find((entry) => isUnit(entry, unit));
  const smaller = dimension
    .filter(
      ({ size }) => own && toSmallest(size) < toSmallest(own.size) && toSmallest(own.size) % toSmallest(size) === 0n,
    )
    .toSorted((a, b) => (toSmallest(a.size) < toSmallest(b.size) ? 1 : -1));
  const [next] = smaller;
  return own && next && { unit: next.unit, factor: Number(toSmallest(own.size) / toSmallest(next.size)) };
}

function isUnit(entry: UnitDimension[number], unit: string): boolean {
  return entry.unit.toUpperCase() === unit.toUpperCase();
}

/** Much of each unit of a dimension, priced in one of its units by the price book, or by a contract where the book has no such price. */
function unitQuantities(policy: Policy, dimension: UnitDimension): [string, QuantityFor][] {
  const bySize = dimension.toSorted((a, b) => (toSmallest(a.size) < toSmallest(b.size) ? -1 : 1));
  const [smallest] = bySize;
  const largest = bySize.at(-1);
  if (!smallest || !largest) return [];
  const contractPrice: Pricing = { model: 'FLAT', unit: smallest.unit, unitPrice: '1.005' };
  const ofEach = dimension.map((measured): [string, QuantityFor] => [
    `unit ${wordOf(measured.unit)}`,
    (member) => {
      const counters = countersOf(policy, member);
      const priced = counters.find(
        ({ pricing }) =>
          dimension.some((entry) => isUnit(entry, pricing.unit ?? '')) && quantityCosting(pricing, LARGE, 'up') > 0n,
      );
      const counterName = priced?.counterName ?? counters[0]?.counterName ?? 'converted';
      const price = priced?.pricing ?? contractPrice;
      const per = dimension.find((entry) => isUnit(entry, price.unit ?? '')) ?? smallest;
      const much = (quantityCosting(price, LARGE, 'up') * toSmallest(per.size)) / toSmallest(measured.size);
      const quantity = toDecimal(much < MAX_QUANTITY ? much : MAX_QUANTITY);
      return { counterName, unit: measured.unit, quantity, ...(!priced && { contractPrice }) };
    },
  ]);
  const converted: QuantityFor = (member) => ({
    counterName: plainCounter(policy, member).counterName,
    unit: smallest.unit,
    quantity: '1000007',
    contractPrice: { ...contractPrice, unit: largest.unit },
  });
  return [...ofEach, [`unit ${wordOf(smallest.unit)} by ${wordOf(largest.unit)}`, converted]];
}
