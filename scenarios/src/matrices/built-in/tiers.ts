import type { Money, Policy, Pricing } from '@billing-testkit/engine';
import { remainder, solve } from './congruence.ts';
import { ONE, toSmallest } from './decimals.ts';

/**
 * The quantities above `from` up to `to`, of which one costs `before` and `price` for all of it that is above `pricedFrom`. Quantities
 * and prices are in smallest fractions, and costs in smallest fractions of them.
 */
interface PricedTier {
  readonly from: bigint;
  readonly to: bigint;
  readonly price: bigint;
  readonly pricedFrom: bigint;
  readonly before: bigint;
}

/** A whole minor unit as a cost. */
const WHOLE = ONE * ONE;

/** Readings have no more integer digits than 15. */
export const MAX_QUANTITY = 10n ** 15n * ONE - 1n;

/** An amount at which the last decimal of a price or unit shows. */
export const LARGE: Money = 100_000_000_000;

/** Larger costs might exceed the largest amount of money once they are surcharged and taxed. */
const MAX_COST = 10n ** 14n * WHOLE;

/** The tiers of a price; one of packages has none. */
function tiersOf(pricing: Pricing): PricedTier[] {
  if (pricing.model === 'PACKAGE') return [];
  const tiers = pricing.model === 'FLAT' ? [{ upTo: null, unitPrice: pricing.unitPrice }] : pricing.tiers;
  let [from, before] = [0n, 0n];
  return tiers.map(({ upTo, unitPrice }) => {
    const to = upTo === null ? MAX_QUANTITY : toSmallest(upTo);
    const price = toSmallest(unitPrice);
    const own = pricing.model === 'GRADUATED' ? { pricedFrom: from, before } : { pricedFrom: 0n, before: 0n };
    const tier = { from, to, price, ...own };
    before += (to - from) * price;
    from = to;
    return tier;
  });
}

/** Where rounding changes: at halves, and at whole minor units for modes that round all fractions alike. */
type RoundingEdge = 'edge' | 'near-edge' | 'even-edge';

/** The quantities at which the amount of a price or the price itself changes, by name, in smallest fractions. */
export function edgesOf(pricing: Pricing, policy: Policy): Record<string, bigint> {
  const edges: Record<string, bigint> = {};
  const tiers = tiersOf(pricing);
  for (const [index, limit] of limitsOf(pricing, tiers).entries()) {
    edges[`at-limit-${index + 1}`] = limit;
    edges[`below-limit-${index + 1}`] = limit - 1n;
    edges[`above-limit-${index + 1}`] = limit + 1n;
  }
  for (const [index, tier] of tiers.entries()) {
    for (const edge of ['edge', 'near-edge', 'even-edge'] as const) {
      const quantity = quantityAt(edge, tier, policy);
      if (quantity !== undefined) edges[`${edge}-${index + 1}`] = quantity;
    }
  }
  return { ...edges, large: quantityCosting(pricing, LARGE, 'up') || MAX_QUANTITY / ONE, zero: 0n };
}

/** The limits of tiers, or of the first two packages. */
function limitsOf(pricing: Pricing, tiers: readonly PricedTier[]): bigint[] {
  if (pricing.model !== 'PACKAGE') return tiers.slice(0, -1).map(({ to }) => to);
  const size = toSmallest(pricing.packageSize);
  return [size, 2n * size];
}

/**
 * A quantity in a tier whose cost is where rounding changes, or the smallest fraction beside it: together they show every change of
 * the cost. Of halves the one above an odd number rounds up also to even, and the one above an even number does not.
 */
function quantityAt(edge: RoundingEdge, tier: PricedTier, policy: Policy): bigint | undefined {
  const { rounding = 'HALF_UP' } = policy.rules ?? {};
  const isHalf = rounding === 'HALF_UP' || rounding === 'HALF_EVEN';
  const odd = edge === 'even-edge' ? 0n : WHOLE;
  const target = (isHalf ? WHOLE / 2n : 0n) + odd;
  const start = tier.from - tier.pricedFrom + 2n;
  const above =
    solve(tier.price, target - tier.before, 2n * WHOLE, start) ?? solve(tier.price, target - tier.before, WHOLE, start);
  if (above === undefined || above * tier.price + tier.before > MAX_COST) return undefined;
  const quantity = tier.pricedFrom + above;
  if (quantity > tier.to) return undefined;
  if (edge !== 'near-edge') return quantity;
  return rounding === 'UP' ? quantity + 1n : quantity - 1n;
}

/** A quantity whose cost is an amount of money, rounded up or down where it has no end; 0 when there is none. */
export function quantityCosting(pricing: Pricing, amount: Money, direction: 'up' | 'down'): bigint {
  if (pricing.model === 'PACKAGE') {
    const price = toSmallest(pricing.packagePrice);
    return price === 0n ? 0n : divided(BigInt(amount) * ONE, price, 'up') * toSmallest(pricing.packageSize);
  }
  for (const { from, to, price, pricedFrom, before } of tiersOf(pricing)) {
    if (price === 0n) continue;
    const quantity = pricedFrom + divided(BigInt(amount) * WHOLE - before, price, direction);
    if (from < quantity && quantity <= to) return quantity;
  }
  return 0n;
}

function divided(dividend: bigint, divisor: bigint, direction: 'up' | 'down'): bigint {
  const rest = remainder(dividend, divisor);
  const whole = (dividend - rest) / divisor;
  return direction === 'up' && rest > 0n ? whole + 1n : whole;
}
