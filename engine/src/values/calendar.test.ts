import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, toInstant } from '../index.ts';

describe('a leap second', () => {
  test.each([
    ['1990-12-31T23:59:60Z', '1990-12-31T23:59:59.999000000Z'],
    ['1990-12-31T15:59:60-08:00', '1990-12-31T23:59:59.999000000Z'],
    ['2017-01-01T08:59:60+09:00', '2016-12-31T23:59:59.999000000Z'],
    ['2017-01-01T05:29:60.75+05:30', '2016-12-31T23:59:59.999000000Z'],
    ['2016-12-31t23:59:60.000000001z', '2016-12-31T23:59:59.999000000Z'],
    // Nobody looks up whether there was a leap second on that day.
    ['2025-03-10T23:59:60Z', '2025-03-10T23:59:59.999000000Z'],
  ])('%s is the last millisecond of its minute', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });

  test.each([
    '1990-12-31T23:58:60Z',
    '1990-12-31T15:59:60Z',
    '1990-12-31T23:59:60-08:00',
    '1990-12-31T23:59:61Z',
    '1990-12-31T23:60:60Z',
    '2025-02-29T23:59:60Z',
    '1969-12-31T23:59:60Z',
    '9999-12-31T23:59:60Z',
  ])('%s is none', (text) => {
    expect(toInstant(text)).toBeUndefined();
  });
});

test('days are added as the calendar has them', () => {
  const dates = fc.integer({ min: 0, max: 2_932_000 }).map((day) => new Date(day * 86_400_000).toISOString());
  fc.assert(
    fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (instant, days) => {
      const date = instant.slice(0, 10);
      expect(addDays(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString());
    }),
    { numRuns: 300 },
  );
  expect([addDays('0001-01-01', 1), addDays('9999-12-31', 1)]).toEqual(['0001-01-02', '+010000-01-01']);
});
