import { monthIn } from '../values/calendar.ts';

const ZONE = /^[a-z][\w+-]*(?:\/[\w+-]+)*$/i;

/** Whether a name is the IANA name of a time zone. */
export function isTimeZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    return monthIn('2025-01', name).start !== '';
  } catch {
    return false;
  }
}
