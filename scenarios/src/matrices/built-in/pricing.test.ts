import { describe, expect, test } from 'vitest';
import { adjustmentsOf, billers, linesOf } from '../../../test/billers.ts';
import { pricing } from './pricing.ts';

const inApril = { month: '2025-04' };

describe.each(billers())('%s', (_, billed) => {
  test('fills the second tier to its end, by readings in megabytes of three projects', async () => {
    const labels = { quantity: 'network.traffic.out:at-limit-2', split: 'smaller-unit', terms: 'none' };
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
    // 500 × 8; 29 % is 1 160; 8.25 % of 2 840 is 234.3
    ['at-limit-2', 4_000, 1_160, 234],
    // 499.999999999999 × 8 = 3 999.999999999992
    ['below-limit-2', 4_000, 1_160, 234],
    // 500.000000000001 × 6.005 = 3 002.500000000006005; 870.87; 8.25 % of 2 132 is 175.89
    ['above-limit-2', 3_003, 871, 176],
    // 100 × 10; 290; 8.25 % of 710 is 58.575
    ['at-limit-1', 1_000, 290, 59],
    // 100.000000000001 × 8 = 800.000000000008; 232; 8.25 % of 568 is 46.86
    ['above-limit-1', 800, 232, 47],
  ])('bills a volume %s edge at %d, less %d, plus %d', async (edge, usageAmount, contractDiscount, vat) => {
    const labels = { quantity: `contract-VOLUME:${edge}`, split: 'readings', terms: 'discount' };
    const { bill } = await billed(pricing, { member: 'us', ...inApril, ...labels });
    const charge = usageAmount - contractDiscount;
    expect(bill?.totals).toMatchObject({ usageAmount, contractDiscount, charge, vat, totalAmount: charge + vat });
  });

  test.each([
    // 100 × 1.005 = 100.5, half up; 12.5 % is 12.625; 101 − 13 + 400 = 488, 512 short of 1 000
    ['even-edge-1', 101, 13, 512, 100],
    // 300 × 1.005 = 301.5, half up; 37.75; 302 − 38 + 400 = 664
    ['edge-1', 302, 38, 336, 100],
    // 299.999999999999 × 1.005 = 301.499999999998995; 37.625; 301 − 38 + 400 = 663
    ['near-edge-1', 301, 38, 337, 100],
    // 100 000 000 000 / 1.005, its last decimal up; 87 500 000 400 is enough; 10 % of it
    ['large', 100_000_000_000, 12_500_000_000, 0, 8_750_000_040],
    ['zero', 0, 0, 600, 100],
  ])('reaches the minimum charge %s with usage of %d, less %d: %d are missing', async (edge, ...figures) => {
    const [usageAmount, contractDiscount, minimumCommitment, vat] = figures;
    const labels = { quantity: `contract-FLAT:${edge}`, split: 'none', terms: 'fees' };
    const { bill } = await billed(pricing, { member: 'jp', ...inApril, ...labels });
    const subtotal = usageAmount - contractDiscount + 400 + minimumCommitment;
    const fees = { baseFee: 400, minimumCommitment, subtotal };
    expect(bill?.totals).toMatchObject({ usageAmount, contractDiscount, ...fees, vat });
  });

  test('begins a package with its smallest fraction', async () => {
    const labels = { quantity: 'support.seat:above-limit-1', split: 'projects', terms: 'none' };
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
    const labels = { quantity: 'contract-GRADUATED:at-limit-2', split: 'none', terms: 'adjusted' };
    const outcome = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    expect(adjustmentsOf(outcome)).toEqual([
      ['idle-fee', 0, 50],
      // 14.5, half up
      ['idle-discount', 50, -15],
      // 100 h × 10 + 400 h × 8
      ['up-to-all', 4_200, -500],
      // 3 700 and the rest of idle, 35
      ['first', 3_735, 1_001],
      // 473.6
      ['between', 4_736, -474],
      // 185.397
      ['last', 4_262, 185],
    ]);
    // 4 200 + 50 − 15 − 500 + 1 001 − 474 + 185; 444.7, down
    const totals = { adjustmentTotal: 247, discount: 989, charge: 4_447, vat: 444, totalAmount: 4_891 };
    expect(outcome.bill?.totals).toMatchObject(totals);
  });

  test('takes an adjustment without a priority for one of the default priority', async () => {
    const labels = { quantity: 'contract-VOLUME:at-limit-2', split: 'none', terms: 'default-priority' };
    const outcome = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    expect(adjustmentsOf(outcome)).toEqual([
      // 500 h × 8
      ['first', 4_000, 200],
      ['before', 4_200, 1_001],
      // 1 040.2
      ['between', 5_201, 1_040],
      ['after', 6_241, 501],
      ['last', 6_742, 301],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ charge: 7_043, vat: 704 });
  });

  test('prints the largest adjustments of a project that is charged nothing', async () => {
    const labels = { quantity: 'contract-VOLUME:at-limit-2', split: 'none', terms: 'limits' };
    const outcome = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    expect(adjustmentsOf(outcome)).toEqual([
      ['largest-discount', 0, 0],
      ['largest-surcharge', 0, 0],
      ['largest-amount', 0, 0],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ charge: 4_000, vat: 400 });
  });

  test.each([
    // 1.5 and 0.5, half up; 20 % is 0.4 and 0.2
    ['edge-1', 2, 0],
    ['even-edge-1', 1, 0],
    // 1.499999999999
    ['near-edge-1', 1, 0],
  ])('rounds a half up, and less than that down: %s', async (edge, usageAmount, vat) => {
    const labels = { quantity: `test.units:${edge}`, split: 'readings', terms: 'none' };
    const { bill } = await billed(pricing, { member: 'eu', ...inApril, ...labels });
    expect(bill?.totals).toMatchObject({ usageAmount, vat, totalAmount: usageAmount + vat });
  });

  test.each([
    // 101 and 101.9, down
    ['kr', 'at-edge', 1_010, 101],
    ['kr', 'near-edge', 1_019, 101],
    // 10 000 000 000.1
    ['kr', 'large', 100_000_000_001, 10_000_000_000],
    // 115.5, 140.4975 and 82.5
    ['us', 'at-edge', 1_400, 116],
    ['us', 'near-edge', 1_703, 140],
    ['us', 'even-edge', 1_000, 83],
    // 200.4, which is as near to a half as 20 % comes
    ['eu', 'near-edge', 1_002, 200],
    ['etc', 'at-edge', 1_000, 0],
  ])('rounds the tax of %s %s, of %d, to %d', async (member, edge, charge, vat) => {
    const labels = { quantity: `tax:${edge}`, split: 'projects', terms: 'none' };
    const outcome = await billed(pricing, { member, ...inApril, ...labels });
    expect(outcome.bill?.totals).toMatchObject({ charge, vat, totalAmount: charge + vat });
    // The usage that is taxed is never split.
    expect(linesOf(outcome)).toHaveLength(1);
  });

  test('takes a discount that is exactly a half', async () => {
    const labels = { quantity: 'discount:at-edge', split: 'none', terms: 'discount' };
    const { bill } = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    // 29 % of 50 is 14.5, half up; as a binary float it would be 14.499999999999998.
    expect(bill?.totals).toMatchObject({ usageAmount: 50, contractDiscount: 15, charge: 35 });
  });

  test.each([
    // 100 000 000 000 / 397 h, in each unit that converts to hours, its last decimal away
    ['SECONDS', 100_000_000_000],
    ['MINUTES', 100_000_000_000],
    ['HOURS', 100_000_000_000],
    ['DAYS', 100_000_000_000],
    ['TB', 100_000_000_000],
    // 1 000 007 s × 1.005 per day / 86 400 = 11.632…
    ['SECONDS-by-DAYS', 12],
    // 1 000 007 KB × 1.005 per terabyte / 1 073 741 824 = 0.0009…
    ['KB-by-TB', 0],
  ])('converts %s', async (unit, usageAmount) => {
    const labels = { quantity: `unit:${unit}`, split: 'readings', terms: 'none' };
    const { bill } = await billed(pricing, { member: 'kr', ...inApril, ...labels });
    expect(bill?.totals).toMatchObject({ usageAmount });
  });
});
