import type { Pricing, Tier, TieredPricing } from '../policy/pricing.ts';
import { type Decimal, type Exact, exact } from '../values/exact.ts';
import { MIN_DECIMAL } from './figure-values.ts';
import { beside, neighbours, written } from './neighbours.ts';

/** A figure of a pricing. */
interface PricingFigure {
  /** The words for its place in the pricing; none for the price itself. */
  readonly part: readonly string[];
  /** A JSON pointer into the pricing. */
  readonly path: string;
  readonly value: string;
  readonly others: readonly string[];
  /** The smallest and the largest value that it may have. */
  readonly bounds: { readonly min?: string; readonly max?: string };
  /** A clause for another value after the name of the counter, like `begins above 120, not 100`. */
  readonly clause: (counter: string, other: string, own: string) => string;
  readonly changed: (other: string) => Pricing;
}

export function pricingFigures(pricing: Pricing): PricingFigure[] {
  switch (pricing.model) {
    case 'FLAT': {
      const { unitPrice } = pricing;
      const price = figure([], '/unitPrice', unitPrice, (other) => ({ ...pricing, unitPrice: other }));
      return [{ ...price, clause: (counter, other, own) => `${counter} is billed at ${other}, not ${own}` }];
    }
    case 'PACKAGE': {
      const { packageSize, packagePrice } = pricing;
      const price: PricingFigure = {
        ...figure([], '/packagePrice', packagePrice, (other) => ({ ...pricing, packagePrice: other })),
        clause: (counter, other, own) => `A package of ${counter} is billed at ${other}, not ${own}`,
      };
      if (exact(packagePrice).equals(0)) return [price];
      const size = figure(['packageSize'], '/packageSize', packageSize, (other) => ({
        ...pricing,
        packageSize: other,
      }));
      return [
        {
          ...size,
          others: neighbours(packageSize, (other) => other.gt(0)),
          bounds: { min: MIN_DECIMAL },
          clause: (counter, other, own) => `A package of ${counter} has ${other}, not ${own}`,
        },
        price,
      ];
    }
    default:
      return pricing.tiers.flatMap((tier, index) => tierFigures(pricing, tier, index));
  }
}

function figure(
  part: readonly string[],
  path: string,
  value: Decimal,
  changed: PricingFigure['changed'],
): PricingFigure {
  const clause: PricingFigure['clause'] = (counter, other, own) => `${counter} has ${other}, not ${own}`;
  return { part, path, value: written(value), others: neighbours(value), bounds: {}, clause, changed };
}

function tierFigures(pricing: TieredPricing, tier: Tier, index: number): PricingFigure[] {
  const { upTo, unitPrice } = tier;
  const { [index - 1]: previous, [index + 1]: next } = pricing.tiers;
  const name = `tier ${index + 1}`;
  const path = `/tiers/${index}`;
  const withTier = (change: Partial<Tier>) => ({
    ...pricing,
    tiers: pricing.tiers.with(index, { ...tier, ...change }),
  });
  const price: PricingFigure = {
    ...figure([name, 'price'], `${path}/unitPrice`, unitPrice, (other) => withTier({ unitPrice: other })),
    clause: (counter, other, own) => `The ${ordinal(index + 1)} tier of ${counter} is billed at ${other}, not ${own}`,
  };
  // It does not matter where a tier ends when the next one costs the same.
  if (upTo === null || !next || exact(next.unitPrice).equals(exact(unitPrice))) return [price];
  const end = figure([name, 'upTo'], `${path}/upTo`, upTo, (other) => withTier({ upTo: other }));
  const isInOrder = (other: Exact) =>
    other.gt(exact(previous?.upTo ?? 0)) && (next.upTo === null || other.lt(exact(next.upTo)));
  const bounds = {
    min: beside(previous?.upTo ?? '0', 1n),
    ...(next.upTo !== null && { max: beside(next.upTo, -1n) }),
  };
  const clause: PricingFigure['clause'] = (counter, other, own) =>
    `The ${ordinal(index + 2)} tier of ${counter} begins above ${other}, not ${own}`;
  return [{ ...end, others: neighbours(upTo, isInOrder), bounds, clause }, price];
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

function ordinal(place: number): string {
  return ordinals[place - 1] ?? `${place}th`;
}
