import { describe, expect, test } from 'vitest';
import { bill, pricedAt, reading } from '../../test/bills.ts';
import { refusalOf } from '../../test/test-account.ts';
import { calculateStatement, type Decimal, type PriceRow, type Pricing, standardPolicy } from '../index.ts';

/** The cost of `quantity` at `pricing`. */
function cost(pricing: Pricing, quantity: Decimal): number {
  return bill({ readings: [reading({ volume: quantity })], contracts: pricedAt(pricing) }).usageAmount;
}

/** The shares of a counter's amount that the projects `a`, `b`, … get, by their quantities. */
function shares(pricing: Pricing, ...quantities: Decimal[]): number[] {
  const readings = quantities.map((volume, index) => reading({ projectId: 'abcdefg'.charAt(index), volume }));
  return bill({ readings, contracts: pricedAt(pricing) }).lineItems.map(({ amount }) => amount);
}

const flat = (unitPrice: Decimal): Pricing => ({ model: 'FLAT', unitPrice });

const tiers = [
  { upTo: '100', unitPrice: '1000' },
  { upTo: '500', unitPrice: '800' },
  { upTo: null, unitPrice: '600' },
];

/** Free to 100, then 10^12 each: so much that 10^-12 of a unit costs 1. */
const steep = [
  { upTo: '100', unitPrice: '0' },
  { upTo: null, unitPrice: '1000000000000' },
];

describe('FLAT', () => {
  test.each([
    ['397', '150.25', 59_649], // 59 649.25
    ['0', '1000', 0],
    ['1000', '0', 0],
    ['1', '0.499999999999', 0],
    ['1', '0.5', 1],
    ['1', '1.5', 2],
    ['1', '2.5', 3], // half up, not to even
    ['0.000000000001', '500000000000', 1], // 0.5
    ['0.000000000001', '499999999999', 0], // 0.499…
    [29.8, 2.5, 75], // 74.5
  ])('at %s: %s costs %d', (unitPrice, quantity, amount) => {
    expect(cost(flat(unitPrice), quantity)).toBe(amount);
  });
});

describe('GRADUATED', () => {
  test.each([
    ['0', 0],
    ['0.001', 1], // 0.001 × 1000
    ['99.999', 99_999],
    ['100', 100_000],
    ['100.001', 100_001], // 100 × 1000 + 0.001 × 800 = 100 000.8
    ['101', 100_800],
    ['499.999', 419_999], // 100 000 + 399.999 × 800 = 419 999.2
    ['500', 420_000], // 100 000 + 400 × 800
    ['500.001', 420_001], // 420 000 + 0.6
    ['750', 570_000], // 420 000 + 250 × 600
  ])('%s costs %d', (quantity, amount) => {
    expect(cost({ model: 'GRADUATED', tiers }, quantity)).toBe(amount);
  });

  test.each([
    ['99.999999999999', 0],
    ['100', 0],
    ['100.000000000001', 1],
    ['100.000000000002', 2],
  ])('%s is told from its tier edge by the smallest fraction: %d', (quantity, amount) => {
    expect(cost({ model: 'GRADUATED', tiers: steep }, quantity)).toBe(amount);
  });

  test('has one open tier at least', () => {
    expect(cost({ model: 'GRADUATED', tiers: [{ upTo: null, unitPrice: '3' }] }, '7')).toBe(21);
  });
});

describe('VOLUME', () => {
  test.each([
    ['0', 0],
    ['99.999', 99_999],
    ['100', 100_000],
    ['100.001', 80_001], // 100.001 × 800 = 80 000.8
    ['499.999', 399_999], // × 800 = 399 999.2
    ['500', 400_000],
    ['500.001', 300_001], // × 600 = 300 000.6
    ['750', 450_000],
  ])('%s costs %d', (quantity, amount) => {
    expect(cost({ model: 'VOLUME', tiers }, quantity)).toBe(amount);
  });

  test.each([
    ['99.999999999999', 0],
    ['100', 0],
    // 100 × 10^12 + 1
    ['100.000000000001', 100_000_000_000_001],
  ])('%s is told from its tier edge by the smallest fraction: %d', (quantity, amount) => {
    expect(cost({ model: 'VOLUME', tiers: steep }, quantity)).toBe(amount);
  });
});

