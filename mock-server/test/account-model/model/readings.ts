import type { Month } from './calendar.ts';
import type { Currency } from './member.ts';

export type CounterName = keyof typeof counters;

/** The counters of the account, all `DELTA`: their unit, and their price in tenths of a minor unit (§3). */
export const counters = {
  'compute.c2.c8m8': { unit: 'HOURS', price: { KRW: 3970, JPY: 435, USD: 298, EUR: 274 } },
  'test.calls': { unit: 'CALLS', price: { KRW: 10, JPY: 10, USD: 10, EUR: 10 } },
} as const satisfies Record<string, { unit: string; price: Record<Currency, number> }>;

export const projects: readonly string[] = ['p-a', 'p-b', 'p-c'];

export interface Reading {
  readonly projectId: string;
  readonly counterName: CounterName;
  readonly month: Month;
  readonly volume: number;
  readonly eventId?: string;
}
