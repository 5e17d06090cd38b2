import { covers, type Month, type MonthRange } from './calendar.ts';
import type { CounterName } from './readings.ts';

export interface Terms {
  /** The discount rate, in tenths of a percent. */
  readonly discountTenths: number;
  readonly baseFee: number;
  readonly minimumCharge: number;
  /** Prices in tenths of a minor unit, in place of the price book's. */
  readonly prices: Readonly<Partial<Record<CounterName, number>>>;
}

export interface Contract extends Terms {
  readonly contractId: string;
}

export interface Assignment extends MonthRange {
  readonly contract: Contract;
}

/** The contract of the assignment with the latest `monthFrom`; among equal ones, of the one assigned last (§4). */
export function contractInForce(assignments: readonly Assignment[], month: Month): Contract | undefined {
  const inForce = assignments.filter((assignment) => covers(assignment, month));
  const latest = inForce.map(({ monthFrom }) => monthFrom).reduce((a, b) => (a > b ? a : b), '');
  return inForce.findLast(({ monthFrom }) => monthFrom === latest)?.contract;
}
