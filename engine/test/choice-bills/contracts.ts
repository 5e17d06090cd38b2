import type { ContractTerms, Statement } from '../../src/index.ts';
import { reading, underContract } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

const under = (terms: ContractTerms, ...volumes: (number | string)[]) => ({
  contracts: underContract(terms),
  readings: volumes.map((volume, index) => reading({ projectId: `p-${index}`, volume })),
});

// of the free tier
const free = { readings: [reading({ counterName: 'network.traffic.out', unit: 'GB', volume: 50 })] };

const discounts = ({ lineItems }: Statement) => lineItems.map(({ discount }) => discount);
const fees = ({ baseFee, contractDiscount, minimumCommitment, subtotal }: Statement) => [
  baseFee,
  contractDiscount,
  minimumCommitment,
  subtotal,
];

export const contractBills = [
  // 0.5 of each; 1 in all, of which each share is 0.5
  choiceBill('contractDiscount', under({ discountRate: 10 }, 5, 5), discounts, { PER_LINE: [1, 1], ON_TOTAL: [1, 0] }),
  // 2.5, 0.4 and 4.1; 7 in all, of which the shares are 2.5, 0.4 and 4.1
  choiceBill('contractDiscount', under({ discountRate: 10 }, 25, 4, 41), discounts, {
    PER_LINE: [3, 0, 4],
    ON_TOTAL: [3, 0, 4],
  }),
  choiceBill('contractDiscount', under({ discountRate: 100 }, 25, 0, 41), discounts, {
    PER_LINE: [25, 0, 41],
    ON_TOTAL: [25, 0, 41],
  }),
  choiceBill('baseFee', under({ baseFee: 500 }), 'charge', { ALWAYS: 500, WITH_USAGE: 0 }),
  choiceBill('baseFee', under({ baseFee: 500 }, 1), 'charge', { ALWAYS: 501, WITH_USAGE: 501 }),
  choiceBill('baseFee', { ...under({ baseFee: 500 }), ...free }, 'charge', { ALWAYS: 500, WITH_USAGE: 0 }),
  // usage that the discount takes off is usage
  choiceBill('baseFee', under({ baseFee: 500, discountRate: 100 }, 7), 'charge', { ALWAYS: 500, WITH_USAGE: 500 }),
  // 1005 − 100.5; the discount of 10 % of 50 is on the line item
  choiceBill('baseFeeDiscount', under({ baseFee: 1_005, discountRate: 10 }, 50), fees, {
    NONE: [1_005, 5, 0, 1_050],
    DISCOUNTED: [904, 5, 0, 949],
  }),
  // the amount missing of 2000 is that much larger
  choiceBill('baseFeeDiscount', under({ baseFee: 1_005, discountRate: 10, minimumCharge: 2_000 }, 50), fees, {
    NONE: [1_005, 5, 950, 2_000],
    DISCOUNTED: [904, 5, 1_051, 2_000],
  }),
  choiceBill('minimumCharge', under({ minimumCharge: 1_500 }), 'charge', { ALWAYS: 1_500, WITH_USAGE: 0 }),
  choiceBill('minimumCharge', under({ minimumCharge: 1_500 }, 1), 'charge', { ALWAYS: 1_500, WITH_USAGE: 1_500 }),
  choiceBill('minimumCharge', { ...under({ minimumCharge: 1_500 }), ...free }, 'charge', {
    ALWAYS: 1_500,
    WITH_USAGE: 0,
  }),
  // 1500 − (800 + 300); 1500 − (1000 + 300); 1500 − 800
  choiceBill(
    'minimumChargeReachedBy',
    under({ discountRate: 20, baseFee: 300, minimumCharge: 1_500 }, 1_000),
    'minimumCommitment',
    { NET_AND_BASE_FEE: 400, USAGE_AND_BASE_FEE: 200, NET: 700 },
  ),
  choiceBill(
    'minimumChargeReachedBy',
    under({ discountRate: 20, baseFee: 300, minimumCharge: 500 }, 1_000),
    'minimumCommitment',
    { NET_AND_BASE_FEE: 0, USAGE_AND_BASE_FEE: 0, NET: 0 },
  ),
];
