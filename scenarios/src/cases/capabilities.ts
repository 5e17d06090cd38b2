import type { CounterType } from '@billing-testkit/engine';
import type { BillingCase, CaseReading } from './billing-case.ts';

/** Something that not every billing system can do. */
interface CapabilityOfCases {
  /** The capability in words, for reports. */
  readonly words: string;
  readonly isNeededFor: (billingCase: BillingCase) => boolean;
}

const table = {
  usage: { words: 'usage', isNeededFor: (billingCase) => readingsOf(billingCase).length > 0 },
  gauges: { words: 'gauges', isNeededFor: hasCounter('GAUGE') },
  cumulative: { words: 'cumulative meters', isNeededFor: hasCounter('CUMULATIVE') },
  contracts: { words: 'contracts', isNeededFor: ({ contracts = [] }) => contracts.length > 0 },
  contractPrices: {
    words: 'contract prices',
    isNeededFor: ({ contracts = [] }) => contracts.some(({ prices = [] }) => prices.length > 0),
  },
  adjustments: { words: 'adjustments', isNeededFor: ({ adjustments = [] }) => adjustments.length > 0 },
  credits: { words: 'credits', isNeededFor: ({ credits = [] }) => credits.length > 0 },
  payments: { words: 'payments', isNeededFor: hasPayments },
  earlierMonths: { words: 'earlier months', isNeededFor: ({ earlier = [] }) => earlier.length > 0 },
  // A month is calculated again also when its late usage is an empty list.
  recalculation: { words: 'recalculation', isNeededFor: ({ lateUsage }) => lateUsage !== undefined },
} as const satisfies Readonly<Record<string, CapabilityOfCases>>;

/**
 * Something that not every billing system can do:
 *
 * - `usage`: bill readings at all. A case of gauges needs both.
 * - `gauges`: bill readings of levels, like the gigabytes of a disk.
 * - `cumulative`: bill the readings of running meters.
 * - `contracts`: discounts, base fees and minimum charges of contracts. `contractPrices`: prices of contracts.
 * - `adjustments`: discounts and surcharges of projects and of the whole bill.
 * - `credits`: take credits off the bill.
 * - `payments`: take payments, give refunds, and change the status of payments.
 * - `earlierMonths`: bill more than one month, and carry the unpaid amount.
 * - `recalculation`: calculate a month again, also with readings that arrive late.
 */
export type Capability = keyof typeof table;

/** Every capability, in the order in which reports name them. */
export const capabilities: readonly Capability[] = Object.keys(table).filter((name) => isCapability(name));

export function isCapability(name: string): name is Capability {
  return Object.hasOwn(table, name);
}

/** The capabilities without which a system can't bill a case. */
export function needsOf(billingCase: BillingCase): Capability[] {
  return capabilities.filter((name) => table[name].isNeededFor(billingCase));
}

/** Capabilities in words, like `usage, gauges and cumulative meters`. */
export function capabilityText(names: readonly Capability[], conjunction: 'and' | 'or' = 'and'): string {
  const words = names.map((name) => table[name].words);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} ${conjunction} ${last}`;
}

function readingsOf({ earlier = [], usage = [], lateUsage = [] }: BillingCase): CaseReading[] {
  return [...earlier.flatMap((month) => month.usage), ...usage, ...lateUsage];
}

function hasCounter(wanted: CounterType): CapabilityOfCases['isNeededFor'] {
  return (billingCase) => readingsOf(billingCase).some(({ counterType }) => counterType === wanted);
}

function hasPayments({ earlier = [], payments = [] }: BillingCase): boolean {
  return payments.length > 0 || earlier.some((month) => (month.payments ?? []).length > 0);
}
