import { Temporal } from 'temporal-polyfill';
import type { Instant } from './calendar.ts';

/** No person writes a longer one. */
const MAX_LENGTH = 100;

/** Whether a text is an ISO 8601 duration of more than nothing, such as `P1M`, `P1DT12H` or `PT90M`. */
export function isPositiveDuration(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return false;
  return (withinRange(() => Temporal.Duration.from(text).sign) ?? 0) > 0;
}

/**
 * The instant that a duration leads to. Years, months, weeks and days are counted in the calendar of `timeZone`, so that a month
 * after 31 January is the last day of February; hours and less are counted in real time. `undefined` when it leads beyond all
 * calendars.
 */
export function instantAfter(instant: Instant, duration: string, timeZone: string): Instant | undefined {
  const start = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return withinRange(() => start.add(duration).toInstant().toString({ fractionalSecondDigits: 9 }));
}

/** The result of `find`; `undefined` where the library says that a text is no duration, or that a duration or time is out of its range. */
function withinRange<Result>(find: () => Result): Result | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