describe('PACKAGE', () => {
  test.each([
    ['5', '30000', '0', 0],
    ['5', '30000', '0.000000000001', 30_000],
    ['5', '30000', '4.999999999999', 30_000],
    ['5', '30000', '5', 30_000],
    ['5', '30000', '5.000000000001', 60_000],
    ['5', '30000', '10', 60_000],
    ['2.5', '100', '2.5', 100],
    ['2.5', '100', '2.6', 200],
    ['1', '0.5', '1', 1], // 0.5
    ['1', '0.5', '3', 2], // 1.5
    ['0.000000000001', '0.25', '0.000000000007', 2], // 7 × 0.25 = 1.75
  ])('of %s for %s: %s costs %d', (packageSize, packagePrice, quantity, amount) => {
    expect(cost({ model: 'PACKAGE', packageSize, packagePrice }, quantity)).toBe(amount);
  });

  test('counts its packages in the unit of its price', () => {
    const pricing: Pricing = { model: 'PACKAGE', unit: 'HOURS', packageSize: '2', packagePrice: '100' };
    const minutes = (volume: string) => [reading({ unit: 'MINUTES', volume })];
    expect(bill({ readings: minutes('120'), contracts: pricedAt(pricing) }).usageAmount).toBe(100);
    expect(bill({ readings: minutes('120.000000000001'), contracts: pricedAt(pricing) }).usageAmount).toBe(200);
  });
});

describe('a counter of several projects', () => {
  test('reaches the higher tiers with the sum of their quantities', () => {
    // 120: 100 × 1000 + 20 × 800 = 116 000
    expect(shares({ model: 'GRADUATED', tiers }, 60, 60)).toEqual([58_000, 58_000]);
    // 120 × 800 = 96 000
    expect(shares({ model: 'VOLUME', tiers }, 90, 30)).toEqual([72_000, 24_000]);
    // 6 seats are 2 packages of 5
    expect(shares({ model: 'PACKAGE', packageSize: '5', packagePrice: '30000' }, 3, 3)).toEqual([30_000, 30_000]);
    // 4 seats are one
    expect(shares({ model: 'PACKAGE', packageSize: '5', packagePrice: '30000' }, 1, 3)).toEqual([7_500, 22_500]);
  });

  test('is rounded once', () => {
    // 0.4 + 0.4 = 0.8 → 1, not 0 + 0; equal parts: the one to the smaller id
    expect(shares(flat('1'), '0.4', '0.4')).toEqual([1, 0]);
    // 0.5 + 0.5 = 1, not 1 + 1
    expect(shares(flat('1'), '0.5', '0.5')).toEqual([1, 0]);
    // 3 × 0.5 = 1.5 → 2: exact shares 0.67 each
    expect(shares(flat('1'), '0.5', '0.5', '0.5')).toEqual([1, 1, 0]);
  });

  test('shares out the minor units left over to the largest fractional parts', () => {
    // 59 649.25 → 59 649: 39 898.33… and 19 750.66…
    expect(shares(flat('397'), '100.5', '49.75')).toEqual([39_898, 19_751]);
    // 10 over 1 : 2 : 4: 1.43, 2.86, 5.71: two left over, to b and c
    expect(shares({ model: 'PACKAGE', packageSize: '7', packagePrice: '10' }, 1, 2, 4)).toEqual([1, 3, 6]);
    // 100 over 1 : 1 : 1: 33.33 each
    expect(shares({ model: 'PACKAGE', packageSize: '3', packagePrice: '100' }, 1, 1, 1)).toEqual([34, 33, 33]);
    // 1 over 1 : 3: 0.25 and 0.75
    expect(shares({ model: 'PACKAGE', packageSize: '4', packagePrice: '1' }, 1, 3)).toEqual([0, 1]);
  });

  test('breaks ties by the smaller project id in code-unit order, whatever was received first', () => {
    const readings = ['p-2', 'p-10', '\uFF5E', '\u{1F600}', 'P'].map((projectId) => reading({ projectId }));
    // 3 over five equal parts: 0.6 each, to the first three
    const contracts = pricedAt({ model: 'PACKAGE', packageSize: '5', packagePrice: '3' });
    const lines = bill({ readings, contracts }).lineItems.map(({ projectId, amount }) => [projectId, amount]);
    expect(lines).toEqual([
      ['P', 1],
      ['p-10', 1],
      ['p-2', 1],
      ['\u{1F600}', 0],
      ['\uFF5E', 0],
    ]);
  });

  test('gives nothing to a project that used nothing', () => {
    // 1 over 0 : 1 : 1 : 0
    expect(shares({ model: 'PACKAGE', packageSize: '2', packagePrice: '1' }, 0, 1, 1, 0)).toEqual([0, 1, 0, 0]);
  });

  test('costs 0 when its total is 0', () => {
    expect(shares({ model: 'PACKAGE', packageSize: '5', packagePrice: '30000' }, 0, '0.000')).toEqual([0, 0]);
  });
});

