import { describe, expect, test } from 'vitest';
import { bill, reading, underContract } from '../../test/bills.ts';
import type { ContractAssignment, ContractTerms } from '../index.ts';

const usage = (...volumes: number[]) => volumes.map((volume, n) => reading({ counterName: `test.${n}`, volume }));

describe('the contract in force', () => {
  // Each is told by its base fee.
  const assigned = (baseFee: number, monthFrom: string, monthTo?: string): ContractAssignment => ({
    monthFrom,
    ...(monthTo !== undefined && { monthTo }),
    contract: { baseFee },
  });

  test.each<[string, ContractAssignment[], number]>([
    ['none', [], 0],
    ['one that starts this month', [assigned(1, '2025-03')], 1],
    ['one that starts next month', [assigned(1, '2025-04')], 0],
    ['one that ends this month', [assigned(1, '2025-01', '2025-03')], 1],
    ['one that ended last month', [assigned(1, '2025-01', '2025-02')], 0],
    ['an open one of years ago', [assigned(1, '2019-01')], 1],
    ['the later start, assigned later', [assigned(1, '2025-01'), assigned(2, '2025-02')], 2],
    ['the later start, assigned earlier', [assigned(2, '2025-02'), assigned(1, '2025-01')], 2],
    ['the later start of those in force', [assigned(1, '2025-01'), assigned(2, '2025-02', '2025-02')], 1],
    ['of equal starts the one assigned last', [assigned(1, '2025-02'), assigned(2, '2025-02')], 2],
    [
      'of equal starts, an older one between',
      [assigned(1, '2025-02'), assigned(2, '2025-02'), assigned(3, '2025-01')],
      2,
    ],
    ['a start across years', [assigned(1, '2025-01'), assigned(2, '2024-12')], 1],
  ])('is %s', (_, contracts, baseFee) => {
    expect(bill({ contracts }).baseFee).toBe(baseFee);
  });
});

describe('a contract discount', () => {
  const discounts = (discountRate: ContractTerms['discountRate'], ...volumes: number[]) => {
    const contract = discountRate === undefined ? {} : { discountRate };
    const { lineItems, contractDiscount, subtotal } = bill({
      readings: usage(...volumes),
      contracts: underContract(contract),
    });
    return [lineItems.map(({ discount }) => discount), contractDiscount, subtotal];
  };

  test.each<[ContractTerms['discountRate'], number[], number[], number, number]>([
    [undefined, [1_000], [0], 0, 1_000],
    ['0', [1_000], [0], 0, 1_000],
    ['100', [1_000, 1], [1_000, 1], 1_001, 0],
    ['10', [5], [1], 1, 4], // 0.5
    ['10', [4], [0], 0, 4], // 0.4
    [12.5, [39_898, 19_751, 9_000], [4_987, 2_469, 1_125], 8_581, 60_068], // 4987.25, 2468.875, 1125
    ['50', [1, 1, 1], [1, 1, 1], 3, 0], // each 0.5 → 1, not 1.5 → 2 together
    ['33.333333333333', [3], [1], 1, 2], // 0.99999999999999
    ['0.000000000001', [50_000_000_000_000], [1], 1, 49_999_999_999_999], // 0.5
  ])('of %s %% on %j', (rate, volumes, lines, total, subtotal) => {
    expect(discounts(rate, ...volumes)).toEqual([lines, total, subtotal]);
  });

  test('is on the rounded amount of the line', () => {
    // 2.5 → 3; 50 % of it is 1.5 → 2, of 2.5 it would be 1.25 → 1
    const readings = [reading({ volume: '2.5' })];
    const { lineItems } = bill({ readings, contracts: underContract({ discountRate: 50 }) });
    expect(lineItems[0]).toMatchObject({ amount: 3, discount: 2, netAmount: 1 });
  });
});

describe('a minimum charge', () => {
  const commitment = (contract: ContractTerms, ...volumes: number[]) => {
    const { minimumCommitment, subtotal } = bill({ readings: usage(...volumes), contracts: underContract(contract) });
    return { minimumCommitment, subtotal };
  };

  test.each([
    [999, 1, 1_000],
    [1_000, 0, 1_000],
    [1_001, 0, 1_001],
  ])('of 1000 with %d used', (volume, minimumCommitment, subtotal) => {
    expect(commitment({ minimumCharge: 1_000 }, volume)).toEqual({ minimumCommitment, subtotal });
  });

  test('is reached with usage after discount, and base fee', () => {
    // 1000 − 100 + 50 = 950
    const contract = { discountRate: 10, baseFee: 50, minimumCharge: 1_000 };
    expect(commitment(contract, 1_000)).toEqual({ minimumCommitment: 50, subtotal: 1_000 });
  });

  test('and a base fee are due without usage', () => {
    expect(commitment({ baseFee: 300, minimumCharge: 1_000 })).toEqual({ minimumCommitment: 700, subtotal: 1_000 });
    expect(commitment({ baseFee: 300 })).toEqual({ minimumCommitment: 0, subtotal: 300 });
    // 10 % VAT of kr
    const { charge, vat } = bill({ contracts: underContract({ minimumCharge: 1_000 }) });
    expect({ charge, vat }).toEqual({ charge: 1_000, vat: 100 });
  });

  test('and a base fee are not discounted by the contract', () => {
    const { subtotal, contractDiscount } = bill({ contracts: underContract({ discountRate: 100, baseFee: 300 }) });
    expect({ subtotal, contractDiscount }).toEqual({ subtotal: 300, contractDiscount: 0 });
  });
});

test('nothing used and nothing agreed is a bill of 0', () => {
  expect(bill()).toMatchObject({
    lineItems: [],
    usageAmount: 0,
    contractDiscount: 0,
    baseFee: 0,
    minimumCommitment: 0,
    subtotal: 0,
    appliedAdjustments: [],
    adjustmentTotal: 0,
    discount: 0,
    appliedCredits: [],
    creditApplied: 0,
    charge: 0,
    vat: 0,
    unpaidAmount: 0,
    lateFee: 0,
    lateFeeMonths: [],
    totalAmount: 0,
  });
});
