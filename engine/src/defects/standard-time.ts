import { type Instant, type Month, monthIn, type Period, startOfDate } from '../values/calendar.ts';

/** The month in the zone's standard time, which is the one furthest behind UTC that the year has. */
export function monthInStandardTime(month: Month, timeZone: string): Period {
  const year = month.slice(0, 4);
  const behind = Math.max(...['01', '07'].map((half) => msBehindUtc(`${year}-${half}-01`, timeZone)));
  const { start, end } = monthIn(month, 'UTC');
  return { start: later(start, behind), end: later(end, behind) };
}

function msBehindUtc(date: string, timeZone: string): number {
  return Date.parse(startOfDate(date, timeZone)) - Date.parse(date);
}

function later(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString().replace('Z', '000000Z');
}