describe('the price book', () => {
  const book = (counter: string, unitPrice: string): PriceRow => ({
    counter,
    prices: [{ currency: 'KRW', pricing: { model: 'FLAT', unitPrice } }],
  });
  const rows = [book('*', '1'), book('a.*', '2'), book('a.b.c.*', '4'), book('a.b.*', '3'), book('a.b.c', '5')];
  const policy = { ...standardPolicy, priceBook: rows };
  const priceOf = (counterName: string) => bill({ readings: [reading({ counterName })] }, { policy }).usageAmount;

  test.each([
    ['a.b.c', 5], // exact
    ['a.b.c.d', 4],
    ['a.b.c.d.e', 4],
    ['a.b.x', 3],
    ['a.bc', 2], // a.b.* wants the dot
    ['a.x.b', 2],
    ['a.', 2],
    ['a', 1], // a.* wants more than a
    ['ab.c', 1],
    ['A.b.c', 1], // names have case
    ['.a', 1],
    ['*', 1],
  ])('prices %s by its most specific row', (counterName, amount) => {
    expect(priceOf(counterName)).toBe(amount);
  });

  test('takes a row like prefix.* as an exact name too', () => {
    expect(priceOf('a.b.*')).toBe(3);
  });

  test('refuses a counter that it has no price for', () => {
    const none = { ...standardPolicy, priceBook: [book('a.*', '2')] };
    const refusal = refusalOf(() => bill({ readings: [reading({ counterName: 'b.c' })] }, { policy: none }));
    expect(refusal.code).toBe('VALIDATION_ERROR');
    expect(refusal.message).toContain('b.c');
  });

  // Amounts for kr, jp, us and eu.
  test.each([
    ['compute.c2.c8m8', '10', 'HOURS', [3_970, 435, 298, 274]],
    ['compute.g2.t4.c8m64', '100', 'HOURS', [16_667, 1_825, 1_250, 1_155]],
    ['storage.volume.ssd', '20', 'GB', [2_000, 220, 150, 139]],
    ['network.floating_ip', '1000', 'HOURS', [25_000, 2_750, 1_875, 1_725]],
    ['network.traffic.out', '100', 'GB', [0, 0, 0, 0]],
    // 900 × 90, 9.9, 6.75, 6.25
    ['network.traffic.out', '1000', 'GB', [81_000, 8_910, 6_075, 5_625]],
    // 1000 more × 70, 7.7, 5.25, 4.85
    ['network.traffic.out', '2000', 'GB', [151_000, 16_610, 11_325, 10_475]],
    // 7 seats: 2 packages of 30 000, 3300, 2250, 2090
    ['support.seat', '7', 'SEATS', [60_000, 6_600, 4_500, 4_180]],
    ['test.anything.at.all', '3', 'UNITS', [3, 3, 3, 3]],
    // 10 × 6.95 = 69.5
    ['something.else', '10', 'UNITS', [1_000, 110, 75, 70]],
  ])('prices %s, %s %s', (counterName, volume, unit, amounts) => {
    const readings = [reading({ counterName, volume, unit })];
    const billed = ['kr', 'jp', 'us', 'eu'].map((member) => bill({ member, readings }));
    expect(billed.map(({ usageAmount }) => usageAmount)).toEqual(amounts);
    expect(billed.map(({ currency }) => currency)).toEqual(['KRW', 'JPY', 'USD', 'EUR']);
  });
});

describe('a contract price', () => {
  test("takes the place of the book's, by exact name", () => {
    const contracts = pricedAt(flat('7'), 'test.*');
    const readings = ['test.*', 'test.a', 'other'].map((counterName) => reading({ counterName }));
    const lines = bill({ readings, contracts }).lineItems.map(({ counterName, amount }) => [counterName, amount]);
    expect(lines).toEqual([
      ['other', 100],
      ['test.*', 7],
      ['test.a', 1],
    ]);
  });

  test('may have another unit and model than the book', () => {
    const pricing: Pricing = { model: 'VOLUME', unit: 'DAYS', tiers: [{ upTo: null, unitPrice: '1000' }] };
    const readings = [reading({ counterName: 'compute.c2.c8m8', unit: 'HOURS', volume: '36' })];
    const [line] = bill({ readings, contracts: pricedAt(pricing, 'compute.c2.c8m8') }).lineItems;
    expect(line).toMatchObject({ unit: 'DAYS', quantity: '1.5', pricing, amount: 1_500 });
  });
});

test('counters are priced apart from each other', () => {
  const readings = ['test.a', 'test.b'].map((counterName) => reading({ counterName, volume: '0.5' }));
  // 0.5 → 1 each, not 1 together
  expect(calculateStatement({ member: 'etc', month: '2025-03', readings }).usageAmount).toBe(2);
});

test('packages may be more than money can be, as long as what they cost is not', () => {
  const pricing = { model: 'PACKAGE', packageSize: '0.01', packagePrice: '0.001' } as const;
  const contracts = [{ monthFrom: '2025-01', contract: { prices: [{ counterName: 'test.units', pricing }] } }];
  // 900 000 000 000 000 ÷ 0.01 × 0.001
  expect(bill({ readings: [reading({ volume: '900000000000000' })], contracts }).usageAmount).toBe(90_000_000_000_000);
});

test('a counter may have more projects than a call has arguments', () => {
  const readings = Array.from({ length: 200_000 }, (_, index) => reading({ projectId: `p-${index}`, volume: '1' }));
  const { lineItems, usageAmount } = bill({ readings });
  expect(lineItems).toHaveLength(200_000);
  expect(usageAmount).toBe(200_000);
});
