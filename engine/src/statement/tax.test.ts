import { expect, test } from 'vitest';
import { bill, credit, owed, reading } from '../../test/bills.ts';
import { type Rounding, standardPolicy } from '../index.ts';

const usage = (volume: number) => [reading({ volume })];

test.each([
  // 10 %, down
  ['kr', 'VAT', '10', 41_375, 4_137], // 4137.5
  ['kr', 'VAT', '10', 9, 0], // 0.9
  ['kr', 'VAT', '10', 10, 1],
  ['jp', 'Consumption tax', '10', 1_019, 101], // 101.9
  // 8.25 %, half up
  ['us', 'Sales tax', '8.25', 1_000, 83], // 82.5
  ['us', 'Sales tax', '8.25', 999, 82], // 82.4175
  ['us', 'Sales tax', '8.25', 200, 17], // 16.5
  ['us', 'Sales tax', '8.25', 6, 0], // 0.495
  // 20 %, half up
  ['eu', 'VAT', '20', 2, 0], // 0.4
  ['eu', 'VAT', '20', 3, 1], // 0.6
  ['etc', 'none', '0', 999_999, 0],
])('%s: %s of %s %% on %d is %d', (member, taxName, taxRate, charge, vat) => {
  const statement = bill({ member, readings: usage(charge) });
  expect(statement).toMatchObject({ taxName, taxRate, charge, vat, totalAmount: charge + vat });
});

test.each<[Rounding, number, number]>([
  ['DOWN', 15, 1], // 1.5
  ['HALF_UP', 15, 2],
  ['HALF_EVEN', 15, 2],
  ['UP', 15, 2],
  ['HALF_UP', 25, 3], // 2.5
  ['HALF_EVEN', 25, 2],
  ['HALF_EVEN', 26, 3], // 2.6
  ['HALF_EVEN', 14, 1], // 1.4
  ['DOWN', 11, 1], // 1.1
  ['HALF_UP', 11, 1],
  ['UP', 11, 2],
  ['DOWN', 19, 1], // 1.9
  ['HALF_UP', 14, 1], // 1.4
  ['DOWN', 20, 2], // nothing to round
  ['HALF_UP', 20, 2],
  ['UP', 20, 2],
  ['UP', 0, 0],
])('rounding %s: 10 %% of %d is %d', (taxRounding, charge, vat) => {
  const members = standardPolicy.members.map((member) => ({ ...member, taxRounding }));
  const statement = bill({ readings: usage(charge) }, { policy: { ...standardPolicy, members } });
  expect(statement.vat).toBe(vat);
});

test('tax is on the charge after credits, not on carried balances or late fees', () => {
  const carried = [owed({ month: '2024-12', charge: 10_000 })];
  const statement = bill({ readings: usage(1_000), credits: [credit({ balance: 400 })], carried });
  // 10 % of 600; late fee 5 % of 10 000
  expect(statement).toMatchObject({ charge: 600, vat: 60, unpaidAmount: 10_000, lateFee: 500, totalAmount: 11_160 });
});
