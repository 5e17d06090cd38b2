import { describe, expect, test } from 'vitest';
import { billers, linesOf } from '../../../test/billers.ts';
import { cellCount } from '../matrix.ts';
import { smoke } from './smoke.ts';

const inMarch = { month: '2025-03' };

describe.each(billers())('%s', (_, billed) => {
  test('bills 500 GB that just fill a tier of volume prices', async () => {
    const outcome = await billed(smoke, { member: 'kr', ...inMarch, story: 'volume-edge' });
    // 500 × 8 = 4 000, shared 444.44 + 3 111.11 + 444.44: the unit left goes to the larger fraction, of equal ones to api
    expect(linesOf(outcome)?.map(([project, , , amount]) => [project, amount])).toEqual([
      ['api', 445],
      ['db', 3_111],
      ['web', 444],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ usageAmount: 4_000, vat: 400, totalAmount: 4_400 });
  });

  test('bills a running meter to the last second of the month', async () => {
    const { bill } = await billed(smoke, { member: 'jp', ...inMarch, story: 'running-meter' });
    // 60 + 15, × 11 = 825, and 110 × 11 = 1 210 at the edges; 10 % is 82.5 and 121; 15 % of 1 831 is 274.65; 10 % of 1 556 is 155.6
    const totals = { usageAmount: 2_035, contractDiscount: 204, adjustmentTotal: -275, charge: 1_556, vat: 155 };
    expect(bill?.totals).toMatchObject(totals);
  });

  test('bills a month without usage its fees', async () => {
    const { bill } = await billed(smoke, { member: 'us', ...inMarch, story: 'no-usage' });
    // 8.25 % of 1 000 is 82.5
    const totals = {
      usageAmount: 0,
      baseFee: 400,
      minimumCommitment: 600,
      subtotal: 1_000,
      vat: 83,
      totalAmount: 1_083,
    };
    expect(bill?.totals).toMatchObject(totals);
  });
});

test('it has about a hundred cells', () => {
  // 22 stories of 5 members
  expect(cellCount(smoke.dimensions)).toBe(110);
});
