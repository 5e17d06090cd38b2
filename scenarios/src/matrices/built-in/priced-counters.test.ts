import { type Policy, type Rounding, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { describe, expect, test } from 'vitest';
import { costing, counterNames, countersOf, counterWithoutRow, plainCounter, usualCounter } from './priced-counters.ts';

/** The standard catalog with other prices, which are in KRW. */
function pricesOf(text: string, rounding: Rounding = 'HALF_UP'): Policy {
  const korea =
    'members:\n  kr: { currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWN }, timeZone: Asia/Seoul }\n';
  return { ...parseCatalog(`${korea}prices:\n${text}`), rules: { rounding } };
}

test('every row of the standard price book has a counter', () => {
  expect(counterNames(standardPolicy)).toEqual([
    'compute.c2.c8m8',
    'compute.g2.t4.c8m64',
    'storage.volume.ssd',
    'network.floating_ip',
    'network.traffic.out',
    'support.seat',
    'test.units',
    'units',
  ]);
  expect(countersOf(standardPolicy, 'eu')[7]).toEqual({
    counterName: 'units',
    pricing: { model: 'FLAT', unitPrice: '6.95' },
  });
});

test('a row for many counters prices one that has no row of its own', () => {
  const policy = pricesOf(`
  api.units: { KRW: 1 }
  api.units-2: { KRW: 2 }
  api.*: { KRW: 3 }
  units: { KRW: 4 }
  "*": { KRW: 5 }
`);
  const priced = countersOf(policy, 'kr').map(({ counterName, pricing }) => [counterName, pricing]);
  expect(priced).toEqual([
    ['api.units', { model: 'FLAT', unitPrice: '1' }],
    ['api.units-2', { model: 'FLAT', unitPrice: '2' }],
    ['api.units-3', { model: 'FLAT', unitPrice: '3' }],
    ['units', { model: 'FLAT', unitPrice: '4' }],
    ['units-2', { model: 'FLAT', unitPrice: '5' }],
  ]);
  expect(counterWithoutRow('api.units', policy, 'kr').counterName).toBe('api.units-3');
  expect(counterWithoutRow('api.calls', policy, 'kr')).toEqual({
    counterName: 'api.calls',
    pricing: { model: 'FLAT', unitPrice: '3' },
  });
});

describe('the plain counter', () => {
  test.each([
    ['costs 1 where one does', '  a: { KRW: 2 }\n  b: { KRW: 1 }\n  "*": { KRW: 3 }', 'b'],
    ['is else the last one with one price', '  a: { KRW: 2 }\n  b: { KRW: 7 }\n  "*": { KRW: 0 }', 'b'],
    [
      'is else one that costs something',
      '  a: { KRW: 0 }\n  b: { model: PACKAGE, packageSize: 5, KRW: 9 }\n  "*": { model: VOLUME, upTo: [5], KRW: [0, 0] }',
      'b',
    ],
    ['is the last one where all is free', '  a: { KRW: 0 }\n  "*": { KRW: 0 }', 'units'],
  ])('%s', (_, text, counterName) => {
    expect(plainCounter(pricesOf(text), 'kr').counterName).toBe(counterName);
  });
});

describe('the usual counter', () => {
  test.each([
    ['is one that the row for all others prices', '  a: { KRW: 1 }\n  "*": { KRW: 3 }', 'units'],
    ['is the plain one where that row is free', '  a: { KRW: 1 }\n  "*": { KRW: 0 }', 'a'],
    [
      'is the plain one where that row has tiers',
      '  a: { KRW: 1 }\n  "*": { model: VOLUME, upTo: [5], KRW: [2, 1] }',
      'a',
    ],
  ])('%s', (_, text, counterName) => {
    expect(usualCounter(pricesOf(text), 'kr').counterName).toBe(counterName);
  });
});

describe('a reading that costs 1000', () => {
  const graduated = '  "*": { model: GRADUATED, upTo: [100], KRW: [0, 7] }';
  const volume = '  "*": { model: VOLUME, upTo: [100], KRW: [7, 30] }';
  const packages = '  "*": { model: PACKAGE, packageSize: 5, KRW: 300 }';

  test.each([
    // 1000 / 7 = 142.857142857142…: the twelfth decimal up is a little more than 1000, which is rounded up only by UP.
    ['  "*": { KRW: 7 }', 'HALF_UP', '142.857142857143'],
    ['  "*": { KRW: 7 }', 'HALF_EVEN', '142.857142857143'],
    ['  "*": { KRW: 7 }', 'DOWN', '142.857142857143'],
    ['  "*": { KRW: 7 }', 'UP', '142.857142857142'],
    [graduated, 'HALF_UP', '242.857142857143'],
    [graduated, 'UP', '242.857142857142'],
    // 100 at 7 are 700, and more than 100 at 30 are more than 3000.
    [volume, 'HALF_UP', '100.000000000001'],
    // 4 packages of 300 are 1200.
    [packages, 'HALF_UP', '20'],
    [packages, 'UP', '20'],
    ['  "*": { KRW: 0 }', 'HALF_UP', '0'],
  ] as const)('by %s, rounded %s, is of %s', (text, rounding, volumeOf1000) => {
    expect(costing({ policy: pricesOf(text, rounding), member: 'kr', month: '2025-03' }, 1000, 9)).toEqual({
      projectId: 'web',
      counterName: 'units',
      unit: 'UNITS',
      volume: volumeOf1000,
      timestamp: '2025-03-09T12:00:00Z',
    });
  });

  test('is in the unit of the price', () => {
    const policy = pricesOf('  "*": { unit: HOURS, KRW: 8 }');
    expect(costing({ policy, member: 'kr', month: '2025-03' }, 1000, 9)).toMatchObject({
      unit: 'HOURS',
      volume: '125',
    });
  });
});
