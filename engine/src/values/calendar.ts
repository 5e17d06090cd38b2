import { Temporal } from 'temporal-polyfill';

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

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const RFC3339 =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d|60)(?:\.(\d{1,9})\d*)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

export function isMonth(text: unknown): text is Month {
  return typeof text === 'string' && MONTH.test(text) && text >= '1970-01' && text <= '9998-12';
}

export function isCalendarDate(text: unknown): text is CalendarDate {
  const [, year, month, day] = typeof text === 'string' ? (DATE.exec(text) ?? []) : [];
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

const LEAP_SECOND = '60';

/**
 * The instant an RFC 3339 timestamp with an offset names, digits beyond the nanosecond dropped; `undefined` when `text` is
 * no such timestamp or its month is not a billing month.
 *
 * A leap second, 23:59:60 in UTC, is taken for the last millisecond of its minute, whatever its fraction: it stays in its day
 * and month. It is accepted on every day, also on those that had none; at any other time of the day `:60` is no time.
 */
export function toInstant(text: string): Instant | undefined {
  const [, date, time, second, fraction = '', offset = ''] = RFC3339.exec(text) ?? [];
  if (!isCalendarDate(date)) return undefined;
  const isLeap = second === LEAP_SECOND;
  const local = `${date}T${time}:${isLeap ? '59' : second}`;
  const seconds = /z/i.test(offset) ? local : inUtc(local + offset);
  if (isLeap && !seconds.endsWith('T23:59:59')) return undefined;
  const instant = `${seconds}.${(isLeap ? '999' : fraction).padEnd(9, '0')}Z`;
  return isMonth(utcMonth(instant)) ? instant : undefined;
}

/** A timestamp to the second that exists, in UTC. */
function inUtc(timestamp: string): string {
  return new Date(timestamp).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
}

/** The month of `instant` in UTC. In any time zone the month is this one or a neighbour of it. */
export function utcMonth(instant: Instant): Month {
  return instant.slice(0, 7);
}

/** The month `count` months after `month`, or before it when `count` is negative. */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = String(Math.floor(months / 12)).padStart(4, '0');
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export function firstDay(month: Month): CalendarDate {
  return `${month}-01`;
}

export function lastDay(month: Month): CalendarDate {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().replace(/T.*/, '');
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
  const key = `${month} ${timeZone}`;
  const known = periods.get(key);
  if (known) return known;
  const period = {
    start: startOfDate(firstDay(month), timeZone),
    end: startOfDate(firstDay(addMonths(month, 1)), timeZone),
  };
  periods.set(key, period);
  return period;
}

/** The periods found before: they never change and are few, and finding one takes a time zone's history. */
const periods = new Map<string, Period>();

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
