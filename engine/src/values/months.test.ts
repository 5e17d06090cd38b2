import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reading } from '../../test/bills.ts';
import { calculateStatement, standardPolicy } from '../index.ts';

const est = ['-05:00', '-05:00', '-05:00', ...Array<string>(8).fill('-04:00'), '-05:00'];
const cet = ['+01:00', '+01:00', '+01:00', ...Array<string>(7).fill('+02:00'), '+01:00', '+01:00'];

/** The offset from UTC at midnight of each month's first day, January to December, in 2024 and 2025 alike. */
const offsets: Record<string, readonly string[]> = {
  kr: Array<string>(12).fill('+09:00'),
  jp: Array<string>(12).fill('+09:00'),
  // Summer time from 10 March 2024 and 9 March 2025 to 3 November 2024 and 2 November 2025
  us: est,
  // Summer time from 31 March 2024 and 30 March 2025 to 27 October 2024 and 26 October 2025
  eu: cet,
  etc: Array<string>(12).fill('Z'),
};

interface BillingMonth {
  readonly member: string;
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly lastDay: string;
}

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const months = Object.entries(offsets).flatMap(([member, starts]) =>
  [2024, 2025].flatMap((year) =>
    days.map((count, index): BillingMonth => {
      const month = `${year}-${String(index + 1).padStart(2, '0')}`;
      const to = starts[(index + 1) % 12] ?? '';
      return {
        member,
        month,
        from: starts[index] ?? '',
        to,
        lastDay: `${month}-${count + Number(month === '2024-02')}`,
      };
    }),
  ),
);

function quantityOf(member: string, month: string, timestamps: readonly string[]) {
  // The n-th reading is 10^n, so the sum tells which ones are of the month.
  const readings = timestamps.map((timestamp, n) => reading({ timestamp, volume: 10 ** n }));
  return calculateStatement({ member, month, readings }).lineItems[0]?.quantity;
}

test.each(months)(
  '$month of $member runs from local midnight to local midnight',
  ({ member, month, from, to, lastDay }) => {
    const nextDay = monthAfter(month);
    const quantity = quantityOf(member, month, [
      `${dayBefore(month)}T23:59:59.999999999${from}`,
      `${month}-01T00:00:00${from}`,
      `${month}-01T00:00:00.000000001${from}`,
      `${lastDay}T23:59:59.999${to}`,
      `${lastDay}T23:59:59.999999999${to}`,
      `${nextDay}T00:00:00.000000000${to}`,
    ]);
    // 10 + 100 + 1000 + 10 000: neither the last nanosecond before the month nor the first instant after it
    expect(quantity).toBe('11110');
  },
);

function monthAfter(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 10);
}

function dayBefore(month: string): string {
  return new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

describe('the period of a month', () => {
  test.each([
    ['kr', '2025-02', '2025-01-31T15:00:00.000000000Z', '2025-02-28T15:00:00.000000000Z', 'Asia/Seoul'],
    ['jp', '2024-02', '2024-01-31T15:00:00.000000000Z', '2024-02-29T15:00:00.000000000Z', 'Asia/Tokyo'],
    ['us', '2025-03', '2025-03-01T05:00:00.000000000Z', '2025-04-01T04:00:00.000000000Z', 'America/New_York'],
    ['us', '2025-11', '2025-11-01T04:00:00.000000000Z', '2025-12-01T05:00:00.000000000Z', 'America/New_York'],
    ['us', '2024-12', '2024-12-01T05:00:00.000000000Z', '2025-01-01T05:00:00.000000000Z', 'America/New_York'],
    ['eu', '2025-03', '2025-02-28T23:00:00.000000000Z', '2025-03-31T22:00:00.000000000Z', 'Europe/Paris'],
    ['eu', '2025-10', '2025-09-30T22:00:00.000000000Z', '2025-10-31T23:00:00.000000000Z', 'Europe/Paris'],
    ['etc', '2025-12', '2025-12-01T00:00:00.000000000Z', '2026-01-01T00:00:00.000000000Z', 'UTC'],
  ])('of %s in %s is from %s to %s', (member, month, start, end, timeZone) => {
    expect(calculateStatement({ member, month }).period).toEqual({ start, end, timeZone });
  });
});

test('a reading at 2025-01-31T15:00Z is in February for kr and in January for etc', () => {
  const timestamps = ['2025-01-31T15:00:00Z'];
  expect(quantityOf('kr', '2025-02', timestamps)).toBe('1');
  expect(quantityOf('kr', '2025-01', timestamps)).toBeUndefined();
  expect(quantityOf('etc', '2025-01', timestamps)).toBe('1');
  expect(quantityOf('etc', '2025-02', timestamps)).toBeUndefined();
});

test.each([
  // Clocks went from 23:59:59 to 01:00 on 1 October 2017.
  ['America/Asuncion', '2017-10', '2017-10-01T04:00:00.000000000Z'],
  // Clocks went from 00:59:59 back to 00:00 on 1 November 2020: of two midnights the first.
  ['America/Havana', '2020-11', '2020-11-01T04:00:00.000000000Z'],
])('where %s changes its clocks at midnight, %s starts with its first instant', (timeZone, month, start) => {
  const members = standardPolicy.members.map((member) => ({ ...member, timeZone }));
  const bill = calculateStatement({ member: 'etc', month }, { policy: { ...standardPolicy, members } });
  expect(bill.period.start).toBe(start);
});

test('every reading is in the month that the calendar on the wall shows, and in no other', () => {
  const members = standardPolicy.members.map(({ member, timeZone }) => ({ member, timeZone }));
  const instants = fc.date({
    min: new Date('2000-01-02T00:00:00Z'),
    max: new Date('2037-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...members),
      instants,
      fc.integer({ min: -1, max: 1 }),
      ({ member, timeZone }, at, off) => {
        const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
        const month = parts.format(at).slice(0, 7);
        const asked = new Date(`${month}-01T00:00:00Z`);
        asked.setUTCMonth(asked.getUTCMonth() + off);
        const quantity = quantityOf(member, asked.toISOString().slice(0, 7), [at.toISOString()]);
        expect(quantity).toBe(off === 0 ? '1' : undefined);
      },
    ),
    { numRuns: 300 },
  );
});
