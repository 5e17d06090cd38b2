import { divideRounded, ONE, sizeOf, toExact } from './quantities.ts';

/** A price in cents for each unit, by the tier that the unit is in. The last tier has no end. */
interface UnitPrice {
  readonly unit?: string;
  readonly tiers: readonly { readonly upTo?: string; readonly cents: string }[];
}

/** A price in cents for each package, also when it is only started. */
interface PackagePrice {
  readonly packageSize: string;
  readonly cents: string;
}

const prices: Readonly<Record<string, UnitPrice | PackagePrice>> = {
  'api.calls': {
    unit: 'THOUSAND_CALLS',
    tiers: [{ upTo: '100', cents: '20' }, { upTo: '1000', cents: '15' }, { cents: '9.5' }],
  },
  storage: { unit: 'GB', tiers: [{ cents: '2.35' }] },
  traffic: { unit: 'GB', tiers: [{ cents: '11' }] },
  seats: { packageSize: '10', cents: '4900' },
};

const anythingElse: UnitPrice = { tiers: [{ cents: '1' }] };

function priceOf(metric: string): UnitPrice | PackagePrice {
  return prices[metric] ?? anythingElse;
}

/** The unit that a metric is billed in; without one a metric is billed in the unit in which it is measured. */
export function unitOf(metric: string): string | undefined {
  const price = priceOf(metric);
  return 'tiers' in price ? price.unit : undefined;
}

/** The cost of a quantity in the smallest unit, in whole cents. */
export function centsFor(metric: string, quantity: bigint): number {
  const price = priceOf(metric);
  return Number('tiers' in price ? unitCents(price, quantity) : packageCents(price, quantity));
}

function unitCents({ unit = '', tiers }: UnitPrice, quantity: bigint): bigint {
  const size = sizeOf(unit);
  let [cost, from] = [0n, 0n];
  for (const { upTo, cents } of tiers) {
    const limit = upTo === undefined ? quantity : toExact(upTo) * size;
    const to = quantity < limit ? quantity : limit;
    if (to > from) cost += (to - from) * toExact(cents);
    from = limit;
  }
  return divideRounded(cost, ONE * ONE * size);
}

function packageCents({ packageSize, cents }: PackagePrice, quantity: bigint): bigint {
  const size = toExact(packageSize);
  return ((quantity + size - 1n) / size) * (toExact(cents) / ONE);
}
