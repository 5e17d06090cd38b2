import { Temporal } from 'temporal-polyfill';
import { dateOfDay, daysInMonth, twoDigits, yearText } from './civil-date.ts';
import { numberAt } from './digits.ts';
import { dayIn, isMomentText, momentText, nanosecondOf, secondOf } from './timestamp.ts';

/** A billing month, `YYYY-MM`, from 1970-01 to 9998-12. Months compare as strings. */
export type Month = string;

/** A calendar date, `YYYY-MM-DD`. Dates compare as strings. */
export type CalendarDate = string;

/** A moment in UTC to the nanosecond, `2025-01-31T15:00:00.000000000Z`. Instants compare as strings. */
export type Instant = string;

/** A period from `start` (inclusive) to `end` (exclusive). */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 9998;

export function isMonth(text: unknown): text is Month {
  if (typeof text !== 'string' || text.length !== 'YYYY-MM'.length || text.charAt(4) !== '-') return false;
  const [year, month] = [yearOf(text), monthOfYear(text)];
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12;
}

function yearOf(text: Month | CalendarDate): number {
  return numberAt(text, 0, 4);
}

function monthOfYear(text: Month | CalendarDate): number {
  return numberAt(text, 5, 2);
}

export function isCalendarDate(text: unknown): text is CalendarDate {
  return typeof text === 'string' && text.length === 'YYYY-MM-DD'.length && !Number.isNaN(dayIn(text));
}

/** The end of the last billing month, 9999-01-01T00:00:00Z, in seconds since 1970. */
const END_OF_MONTHS = 253_370_764_800;

/**
 * The second of an RFC 3339 timestamp with an offset, as `secondOf` has it; `undefined` when `text` is no such timestamp or its
 * month in UTC is not a billing month.
 */
export function billableSecondOf(text: unknown): number | undefined {
  const second = typeof text === 'string' ? secondOf(text) : undefined;
  return second !== undefined && second >= 0 && second < END_OF_MONTHS ? second : undefined;
}

/** Whether `text` is a timestamp of which `toInstant` knows the instant. */
export function isTimestamp(text: string): boolean {
  return billableSecondOf(text) !== undefined;
}

/**
 * The instant an RFC 3339 timestamp with an offset names, digits beyond the nanosecond dropped; `undefined` when `text` is
 * no such timestamp or its month is not a billing month.
 *
 * A leap second, 23:59:60 in UTC, is taken for the last millisecond of its minute, whatever its fraction: it stays in its day
 * and month. It is accepted on every day, also on those that had none; at any other time of the day `:60` is no time.
 */
export function toInstant(text: string): Instant | undefined {
  const second = billableSecondOf(text);
  if (second === undefined) return undefined;
  return isMomentText(text) ? text : momentText({ second, nanosecond: nanosecondOf(text) });
}

/** An instant as people and answers write it: without the zeros at its end, `2025-01-31T15:00:00Z`. */
export function briefInstant(instant: Instant): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}

/** The month of `instant` in UTC. In any time zone the month is this one or a neighbour of it. */
export function utcMonth(instant: Instant): Month {
  return instant.slice(0, 7);
}

/** The month `count` months after `month`, or before it when `count` is negative. */
export function addMonths(month: Month, count: number): Month {
  const months = yearOf(month) * 12 + monthOfYear(month) - 1 + count;
  const year = Math.floor(months / 12);
  return `${yearText(year)}-${twoDigits(months - year * 12 + 1)}`;
}

export function firstDay(month: Month): CalendarDate {
  return `${month}-01`;
}

export function lastDay(month: Month): CalendarDate {
  return `${month}-${daysInMonth(yearOf(month), monthOfYear(month))}`;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayIn(date) + days);
}

/** The same day `months` later, or the last of that month when it is shorter. */
export function addMonthsToDate(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** The date that `instant` falls on in `timeZone`. */
export function dateIn(instant: Instant, timeZone: string): CalendarDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The period of a month: from local midnight of its first day to that of the next month's first day, in `timeZone`. */
export function monthIn(month: Month, timeZone: string): Period {
  const ofZone = periods.get(timeZone) ?? new Map<Month, Period>();
  const known = ofZone.get(month);
  if (known) return known;
  const period = {
    start: startOfDate(firstDay(month), timeZone),
    end: startOfDate(firstDay(addMonths(month, 1)), timeZone),
  };
  periods.set(timeZone, ofZone.set(month, period));
  return period;
}

/** The periods found before, by time zone: they never change and are few, and finding one takes a time zone's history. */
const periods = new Map<string, Map<Month, Period>>();

/** Finds the billing months of instants in `timeZone`. Of instants that follow each other, most are of one month. */
export function billingMonthsIn(timeZone: string): (instant: Instant) => Month {
  let last = { month: '', start: '', end: '' };
  return (instant) => {
    if (instant < last.start || instant >= last.end) {
      const month = billingMonthOf(instant, timeZone);
      last = { month, ...monthIn(month, timeZone) };
    }
    return last.month;
  };
}

/** The billing month that `instant` falls in, in `timeZone`. */
export function billingMonthOf(instant: Instant, timeZone: string): Month {
  const month = utcMonth(instant);
  const { start, end } = monthIn(month, timeZone);
  if (instant < start) return addMonths(month, -1);
  return instant < end ? month : addMonths(month, 1);
}

/** The instant at which a date begins in `timeZone`. */
export function startOfDate(date: CalendarDate, timeZone: string): Instant {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).startOfDay();
  return start.toInstant().toString({ fractionalSecondDigits: 9 });
}
