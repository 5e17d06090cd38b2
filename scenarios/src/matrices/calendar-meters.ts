import { addMonths, type CounterType, type Month } from '@billing-testkit/engine';
import type { CaseReading } from '../life/billing-case.ts';
import { noonOf } from './metered.ts';

/** What a counter of a type reads in a month, one of the readings or two at a given instant. */
export type CalendarMeter = (month: Month, at: string) => CaseReading[];

export const calendarMeters: Readonly<Record<CounterType, CalendarMeter>> = {
  DELTA: (month, at) => [reading('DELTA', '20', noonOf(month, 16)), reading('DELTA', '7', at)],

  // Two at one instant, of which the one that came last counts if it is the latest instant.
  GAUGE: (month, at) => [
    reading('GAUGE', '30', at),
    reading('GAUGE', '20', noonOf(month, 16)),
    reading('GAUGE', '7', at),
  ],

  // It runs on from the month before. What comes after 175 with less is a reset.
  CUMULATIVE: (month, at) => [
    reading('CUMULATIVE', '100', noonOf(addMonths(month, -1), 16)),
    reading('CUMULATIVE', '175', at),
    reading('CUMULATIVE', '160', noonOf(month, 16)),
  ],
};

function reading(counterType: CounterType, volume: string, timestamp: string): CaseReading {
  return { projectId: 'web', counterName: 'queue.depth', counterType, unit: 'MESSAGES', volume, timestamp };
}
