import { type Pricing, type Rounding, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { toDecimal } from './decimals.ts';
import { edgesOf, quantityCosting } from './tiers.ts';

const flat: Pricing = { model: 'FLAT', unitPrice: '2.5' };
const tiers = [
  { upTo: '10', unitPrice: '2.5' },
  { upTo: '20', unitPrice: '0' },
  { upTo: null, unitPrice: '3' },
];
const limits = {
  'at-limit-1': '10',
  'below-limit-1': '9.999999999999',
  'above-limit-1': '10.000000000001',
  'at-limit-2': '20',
  'below-limit-2': '19.999999999999',
  'above-limit-2': '20.000000000001',
};

function edges(pricing: Pricing, rounding: Rounding = 'HALF_UP'): Record<string, string> {
  const found = Object.entries(edgesOf(pricing, { ...standardPolicy, rules: { rounding } }));
  return Object.fromEntries(found.map(([name, quantity]) => [name, toDecimal(quantity)]));
}

describe('the edges of', () => {
  test('one price are where its amounts are halves', () => {
    expect(edges(flat)).toEqual({
      // 0.6 × 2.5 = 1.5, above an odd number
      'edge-1': '0.6',
      'near-edge-1': '0.599999999999',
      // 0.2 × 2.5 = 0.5, above an even number
      'even-edge-1': '0.2',
      // 100 000 000 000 / 2.5
      large: '40000000000',
      zero: '0',
    });
    expect(edges(flat, 'HALF_EVEN')).toEqual(edges(flat));
  });

  test.each([
    // 0.4 × 2.5 = 1, and a little less of it loses that 1.
    ['DOWN', '0.399999999999'],
    // A little more of it is 2.
    ['UP', '0.400000000001'],
  ] as const)('one price are at whole amounts where amounts are rounded %s', (rounding, near) => {
    const whole = { 'edge-1': '0.4', 'near-edge-1': near, 'even-edge-1': '0.8' };
    expect(edges(flat, rounding)).toEqual({ ...whole, large: '40000000000', zero: '0' });
  });

  test('graduated prices are at their limits, and where the amounts of each tier are halves', () => {
    expect(edges({ model: 'GRADUATED', tiers })).toEqual({
      ...limits,
      'edge-1': '0.6',
      'near-edge-1': '0.599999999999',
      'even-edge-1': '0.2',
      // The tier from 10 to 20 is free: 25 whatever the quantity. Above it 25 + 1.5 × 3 = 29.5 and 25 + 0.5 × 3 = 26.5.
      'edge-3': '21.5',
      'near-edge-3': '21.499999999999',
      'even-edge-3': '20.5',
      // (100 000 000 000 − 25) / 3 = 33 333 333 325, and 20
      large: '33333333345',
      zero: '0',
    });
  });

  test('volume prices are there, too, with all units at the price of the tier', () => {
    expect(edges({ model: 'VOLUME', tiers })).toEqual({
      ...limits,
      'edge-1': '0.6',
      'near-edge-1': '0.599999999999',
      'even-edge-1': '0.2',
      // 20.5 × 3 = 61.5, 21.5 × 3 = 64.5
      'edge-3': '20.5',
      'near-edge-3': '20.499999999999',
      'even-edge-3': '21.5',
      // 100 000 000 000 / 3, up
      large: '33333333333.333333333334',
      zero: '0',
    });
  });

  test('packages are where the first two are full', () => {
    expect(edges({ model: 'PACKAGE', packageSize: '2.5', packagePrice: '99' })).toEqual({
      'at-limit-1': '2.5',
      'below-limit-1': '2.499999999999',
      'above-limit-1': '2.500000000001',
      'at-limit-2': '5',
      'below-limit-2': '4.999999999999',
      'above-limit-2': '5.000000000001',
      // 100 000 000 000 / 99 = 1 010 101 010.1…: 1 010 101 011 packages
      large: '2525252527.5',
      zero: '0',
    });
  });

  test('a price of which no quantity costs just a half are the quantities on both sides of one', () => {
    expect(edges({ model: 'VOLUME', tiers: [{ upTo: '0.4', unitPrice: '3' }, ...tiers.slice(2)] })).toEqual({
      'at-limit-1': '0.4',
      'below-limit-1': '0.399999999999',
      'above-limit-1': '0.400000000001',
      // 3 × 0.166666666667 = 0.500000000001
      'edge-1': '0.166666666667',
      'near-edge-1': '0.166666666666',
      // 0.5 × 3 = 1.5, 1.5 × 3 = 4.5
      'edge-2': '0.5',
      'near-edge-2': '0.499999999999',
      'even-edge-2': '1.5',
      large: '33333333333.333333333334',
      zero: '0',
    });
  });

  test('what is free are nothing and a quantity with every decimal', () => {
    expect(edges({ model: 'FLAT', unitPrice: '0' })).toEqual({ large: '999.999999999999', zero: '0' });
  });

  test('a price of tiers that end nowhere are those that can be billed', () => {
    const endless = { upTo: '999999999999', unitPrice: '1000' };
    // 999 999 999 999 × 1000 and 900 are more than the largest figures that a surcharge and tax leave room for.
    expect(edges({ model: 'VOLUME', tiers: [endless, { upTo: null, unitPrice: '900' }] })).toEqual({
      'edge-1': '0.0015',
      'near-edge-1': '0.001499999999',
      'even-edge-1': '0.0005',
      large: '100000000',
      zero: '0',
    });
  });

  test('a price with the largest limit there is end at that limit', () => {
    const all = { upTo: '999999999999999.999999999999', unitPrice: '0' };
    expect(edges({ model: 'VOLUME', tiers: [all, { upTo: null, unitPrice: '3' }] })).toEqual({
      'at-limit-1': '999999999999999.999999999999',
      'below-limit-1': '999999999999999.999999999998',
      large: '999.999999999999',
      zero: '0',
    });
  });
});

describe('the quantity that costs an amount', () => {
  test.each([
    ['up to its last decimal', { model: 'FLAT', unitPrice: '3' }, 10, 'up', '3.333333333334'],
    ['down to it', { model: 'FLAT', unitPrice: '3' }, 10, 'down', '3.333333333333'],
    // 10 × 2.5 = 25
    ['in the tier where it is reached', { model: 'GRADUATED', tiers }, 25, 'up', '10'],
    ['past a free tier', { model: 'GRADUATED', tiers }, 31, 'up', '22'],
    ['at the price of its tier for all units', { model: 'VOLUME', tiers }, 63, 'up', '21'],
    // The first tier costs 25 at most, and the last one more than 60.
    ['where the price jumps', { model: 'VOLUME', tiers }, 40, 'up', '20.000000000001'],
    ['where the price jumps, whatever the direction', { model: 'VOLUME', tiers }, 40, 'down', '20.000000000001'],
    ['in whole packages', { model: 'PACKAGE', packageSize: '2.5', packagePrice: '99' }, 100, 'up', '5'],
    ['of which one is full', { model: 'PACKAGE', packageSize: '2.5', packagePrice: '99' }, 99, 'up', '2.5'],
    ['or none where all is free', { model: 'FLAT', unitPrice: '0' }, 1, 'up', '0'],
    ['or no package where packages are free', { model: 'PACKAGE', packageSize: '5', packagePrice: '0' }, 1, 'up', '0'],
    [
      'or none where it is more than a reading can tell',
      { model: 'FLAT', unitPrice: '0.000000000001' },
      1_000,
      'up',
      '0',
    ],
  ] as const)('is found %s', (_, pricing, amount, direction, quantity) => {
    expect(toDecimal(quantityCosting(pricing, amount, direction))).toBe(quantity);
  });
});
