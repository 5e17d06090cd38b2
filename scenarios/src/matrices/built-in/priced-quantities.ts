import type { Decimal, Month, Pricing, Tier } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';
import { noonOf } from './case-parts.ts';

/** A counter with a price that has edges: quantities at which a tier or a package ends, or an amount is just half a minor unit. */
export interface PricedCounter {
  readonly counterName: string;
  /** The unit of its readings, and a smaller unit with the factor between them. */
  readonly unit: string;
  readonly smaller?: { readonly unit: string; readonly factor: number };
  readonly edges: { readonly first: Decimal; readonly last: Decimal };
  /** The contract's pricing, which takes the place of the price book's. */
  readonly pricing?: Pricing;
}

const minutes = { unit: 'MINUTES', factor: 60 };
const megabytes = { unit: 'MB', factor: 1024 };

const tiers: readonly Tier[] = [
  { upTo: '100', unitPrice: '10' },
  { upTo: '500', unitPrice: '8' },
  { upTo: null, unitPrice: '6.005' },
];

/** Every way to price a counter, by the price book and by a contract. */
export const pricedCounters = {
  FLAT: { counterName: 'compute.c2.c8m8', unit: 'HOURS', smaller: minutes, edges: { first: '0.5', last: '100' } },
  // The price is 1 a unit, so halves are edges.
  PREFIX: { counterName: 'test.units', unit: 'UNITS', edges: { first: '0.5', last: '2.5' } },
  GRADUATED: {
    counterName: 'network.traffic.out',
    unit: 'GB',
    smaller: megabytes,
    edges: { first: '100', last: '1000' },
  },
  PACKAGE: { counterName: 'support.seat', unit: 'SEATS', edges: { first: '5', last: '10' } },
  // The amounts are 100.5 and 301.5. A binary float falls short of them.
  'contract-FLAT': {
    counterName: 'compute.c2.c8m8',
    unit: 'HOURS',
    smaller: minutes,
    edges: { first: '100', last: '300' },
    pricing: { model: 'FLAT', unit: 'HOURS', unitPrice: '1.005' },
  },
  'contract-GRADUATED': {
    counterName: 'network.traffic.out',
    unit: 'GB',
    smaller: megabytes,
    edges: { first: '100', last: '500' },
    pricing: { model: 'GRADUATED', unit: 'GB', tiers },
  },
  'contract-VOLUME': {
    counterName: 'storage.snapshot',
    unit: 'GB',
    smaller: megabytes,
    edges: { first: '100', last: '500' },
    pricing: { model: 'VOLUME', unit: 'GB', tiers },
  },
  'contract-PACKAGE': {
    counterName: 'support.call',
    unit: 'CALLS',
    edges: { first: '2.5', last: '5' },
    pricing: { model: 'PACKAGE', packageSize: '2.5', packagePrice: '99' },
  },
} satisfies Record<string, PricedCounter>;

/** Takes a quantity of a counter apart into the parts that projects used. */
type Split = (quantity: Decimal, counter: PricedCounter) => readonly Part[];

interface Part {
  readonly projectId: string;
  readonly volume: Decimal;
  readonly unit: string;
}

/** Every way to split a quantity without changing it. */
export const splits: Readonly<Record<string, Split>> = {
  none: (volume, { unit }) => [{ projectId: 'web', volume, unit }],
  readings: (quantity, { unit }) => inThree(quantity).map((volume) => ({ projectId: 'web', volume, unit })),
  projects: (quantity, { unit }) => overProjects(quantity, unit),
  'smaller-unit': (quantity, { unit, smaller = { unit, factor: 1 } }) =>
    overProjects(times(quantity, smaller.factor), smaller.unit),
};

/** A quantity of a counter in a month, split into readings. */
export function splitUsage(month: Month, counter: PricedCounter, parts: readonly Part[]): CaseReading[] {
  const { counterName } = counter;
  return parts.map((part, index) => ({ ...part, counterName, timestamp: noonOf(month, 10 + index) }));
}

function overProjects(quantity: Decimal, unit: string): Part[] {
  const projects = ['api', 'db', 'web'];
  return inThree(quantity).map((volume, index) => ({ projectId: projects[index] ?? '', volume, unit }));
}

/** A reading's smallest fraction is the twelfth decimal; quantities are counted in it, so that no float is near them. */
const DECIMALS = 12;

/** A quantity and `count` smallest fractions, less when `count` is negative. */
export function nudged(quantity: Decimal, count: number): Decimal {
  return toDecimal(toSmallest(quantity) + BigInt(count));
}

/** `factor` times a quantity; the same one in a unit that is so many times smaller. */
export function times(quantity: Decimal, factor: number): Decimal {
  return toDecimal(toSmallest(quantity) * BigInt(factor));
}

/** A quantity in three parts, two of them equal, that are together all of it. */
function inThree(quantity: Decimal): readonly [Decimal, Decimal, Decimal] {
  const all = toSmallest(quantity);
  const part = all / 9n;
  return [toDecimal(part), toDecimal(all - 2n * part), toDecimal(part)];
}

function toSmallest(quantity: Decimal): bigint {
  const [whole = '0', fraction = ''] = String(quantity).split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

function toDecimal(smallest: bigint): Decimal {
  const digits = String(smallest).padStart(DECIMALS + 1, '0');
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}
