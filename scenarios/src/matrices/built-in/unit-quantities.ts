import type { Policy, Pricing, UnitDimension } from '@billing-testkit/engine';
import { toDecimal, toSmallest } from './decimals.ts';
import { countersOf, type PricedCounter, plainCounter } from './priced-counters.ts';
import { type PricedQuantity, type QuantityFor, wordOf } from './priced-quantity.ts';
import { LARGE, MAX_QUANTITY, quantityCosting } from './tiers.ts';
import { bySize, unitIn } from './units.ts';

/** Much of each unit of a dimension, by its label, and much of the smallest one where the price is per the largest. */
export function unitQuantities(policy: Policy, dimension: UnitDimension): [string, QuantityFor][] {
  const units = bySize(dimension);
  const [smallest, largest] = [units[0], units.at(-1)];
  if (!smallest || !largest) return [];
  const ofEach = dimension.map((measured): [string, QuantityFor] => [
    `unit:${wordOf(measured.unit)}`,
    (member) => muchOf(measured, { dimension, counter: counterIn(dimension, smallest.unit, policy, member) }),
  ]);
  return [
    ...ofEach,
    [
      `unit:${wordOf(smallest.unit)}-by-${wordOf(largest.unit)}`,
      (member) => ({
        counterName: plainCounter(policy, member).counterName,
        unit: smallest.unit,
        quantity: '1000007',
        contractPrice: priceOf(largest.unit),
      }),
    ],
  ];
}

/** A counter with a price in a unit of a dimension, and whether a contract gives it that price. */
interface CounterOfDimension extends PricedCounter {
  readonly isByContract: boolean;
}

/** The first counter that the price book prices in a unit of the dimension; by contract in the smallest unit where there is none. */
function counterIn(dimension: UnitDimension, smallest: string, policy: Policy, member: string): CounterOfDimension {
  const counter = countersOf(policy, member).find(
    ({ pricing }) => unitIn(dimension, pricing.unit ?? '') && quantityCosting(pricing, LARGE, 'up') > 0n,
  );
  if (counter) return { ...counter, isByContract: false };
  const { counterName } = plainCounter(policy, member);
  return { counterName, pricing: priceOf(smallest), isByContract: true };
}

function priceOf(unit: string): Pricing {
  return { model: 'FLAT', unit, unitPrice: '1.005' };
}

interface Measuring {
  readonly dimension: UnitDimension;
  readonly counter: CounterOfDimension;
}

/** So much of a unit that the last decimal of its size shows in the amount. */
function muchOf({ unit, size }: UnitDimension[number], { dimension, counter }: Measuring): PricedQuantity {
  const { counterName, pricing, isByContract } = counter;
  const priced = unitIn(dimension, pricing.unit ?? '');
  const much = (quantityCosting(pricing, LARGE, 'up') * toSmallest(priced?.size ?? size)) / toSmallest(size);
  const quantity = toDecimal(much < MAX_QUANTITY ? much : MAX_QUANTITY);
  return { counterName, unit, quantity, ...(isByContract && { contractPrice: pricing }) };
}
