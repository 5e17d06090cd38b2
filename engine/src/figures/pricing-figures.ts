import type { Pricing, Tier, TieredPricing } from '../policy/pricing.ts';
import { type Decimal, type Exact, exact } from '../values/exact.ts';
import { neighbours, written } from './neighbours.ts';

/** A figure of a pricing. */
interface PricingFigure {
  /** The words for its place in the pricing; none for the price itself. */
  readonly part: readonly string[];
  /** A JSON pointer into the pricing. */
  readonly path: string;
  readonly value: string;
  readonly others: readonly string[];
  readonly changed: (other: string) => Pricing;
}

export function pricingFigures(pricing: Pricing): PricingFigure[] {
  switch (pricing.model) {
    case 'FLAT': {
      const { unitPrice } = pricing;
      return [figure([], '/unitPrice', unitPrice, (price) => ({ ...pricing, unitPrice: price }))];
    }
    case 'PACKAGE': {
      const { packageSize, packagePrice } = pricing;
      const price = figure([], '/packagePrice', packagePrice, (other) => ({ ...pricing, packagePrice: other }));
      if (exact(packagePrice).equals(0)) return [price];
      const size = figure(['packageSize'], '/packageSize', packageSize, (other) => ({
        ...pricing,
        packageSize: other,
      }));
      return [{ ...size, others: neighbours(packageSize, (other) => other.gt(0)) }, price];
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
  return { part, path, value: written(value), others: neighbours(value), changed };
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
  const price = figure([name, 'price'], `${path}/unitPrice`, unitPrice, (other) => withTier({ unitPrice: other }));
  // It does not matter where a tier ends when the next one costs the same.
  if (upTo === null || !next || exact(next.unitPrice).equals(exact(unitPrice))) return [price];
  const end = figure([name, 'upTo'], `${path}/upTo`, upTo, (other) => withTier({ upTo: other }));
  const isInOrder = (other: Exact) =>
    other.gt(exact(previous?.upTo ?? 0)) && (next.upTo === null || other.lt(exact(next.upTo)));
  return [{ ...end, others: neighbours(upTo, isInOrder) }, price];
}
