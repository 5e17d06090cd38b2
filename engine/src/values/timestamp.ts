import { dateOfDay, dayNumber, daysInMonth, twoDigits } from './civil-date.ts';
import { digitsFrom, numberAt } from './digits.ts';

/** A moment as numbers: whole seconds since 1970 in UTC, and the nanoseconds after them. */
export interface Moment {
  readonly second: number;
  readonly nanosecond: number;
}

/** The moment of a timestamp. Throws when `text` is none. */
export function momentOf(text: string): Moment {
  const second = secondOf(text);
  if (second === undefined) throw new RangeError(`${text} is no timestamp.`);
  return { second, nanosecond: nanosecondOf(text) };
}

/** Negative when `a` is before `b`, 0 when they are the same moment. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.second - b.second || a.nanosecond - b.nanosecond;
}

const SECONDS_IN_DAY = 86_400;
const LEAP_SECOND = 60;
/** A leap second is taken for the last millisecond of its minute. */
const LEAP_NANOSECOND = 999_000_000;
const FRACTION_DIGITS = 9;
const MOMENT_LENGTH = 'YYYY-MM-DDThh:mm:ss.nnnnnnnnnZ'.length;

// The places of the parts of a timestamp: `YYYY-MM-DDThh:mm:ss`, a fraction if there is one, and the offset.
const SECOND_AT = 17;
const FRACTION_AT = 19;

const code = (character: string) => character.charCodeAt(0);
const [HYPHEN, PLUS, COLON, POINT, DIGIT_6] = [code('-'), code('+'), code(':'), code('.'), code('6')];
const [UPPER_T, LOWER_T, UPPER_Z, LOWER_Z] = [code('T'), code('t'), code('Z'), code('z')];

/**
 * The whole seconds since 1970 of an RFC 3339 timestamp with an offset, in UTC; `undefined` when `text` is no such timestamp.
 *
 * A leap second, 23:59:60 in UTC, is taken for the second before it. It is accepted on every day, also on those that had none;
 * at any other time of the day `:60` is no time.
 */
export function secondOf(text: string): number | undefined {
  const second = dayIn(text) * SECONDS_IN_DAY + timeIn(text) - offsetIn(text);
  if (Number.isNaN(second)) return undefined;
  if (!isLeapSecond(text)) return second;
  return second % SECONDS_IN_DAY === 0 ? second - 1 : undefined;
}

/** The nanoseconds of a timestamp after its whole second, further digits dropped; those of a leap second are 999 000 000. */
export function nanosecondOf(timestamp: string): number {
  if (isLeapSecond(timestamp)) return LEAP_NANOSECOND;
  if (timestamp.charCodeAt(FRACTION_AT) !== POINT) return 0;
  const count = Math.min(digitsFrom(timestamp, FRACTION_AT + 1), FRACTION_DIGITS);
  return numberAt(timestamp, FRACTION_AT + 1, count) * 10 ** (FRACTION_DIGITS - count);
}

/** A moment from year 0 on, `YYYY-MM-DDThh:mm:ss.nnnnnnnnnZ`. */
export function momentText({ second, nanosecond }: Moment): string {
  const day = Math.floor(second / SECONDS_IN_DAY);
  const time = second - day * SECONDS_IN_DAY;
  const [hours, minutes, seconds] = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
  const clock = `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
  const end = nanosecond === 0 ? '.000000000Z' : `.${String(nanosecond).padStart(FRACTION_DIGITS, '0')}Z`;
  return `${dateOfDay(day)}T${clock}${end}`;
}

/** Whether a timestamp is in the form of `momentText` already. */
export function isMomentText(timestamp: string): boolean {
  const isInForm = timestamp.charCodeAt(10) === UPPER_T && timestamp.charCodeAt(timestamp.length - 1) === UPPER_Z;
  return isInForm && timestamp.length === MOMENT_LENGTH && !isLeapSecond(timestamp);
}

// Parts of a text that is no timestamp are NaN, which every sum with them is, too.

/** The number of days from 1970-01-01 to the date that `text` begins with; NaN when it begins with none. */
export function dayIn(text: string): number {
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return Number.NaN;
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  return day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : Number.NaN;
}

/** The seconds from midnight to the local time; those of a leap second are one more than of the second before it. */
function timeIn(text: string): number {
  const separator = text.charCodeAt(10);
  if (separator !== UPPER_T && separator !== LOWER_T) return Number.NaN;
  if (text.charCodeAt(16) !== COLON) return Number.NaN;
  const second = numberAt(text, SECOND_AT, 2);
  return second <= LEAP_SECOND ? clockAt(text, 11) + second : Number.NaN;
}

/** The seconds that local time is ahead of UTC. */
function offsetIn(text: string): number {
  const at = offsetAt(text);
  const sign = text.charCodeAt(at);
  if (sign === UPPER_Z || sign === LOWER_Z) return text.length === at + 1 ? 0 : Number.NaN;
  if (text.length !== at + '+hh:mm'.length) return Number.NaN;
  if (sign === PLUS) return clockAt(text, at + 1);
  return sign === HYPHEN ? 0 - clockAt(text, at + 1) : Number.NaN;
}

/** The place of the offset: after the fraction, if there is one. */
function offsetAt(text: string): number {
  if (text.charCodeAt(FRACTION_AT) !== POINT) return FRACTION_AT;
  const digits = digitsFrom(text, FRACTION_AT + 1);
  return digits === 0 ? Number.NaN : FRACTION_AT + 1 + digits;
}

/** The seconds of the hours and minutes, `hh:mm`, from `at` on. */
function clockAt(text: string, at: number): number {
  const hours = numberAt(text, at, 2);
  const minutes = numberAt(text, at + 3, 2);
  return text.charCodeAt(at + 2) === COLON && hours < 24 && minutes < 60 ? (hours * 60 + minutes) * 60 : Number.NaN;
}

function isLeapSecond(timestamp: string): boolean {
  return timestamp.charCodeAt(SECOND_AT) === DIGIT_6;
}
