// Dates of the Gregorian calendar as numbers, from year 0 on.

const FIRST_YEAR = 1970;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The days of a common year before each month. */
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const FEBRUARY = 2;
const DAYS_IN_YEAR = 365.2425;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number of days of a month from 1 to 12; 0 for any other number. */
export function daysInMonth(year: number, month: number): number {
  const days = DAYS_IN_MONTH[month - 1] ?? 0;
  return month === FEBRUARY && isLeapYear(year) ? days + 1 : days;
}

/** The number of days from 1970-01-01 to a date; negative before it. */
export function dayNumber(year: number, month: number, day: number): number {
  const leapDay = month > FEBRUARY && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 1;
}

/** The date that was asked for last: the readings of a batch are mostly of one day. */
let lastAsked = { days: Number.NaN, date: '' };

/** The date so many days after 1970-01-01, `YYYY-MM-DD`; a year beyond 9999 has a sign and 6 digits. */
export function dateOfDay(days: number): string {
  if (days !== lastAsked.days) lastAsked = { days, date: foundDate(days) };
  return lastAsked.date;
}

function foundDate(days: number): string {
  let year = FIRST_YEAR + Math.floor(days / DAYS_IN_YEAR);
  if (daysBeforeYear(year + 1) <= days) year += 1;
  if (daysBeforeYear(year) > days) year -= 1;
  let day = days - daysBeforeYear(year) + 1;
  let month = 1;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
  }
  return `${yearText(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** A whole number from 0 to 99 with two digits. */
export function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** A year with 4 digits; with a sign and 6 digits when it is not from 0 to 9999. */
export function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return (year < 0 ? '-' : '+') + String(Math.abs(year)).padStart(6, '0');
}

function daysBeforeYear(year: number): number {
  return 365 * (year - FIRST_YEAR) + leapYearsBefore(year) - leapYearsBefore(FIRST_YEAR);
}

function leapYearsBefore(year: number): number {
  const last = year - 1;
  return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
}
