import { addMonths, firstDay, type Month, monthIn } from '../values/calendar.ts';

const MS_OF_HOUR = 3_600_000;

/** The time zones of the world are from 12 hours behind UTC to 14 hours before it. */
const [FIRST, LAST] = [-12, 14];

/** The year whose months are looked at for daylight saving time. */
const JANUARY: Month = '2025-01';

/**
 * Time zones without daylight saving time that are near to another one: that of its standard time when it has daylight saving time,
 * and those of the nearest whole hours before and behind.
 */
export function otherZones(timeZone: string): string[] {
  const offsets = Array.from({ length: 12 }, (_, index) => hoursBeforeUtc(addMonths(JANUARY, index), timeZone));
  const standard = Math.min(...offsets);
  const hasSummerTime = offsets.some((offset) => offset !== standard);
  const own = hasSummerTime && Number.isInteger(standard) ? [standard] : [];
  const others = [...own, Math.ceil(standard) - 1, Math.floor(standard) + 1];
  return others.filter((hours) => hours >= FIRST && hours <= LAST).map(fixedZone);
}

/** The number of hours by which clocks are before UTC when a month begins. */
function hoursBeforeUtc(month: Month, timeZone: string): number {
  const { start } = monthIn(month, timeZone);
  return (Date.parse(`${firstDay(month)}T00:00:00Z`) - Date.parse(start)) / MS_OF_HOUR;
}

/** The names of these zones have the sign that POSIX gives them: `Etc/GMT-9` is 9 hours before UTC. */
function fixedZone(hours: number): string {
  if (hours === 0) return 'Etc/GMT';
  return hours > 0 ? `Etc/GMT-${hours}` : `Etc/GMT+${-hours}`;
}
