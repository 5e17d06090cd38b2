import { addMonths, monthIn, standardPolicy, toInstant } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { describe, expect, test } from 'vitest';
import { everyKindOfUsage } from './every-kind-of-usage.ts';

const members =
  'members:\n  kr: { currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWN }, timeZone: Asia/Seoul }\n';

/** The readings of March, as project, counter, type, volume and unit. */
function usageBy(prices: string) {
  const usage = everyKindOfUsage(parseCatalog(`${members}prices:\n${prices}`), 'kr', '2025-03');
  return usage.map(({ projectId, counterName, counterType = 'DELTA', volume, unit }) => [
    projectId,
    counterName,
    counterType,
    volume,
    unit,
  ]);
}

describe('every kind of usage', () => {
  test('is of counters of each type that one row prices, when the price book has no other', () => {
    expect(usageBy('  "*": { KRW: 100 }')).toEqual([
      ['web', 'queue.messages', 'DELTA', '9003', 'UNITS'],
      ['api', 'queue.messages', 'DELTA', '4801', 'UNITS'],
      ['db', 'queue.messages', 'DELTA', '2999', 'UNITS'],
      ['web', 'queue.messages', 'DELTA', '360007', 'UNITS'],
      ['web', 'queue.messages', 'DELTA', '1', 'UNITS'],
      ['api', 'queue.messages', 'DELTA', '150000', 'UNITS'],
      ['db', 'queue.length', 'GAUGE', '300', 'UNITS'],
      ['db', 'queue.length', 'GAUGE', '420', 'UNITS'],
      ['db', 'queue.length', 'GAUGE', '0.125', 'UNITS'],
      ['web', 'queue.served', 'CUMULATIVE', '100', 'UNITS'],
      ['web', 'queue.served', 'CUMULATIVE', '21000.5', 'UNITS'],
      ['web', 'queue.served', 'CUMULATIVE', '40', 'UNITS'],
      ['web', 'queue.messages', 'DELTA', '7', 'UNITS'],
      ['api', 'queue.messages', 'DELTA', '6', 'UNITS'],
      ['db', 'queue.messages', 'DELTA', '10.1', 'UNITS'],
      ['db', 'queue.messages', 'DELTA', '20.2', 'UNITS'],
    ]);
  });

  test('is in units of other sizes where the price’s unit has them, and in the nearest one where it has not', () => {
    const used = usageBy(
      '  a: { unit: minutes, KRW: 3 }\n  b: { unit: DAYS, KRW: 5 }\n  "*": { unit: HOURS, KRW: 100 }',
    );
    expect(used.slice(0, 4)).toEqual([
      // One size smaller.
      ['web', 'a', 'DELTA', '9003', 'SECONDS'],
      ['api', 'a', 'DELTA', '4801', 'SECONDS'],
      ['db', 'a', 'DELTA', '2999', 'SECONDS'],
      // Two sizes smaller than days.
      ['web', 'b', 'DELTA', '360007', 'MINUTES'],
    ]);
    // The third counter, which is plain, counts amounts used: a level is of another one, and a day is one size larger than an hour.
    expect(used.slice(6, 9)).toEqual([
      ['db', 'queue.length', 'GAUGE', '300', 'HOURS'],
      ['db', 'queue.length', 'GAUGE', '420', 'HOURS'],
      ['db', 'queue.length', 'GAUGE', '0.125', 'DAYS'],
    ]);
  });

  test('has one type for a counter, also when a row has the name that another part would take', () => {
    const used = usageBy(`
  queue.length: { unit: HOURS, KRW: 3 }
  queue.messages: { unit: HOURS, KRW: 3 }
  queue.levels: { unit: HOURS, KRW: 3 }
  queue.messages-2: { unit: HOURS, KRW: 3 }
  "*": { KRW: 1 }
`);
    expect([...new Set(used.map(([, counterName, counterType]) => `${counterName} ${counterType}`))]).toEqual([
      'queue.length DELTA',
      'queue.messages DELTA',
      'queue.messages-3 DELTA',
      'queue.levels GAUGE',
      'queue.messages-2 CUMULATIVE',
    ]);
  });
});

describe('every reading is in the month in every time zone', () => {
  test.each(Array.from({ length: 12 }, (_, index) => addMonths('2025-01', index)))('in %s', (month) => {
    for (const { member, timeZone } of standardPolicy.members) {
      const times = everyKindOfUsage(standardPolicy, member, month).map(({ timestamp }) => toInstant(timestamp) ?? '');
      const { start, end } = monthIn(month, timeZone);
      expect(times.every((time) => time >= start && time < end)).toBe(true);
    }
  });
});
