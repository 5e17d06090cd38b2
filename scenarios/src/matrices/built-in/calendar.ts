import {
  addMonths,
  type CounterType,
  firstDay,
  type Instant,
  type Member,
  type Month,
  memberOf,
  monthIn,
  type Policy,
} from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment, CaseContract, CaseReading } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { rate } from './adjustment-values.ts';
import { membersOf, noonOf } from './case-parts.ts';
import { counterWithoutRow, type PricedCounter, unitOf, usualCounter } from './priced-counters.ts';

/** An instant of a member's month or near it, RFC 3339. */
type AtEdge = (edges: Edges) => string;

interface Edges {
  readonly month: Month;
  /** The first instant of the member's month, and that of the next one. */
  readonly start: Instant;
  readonly end: Instant;
}

const SECOND = 1000;
const HOUR = 3_600 * SECOND;

const instants: Readonly<Record<string, AtEdge>> = {
  'mid-month': ({ month }) => noonOf(month, 16),
  'first-instant': ({ start }) => start,
  'before-first': ({ start }) => lastNanosecondBefore(start),
  'last-instant': ({ end }) => lastNanosecondBefore(end),
  'after-last': ({ end }) => end,
  'utc-midnight': ({ month }) => `${firstDay(month)}T00:00:00Z`,
  // The instant is a second before the end, and it is written with an offset in which it is tomorrow already.
  'other-offset': ({ end }) => moved(end, 14 * HOUR - SECOND).replace('.000Z', '+14:00'),
};

/** Months begin on a whole second everywhere. */
function lastNanosecondBefore(edge: Instant): string {
  return moved(edge, -SECOND).replace('.000Z', '.999999999Z');
}

function moved(instant: Instant, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** The readings of a counter of each type in a month. One or two of them are taken at a given instant. */
type CalendarMeter = (month: Month, at: string) => CalendarReading[];

type CalendarReading = Pick<CaseReading, 'counterType' | 'volume' | 'timestamp'>;

const calendarMeters: Readonly<Record<CounterType, CalendarMeter>> = {
  DELTA: (month, at) => [reading('DELTA', '20', noonOf(month, 16)), reading('DELTA', '7', at)],

  // Two readings are taken at one instant. If it is the latest instant, the reading that came last counts.
  GAUGE: (month, at) => [
    reading('GAUGE', '30', at),
    reading('GAUGE', '20', noonOf(month, 16)),
    reading('GAUGE', '7', at),
  ],

  // The counter runs on from the month before. A reading after 175 that is lower is a reset.
  CUMULATIVE: (month, at) => [
    reading('CUMULATIVE', '100', noonOf(addMonths(month, -1), 16)),
    reading('CUMULATIVE', '175', at),
    reading('CUMULATIVE', '160', noonOf(month, 16)),
  ],
};

function reading(counterType: CounterType, volume: string, timestamp: string): CalendarReading {
  return { counterType, volume, timestamp };
}

/** Readings right before and at both edges of a month. The digits of their sum tell which of them were counted. */
function atEveryEdge({ start, end }: Edges): CalendarReading[] {
  return [
    reading('DELTA', '1', lastNanosecondBefore(start)),
    reading('DELTA', '10', start),
    reading('DELTA', '100', lastNanosecondBefore(end)),
    reading('DELTA', '1000', end),
  ];
}

/** The readings as one project's usage of a counter. */
function usageOf({ counterName, pricing }: PricedCounter, readings: readonly CalendarReading[]): CaseReading[] {
  return readings.map((one) => ({ projectId: 'web', counterName, unit: unitOf(pricing), ...one }));
}

type InForce = Pick<CaseContract, 'monthFrom' | 'monthTo'>;

type Terms = (month: Month, policy: Policy) => Pick<BillingCase, 'contracts' | 'adjustments'>;

/** Contracts and adjustments that begin and end around a month. */
const monthsInForce: Readonly<Record<string, Terms>> = {
  none: () => ({}),
  'this-month': (month, policy) => both(policy, { monthFrom: month, monthTo: month }),
  ended: (month, policy) => both(policy, { monthFrom: addMonths(month, -3), monthTo: addMonths(month, -1) }),
  'next-month': (month, policy) => both(policy, { monthFrom: addMonths(month, 1) }),
  // The contract that began later is in force, whichever was assigned first.
  'newer-first': (month) => ({
    contracts: [contract('newer', 20, { monthFrom: month }), contract('older', 5, { monthFrom: addMonths(month, -2) })],
  }),
  'older-first': (month) => ({
    contracts: [contract('older', 5, { monthFrom: addMonths(month, -2) }), contract('newer', 20, { monthFrom: month })],
  }),
  // When two contracts began together, the one that was assigned last is in force.
  'same-month': (month) => ({
    contracts: [contract('first', 5, { monthFrom: month }), contract('second', 20, { monthFrom: month })],
  }),
};

function both({ adjustments: limits }: Policy, inForce: InForce): ReturnType<Terms> {
  const adjustment: CaseAdjustment = {
    name: 'campaign',
    level: 'BILLING_GROUP',
    ...rate('RATE_DISCOUNT', 15, limits),
    ...inForce,
  };
  return { contracts: [contract('frame', 10, inForce)], adjustments: [adjustment] };
}

function contract(name: string, discountRate: number, inForce: InForce): CaseContract {
  return { name, discountRate, ...inForce };
}

/** Months with a leap day, the changes of the clock in Europe and America, and a year's end. */
const MONTHS: readonly Month[] = ['2025-01', '2024-02', '2025-02', '2025-03', '2025-10', '2025-11', '2025-12'];

/** The months, with those in which the clock of another member changes. */
function monthsFor({ members }: Policy): Month[] {
  const year = Array.from({ length: 12 }, (_, index) => addMonths('2025-01', index));
  return [...new Set([...MONTHS, ...year.filter((month) => members.some((member) => hasClockChange(member, month)))])];
}

function hasClockChange({ timeZone }: Member, month: Month): boolean {
  const { start, end } = monthIn(month, timeZone);
  const days = (Date.parse(end) - Date.parse(start)) / (24 * HOUR);
  return !Number.isInteger(days);
}

/** Time zones × months with leap days, changes of the clock and a year's end × readings at their edges × terms in force. */
export const calendar = defineMatrix({
  name: 'calendar',
  dimensions: (policy) => ({
    member: membersOf(policy),
    month: monthsFor(policy),
    meter: calendarMeters,
    at: instants,
    inForce: monthsInForce,
  }),
  build: ({ member, month, meter, at, inForce }, policy) => {
    const edges = { month, ...monthIn(month, memberOf(policy, member).timeZone) };
    return {
      member,
      month,
      ...inForce(month, policy),
      usage: [
        ...usageOf(usualCounter(policy, member), meter(month, at(edges))),
        ...usageOf(counterWithoutRow('at.edges', policy, member), atEveryEdge(edges)),
      ],
    };
  },
});
