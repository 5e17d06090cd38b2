/** A decimal of 1. Decimals are whole numbers of their twelfth decimal, so that no binary float is near them. */
export const ONE = 10n ** 12n;

/** One measurement of a customer's usage. Amounts add up, of levels the highest one counts, and meters run on. */
export interface UsageEvent {
  readonly project: string;
  readonly metric: string;
  readonly kind: 'amount' | 'level' | 'meter';
  readonly unit: string;
  readonly value: string;
  readonly at: string;
  /** The disk or machine that was measured. */
  readonly source: string;
}

const unitSizes: Readonly<Record<string, bigint>> = {
  ...{ CALL: 1n, THOUSAND_CALLS: 1000n },
  ...{ MB: 1n, GB: 1000n, TB: 1_000_000n },
};

/** The number of the smallest unit that a unit contains. */
export function sizeOf(unit: string): bigint {
  return unitSizes[unit] ?? 1n;
}

export function toExact(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(12, '0'));
}

/** A quantity in the smallest unit as a decimal in a unit of that size, which is a power of ten. */
export function toText(quantity: bigint, size: bigint): string {
  const places = String(size).length + 11;
  const digits = String(quantity).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

/** Rounded half up, for amounts of at least 0. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}

/** The quantity of the events of one metric of one project, in the smallest unit. */
export function quantityOf(events: readonly UsageEvent[]): bigint {
  if (events[0]?.kind === 'amount') return sum(valuesOf(events));
  return sum([...groupBy(events, ({ source }) => source).values()].map(quantityOfSource));
}

function quantityOfSource(events: readonly UsageEvent[]): bigint {
  const values = valuesOf(events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)));
  if (events[0]?.kind === 'level') return values.reduce((highest, level) => (level > highest ? level : highest), 0n);
  // A meter that is lower than before was reset, and ran on from 0.
  return sum(values.slice(1).map((state, index) => state - lastBefore(state, values[index])));
}

function lastBefore(state: bigint, before = 0n): bigint {
  return state < before ? 0n : before;
}

function valuesOf(events: readonly UsageEvent[]): bigint[] {
  return events.map(({ value, unit }) => toExact(value) * sizeOf(unit));
}

function sum(quantities: readonly bigint[]): bigint {
  return quantities.reduce((total, quantity) => total + quantity, 0n);
}

/** Things by a key, in the order in which the keys came first. */
export function groupBy<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
