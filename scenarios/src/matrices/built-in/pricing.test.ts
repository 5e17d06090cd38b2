import { describe, expect, test } from 'vitest';
import { adjustmentsOf, billers, linesOf } from '../../../test/billers.ts';
import { pricing } from './pricing.ts';

const inApril = { month: '2025-04' };

describe.each(billers())('%s', (_, billed) => {
  test('fills the second tier to its end, by readings in megabytes of three projects', async () => {
    const labels = { price: 'GRADUATED', quantity: 'at-last', split: 'smaller-unit', terms: 'none' };
    const outcome = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    // A ninth of 1 024 000 MB is 113 777.777777777777, which by 1024 has more decimals, but an end.
    // 1000 GB: 100 × 0 + 900 × 90 = 81 000. A ninth of it is 8 999.999…, and the rest is 63 000.000…: the two minor units that are left
    // over go to the ninths.
    expect(linesOf(outcome)).toEqual([
      ['api', 'network.traffic.out', '111.1111111111111103515625', 9_000, 9_000],
      ['db', 'network.traffic.out', '777.777777777777779296875', 63_000, 63_000],
      ['web', 'network.traffic.out', '111.1111111111111103515625', 9_000, 9_000],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ charge: 81_000, vat: 8_100, totalAmount: 89_100 });
  });

  test.each([
    // 500 × 8; 12.5 % is 500; 8.25 % of 3 500 is 288.75
    ['at-last', 4_000, 500, 289],
    // 499.999999999999 × 8 = 3 999.999999999992
    ['below-last', 4_000, 500, 289],
    // 500.000000000001 × 6.005 = 3 002.500000000006005; 375.375; 8.25 % of 2 628 is 216.81
    ['above-last', 3_003, 375, 217],
    // 100 × 10; 125; 8.25 % of 875 is 72.1875
    ['at-first', 1_000, 125, 72],
    // 100.000000000001 × 8 = 800.000000000008; 100; 8.25 % of 700 is 57.75
    ['above-first', 800, 100, 58],
  ])('bills a volume %s edge at %d, less %d, plus %d', async (quantity, usageAmount, contractDiscount, vat) => {
    const labels = { price: 'contract-VOLUME', quantity, split: 'readings', terms: 'discount' };
    const { bill } = await billed(pricing, { member: 'us', ...inApril, ...labels });
    const charge = usageAmount - contractDiscount;
    expect(bill?.totals).toMatchObject({ usageAmount, contractDiscount, charge, vat, totalAmount: charge + vat });
  });

  test.each([
    // 100 × 1.005 = 100.5, half up; 12.5 % is 12.625; 101 − 13 + 400 = 488, 512 short of 1 000
    ['at-first', 101, 13, 512],
    // 100.499999999998995; 12.5 % of 100 is 12.5, half up; 100 − 13 + 400 = 487
    ['below-first', 100, 13, 513],
    // 300 × 3 × 1.005 = 904.5, half up; 113.125; 905 − 113 + 400 = 1 192
    ['far-above', 905, 113, 0],
    ['zero', 0, 0, 600],
  ])('reaches the minimum charge %s edge with usage of %d, less %d: %d are missing', async (quantity, ...figures) => {
    const [usageAmount, contractDiscount, minimumCommitment] = figures;
    const labels = { price: 'contract-FLAT', quantity, split: 'none', terms: 'fees' };
    const { bill } = await billed(pricing, { member: 'jp', ...inApril, ...labels });
    const subtotal = usageAmount - contractDiscount + 400 + minimumCommitment;
    // 10 %, down: of 1 192 it is 119.2
    const vat = quantity === 'far-above' ? 119 : 100;
    expect(bill?.totals).toMatchObject({
      usageAmount,
      contractDiscount,
      baseFee: 400,
      minimumCommitment,
      subtotal,
      vat,
    });
  });

  test('begins a package with its smallest fraction', async () => {
    const labels = { price: 'PACKAGE', quantity: 'above-first', split: 'projects', terms: 'none' };
    const outcome = await billed(pricing, { member: 'etc', ...inApril, ...labels });
    // 5.000000000001 seats are 2 packages, 2 × 2 250; shares 499.999…, 3 500.000… and 499.999…
    expect(linesOf(outcome)).toEqual([
      ['api', 'support.seat', '0.555555555555', 500, 500],
      ['db', 'support.seat', '3.888888888891', 3_500, 3_500],
      ['web', 'support.seat', '0.555555555555', 500, 500],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ vat: 0, totalAmount: 4_500 });
  });

  test('compounds adjustments by priority, then in the order of creation', async () => {
    const labels = { price: 'FLAT', quantity: 'at-last', split: 'none', terms: 'adjusted' };
    const outcome = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    expect(adjustmentsOf(outcome)).toEqual([
      ['idle-fee', 0, 50],
      // 14.5, half up
      ['idle-discount', 50, -15],
      // 100 h × 397
      ['up-to-all', 39_700, -500],
      // 39 200 and what idle is left with, 35
      ['first', 39_235, 1_001],
      // 1 750.266
      ['between', 40_236, 1_750],
      // 4 198.6
      ['last', 41_986, -4_199],
    ]);
    // 39 700 + 50 − 15 − 500 + 1 001 + 1 750 − 4 199; 3 778.7, down
    const totals = { adjustmentTotal: -1_913, discount: 4_714, charge: 37_787, vat: 3_778, totalAmount: 41_565 };
    expect(outcome.bill?.totals).toMatchObject(totals);
  });

  test('rounds a half up, and a tax of 0.6', async () => {
    const labels = { price: 'PREFIX', quantity: 'at-last', split: 'readings', terms: 'none' };
    const { bill } = await billed(pricing, { member: 'eu', ...inApril, ...labels });
    expect(bill?.totals).toMatchObject({ usageAmount: 3, vat: 1, totalAmount: 4 });
  });
});
