import type { Money, PackagePricing, Policy, Pricing } from '@billing-testkit/engine';
import { remainder, solve } from './congruence.ts';
import { ONE, toSmallest } from './decimals.ts';

/**
 * A tier of a price. A quantity above `from`, up to `to`, costs `before` and `price` for all of it that is above `pricedFrom`. Quantities
 * and prices are in smallest fractions, and costs in smallest fractions of those.
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

/** A quantity with all its decimals, of a counter that costs nothing or so little that no quantity costs a large amount. */
const MANY_DECIMALS = 1000n * ONE - 1n;

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

/**
 * The quantities at which the amount of a price or the price itself changes, by name, in smallest fractions: the limits of tiers or
 * packages, and where rounding changes in each tier.
 */
export function edgesOf(pricing: Pricing, policy: Policy): Readonly<Record<string, bigint>> {
  const tiers = tiersOf(pricing);
  const limits = limitsOf(pricing, tiers).flatMap((limit, index) => [
    [`at-limit-${index + 1}`, limit] as const,
    [`below-limit-${index + 1}`, limit - 1n] as const,
    [`above-limit-${index + 1}`, limit + 1n] as const,
  ]);
  const rounded = tiers.flatMap((tier, index) =>
    roundingEdges.map((edge) => [`${edge}-${index + 1}`, quantityAt(edge, tier, policy)] as const),
  );
  const large = ['large', quantityCosting(pricing, LARGE, 'up') || MANY_DECIMALS] as const;
  const edges = [...limits, ...rounded, large, ['zero', 0n] as const];
  return Object.fromEntries(
    edges.flatMap(([name, quantity]) =>
      quantity !== undefined && canBeBilled(pricing, quantity) ? [[name, quantity]] : [],
    ),
  );
}

/** The limits of tiers, or of the first two packages. */
function limitsOf(pricing: Pricing, tiers: readonly PricedTier[]): bigint[] {
  if (pricing.model !== 'PACKAGE') return tiers.slice(0, -1).map(({ to }) => to);
  const size = toSmallest(pricing.packageSize);
  return [size, 2n * size];
}

/**
 * A cost at which rounding changes: at halves, or at whole minor units for modes that round all fractions alike. Of halves the one above
 * an odd number (`edge`) also rounds up to even, and the one above an even number (`even-edge`) does not.
 */
const roundingEdges = ['edge', 'near-edge', 'even-edge'] as const;

/**
 * A quantity of a tier whose cost is such an edge, or the smallest fraction of a quantity before the edge; `undefined` when the tier has
 * none. A tier without a quantity whose cost is just an edge has the first quantity behind one, and the one before it.
 */
function quantityAt(edge: (typeof roundingEdges)[number], tier: PricedTier, policy: Policy): bigint | undefined {
  const { rounding = 'HALF_UP' } = policy.rules ?? {};
  const beyond = rounding === 'HALF_UP' || rounding === 'HALF_EVEN' ? WHOLE / 2n : 0n;
  const quantity = quantityCostingEdge(tier, beyond + (edge === 'even-edge' ? 0n : WHOLE));
  if (edge === 'even-edge') return quantity;
  if (quantity === undefined) return besideEdge(edge, tier, beyond);
  if (edge === 'edge') return quantity;
  // A fraction that is rounded up changes the amount right after a whole minor unit, any other one right before the edge.
  return rounding === 'UP' ? quantity + 1n : quantity - 1n;
}

/** The first quantity of a tier, but for the very first one, that costs as much beyond an even amount, or beyond any amount. */
function quantityCostingEdge(tier: PricedTier, beyondEven: bigint): bigint | undefined {
  const cost = beyondEven - tier.before;
  const first = tier.from - tier.pricedFrom + 2n;
  const above = solve(tier.price, cost, 2n * WHOLE, first) ?? solve(tier.price, cost, WHOLE, first);
  if (above === undefined || tier.pricedFrom + above > tier.to) return undefined;
  return tier.pricedFrom + above;
}

/** The first quantity of a tier whose cost is beyond the first edge in it, or the one before; edges are as far beyond whole minor units. */
function besideEdge(edge: 'edge' | 'near-edge', tier: PricedTier, beyond: bigint): bigint | undefined {
  if (tier.price === 0n) return undefined;
  const first = tier.from - tier.pricedFrom + 2n;
  const wholes = divided(tier.before + first * tier.price - beyond, WHOLE, 'up');
  const quantity = tier.pricedFrom + divided(wholes * WHOLE + beyond - tier.before, tier.price, 'up');
  if (quantity > tier.to) return undefined;
  return edge === 'edge' ? quantity : quantity - 1n;
}

function canBeBilled(pricing: Pricing, quantity: bigint): boolean {
  return quantity <= MAX_QUANTITY && costOf(pricing, quantity) <= MAX_COST;
}

/** The cost of a quantity. */
function costOf(pricing: Pricing, quantity: bigint): bigint {
  if (pricing.model === 'PACKAGE') {
    const packages = divided(quantity, toSmallest(pricing.packageSize), 'up');
    return packages * toSmallest(pricing.packagePrice) * ONE;
  }
  const tier = tiersOf(pricing).find(({ to }) => quantity <= to);
  return tier ? tier.before + (quantity - tier.pricedFrom) * tier.price : 0n;
}

/**
 * The first quantity that costs an amount of money above 0, up or down to its last decimal. Where no quantity costs just that, because
 * packages are whole or the price jumps up at a limit, it is the first one that costs more; 0 when none does.
 */
export function quantityCosting(pricing: Pricing, amount: Money, direction: 'up' | 'down'): bigint {
  if (pricing.model === 'PACKAGE') return packagesCosting(pricing, amount);
  for (const { from, to, price, pricedFrom, before } of tiersOf(pricing)) {
    if (price === 0n) continue;
    const quantity = pricedFrom + divided(BigInt(amount) * WHOLE - before, price, direction);
    const inTier = quantity > from ? quantity : from + 1n;
    if (inTier <= to) return inTier;
  }
  return 0n;
}

function packagesCosting({ packageSize, packagePrice }: PackagePricing, amount: Money): bigint {
  const price = toSmallest(packagePrice);
  return price === 0n ? 0n : divided(BigInt(amount) * ONE, price, 'up') * toSmallest(packageSize);
}

function divided(dividend: bigint, divisor: bigint, direction: 'up' | 'down'): bigint {
  const rest = remainder(dividend, divisor);
  const whole = (dividend - rest) / divisor;
  return direction === 'up' && rest > 0n ? whole + 1n : whole;
}
