import type { ContractAssignment } from '../../src/index.ts';
import { pricedAt, reading, underContract } from '../bills.ts';
import { usage, wrongBill } from './wrong-bill.ts';

const assigned = (...assignments: [fee: number, monthFrom: string, monthTo?: string][]) => ({
  contracts: assignments.map(
    ([baseFee, monthFrom, monthTo]): ContractAssignment => ({
      monthFrom,
      ...(monthTo && { monthTo }),
      contract: { baseFee },
    }),
  ),
});

const minimum = {
  readings: usage(1_000),
  contracts: underContract({ discountRate: 20, baseFee: 300, minimumCharge: 1_500 }),
};

export const wrongContracts = [
  wrongBill('oldest-contract-wins', assigned([100, '2024-01'], [200, '2025-01']), ['baseFee', 200, 100]),
  wrongBill('last-assigned-contract-wins', assigned([200, '2025-01'], [100, '2024-01']), ['baseFee', 200, 100]),
  wrongBill('ended-contract-applied', assigned([300, '2024-01', '2025-02']), ['baseFee', 0, 300]),
  wrongBill('contract-ends-a-month-early', assigned([300, '2024-01', '2025-03']), ['baseFee', 300, 0]),
  wrongBill('contract-price-ignored', { readings: usage(10), contracts: pricedAt({ model: 'FLAT', unitPrice: 3 }) }, [
    'usageAmount',
    30,
    10,
  ]),
  // 0.5 of each, rounded up; 10 % of 10
  wrongBill(
    'contract-discount-on-total',
    {
      readings: ['p-a', 'p-b'].map((projectId) => reading({ projectId, volume: 5 })),
      contracts: underContract({ discountRate: 10 }),
    },
    ['contractDiscount', 2, 1],
  ),
  // 1005 − 100.5
  wrongBill('base-fee-discounted', { contracts: underContract({ discountRate: 10, baseFee: 1_005 }) }, [
    'baseFee',
    1_005,
    904,
  ]),
  wrongBill('base-fee-only-with-usage', { contracts: underContract({ baseFee: 500 }) }, ['charge', 500, 0]),
  // 1500 − (800 + 300); 1500 − (1000 + 300)
  wrongBill('minimum-charge-before-discount', minimum, ['minimumCommitment', 400, 200]),
  // 1500 − 800
  wrongBill('minimum-charge-without-base-fee', minimum, ['minimumCommitment', 400, 700]),
  wrongBill('minimum-charge-only-with-usage', { contracts: underContract({ minimumCharge: 1_500 }) }, [
    'charge',
    1_500,
    0,
  ]),
];
