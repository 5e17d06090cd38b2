import { firstDay, lastDay, monthIn, startOfDate } from '../values/calendar.ts';
import type { Defect } from './defect.ts';
import { monthInStandardTime } from './standard-time.ts';

/** §1: which readings are of the month. */
export const monthDefects: readonly Defect[] = [
  {
    name: 'month-in-utc',
    sentence: 'A month begins and ends at midnight in UTC.',
    section: 1,
    rule: "A month runs from midnight to midnight in the member's time zone.",
    rules: { billingPeriod: (month) => monthIn(month, 'UTC') },
  },
  {
    name: 'daylight-saving-ignored',
    sentence: 'A month begins and ends by standard time all year, an hour late in summer.',
    section: 1,
    rule: 'A month begins and ends at local midnight, daylight saving included.',
    rules: { billingPeriod: monthInStandardTime },
  },
  {
    name: 'last-day-lost',
    sentence: 'A month ends when its last day begins: readings of that day are in no month.',
    section: 1,
    rule: "A month ends when the next month's first day begins.",
    rules: {
      billingPeriod: (month, timeZone) => ({
        start: startOfDate(firstDay(month), timeZone),
        end: startOfDate(lastDay(month), timeZone),
      }),
    },
  },
];
