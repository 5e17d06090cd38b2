import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCalendarDate, toInstant } from '../index.ts';
import { compareMoments, isMomentText, nanosecondOf, secondOf } from './timestamp.ts';

const RFC3339 =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d|60)(?:\.(\d{1,9})\d*)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** The expected result of `toInstant`, by a regular expression and by dates of the platform. */
function byExpression(text: string): string | undefined {
  const [, date = '', time, second, fraction = '', offset = ''] = RFC3339.exec(text) ?? [];
  if (!isDateOfPlatform(date)) return undefined;
  const isLeap = second === '60';
  const local = new Date(`${date}T${time}:${isLeap ? '59' : second}${offset.toUpperCase()}`).toISOString();
  const seconds = local.slice(0, -'.000Z'.length);
  if (isLeap && !seconds.endsWith('T23:59:59')) return undefined;
  const instant = `${seconds}.${(isLeap ? '999' : fraction).padEnd(9, '0')}Z`;
  return /^\d{4}-/.test(instant) && instant >= '1970' && instant < '9999' ? instant : undefined;
}

function isDateOfPlatform(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return year !== undefined && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}

const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const year = fc.oneof(
  fc.constantFrom('0000', '0099', '1900', '1969', '1970', '1972', '2000', '2024', '2025', '2100', '9998', '9999'),
  fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0')),
);
const date = fc.tuple(year, two(13), two(32)).map((parts) => parts.join('-'));
const time = fc.oneof(
  fc.tuple(two(24), two(60), two(61)).map((parts) => parts.join(':')),
  fc.constantFrom('00:00:00', '23:59:59', '23:59:60', '08:59:60', '15:59:60'),
);
const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{0,12}$/), fc.constantFrom('.', '.000000000', '.5'));
const offset = fc.oneof(
  fc.constantFrom('Z', 'z', '', '+09:00', '-08:00', '+00:00', '-00:00', '+24:00', '+9:00', '+0900', ' 09:00', 'Z '),
  fc.tuple(fc.constantFrom('+', '-'), two(24), two(60)).map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);
const separator = fc.constantFrom('T', 'T', 'T', 't', ' ');

/** Timestamps, texts that are nearly timestamps, and some with a character too many, too few or another one. */
const texts = fc.tuple(date, separator, time, fraction, offset).map((parts) => parts.join(''));
const broken = fc
  .tuple(texts, fc.nat(40), fc.nat(1), fc.constantFrom('', '0', ':', '-', 'Z', ' ', '٣', '/', '６'))
  .map(([text, at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));

test('a timestamp is read as a regular expression and the dates of the platform read it', () => {
  fc.assert(
    fc.property(fc.oneof(texts, broken), (text) => {
      expect(toInstant(text)).toBe(byExpression(text));
    }),
    { numRuns: 20_000 },
  );
});

test('a calendar date is one of the platform', () => {
  const dates = fc.oneof(
    date,
    broken.map((text) => text.slice(0, 10)),
    fc.tuple(date, fc.constantFrom('', 'T')).map(([text, more]) => text + more),
  );
  fc.assert(
    fc.property(dates, (text) => {
      expect(isCalendarDate(text)).toBe(isDateOfPlatform(text));
    }),
    { numRuns: 5000 },
  );
});

test('moments compare as their instants do', () => {
  const instants = texts.map(toInstant).filter((instant) => instant !== undefined);
  const momentOf = (text: string) => ({ second: secondOf(text) ?? Number.NaN, nanosecond: nanosecondOf(text) });
  fc.assert(
    fc.property(instants, instants, (a, b) => {
      expect(Math.sign(compareMoments(momentOf(a), momentOf(b)))).toBe(Number(a > b) - Number(a < b));
      expect(isMomentText(a) && toInstant(a) === a).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000000000Z'],
  ['1970-01-01T08:59:59.999999999+09:00', undefined],
  ['9998-12-31T23:59:59.9999999999Z', '9998-12-31T23:59:59.999999999Z'],
  ['9998-12-31T23:59:60Z', '9998-12-31T23:59:59.999000000Z'],
  ['9999-01-01T00:00:00Z', undefined],
  ['9999-01-01T08:59:59+09:00', '9998-12-31T23:59:59.000000000Z'],
])('the instants of billing months begin and end in UTC: %s is %s', (text, instant) => {
  expect(toInstant(text)).toBe(instant);
});
