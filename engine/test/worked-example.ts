import type { ContractTerms, StatementInput } from '../src/index.ts';

/** The worked example of the billing rules: member `kr`, March 2025. */
export const contract: ContractTerms = { discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000 };

const compute = { counterName: 'compute.c2.c8m8', counterType: 'DELTA', unit: 'HOURS' } as const;
const traffic = { counterName: 'network.traffic.out', counterType: 'DELTA', unit: 'GB' } as const;

export const readings = [
  { ...compute, projectId: 'p-a', volume: '100.5', timestamp: '2025-03-02T10:00:00+09:00' },
  { ...compute, projectId: 'p-b', volume: '49.75', timestamp: '2025-03-20T10:00:00+09:00' },
  { ...traffic, projectId: 'p-b', volume: '200', timestamp: '2025-03-31T23:59:59+09:00' },
];

export const input: StatementInput = {
  member: 'kr',
  month: '2025-03',
  readings,
  contracts: [{ monthFrom: '2025-03', contract }],
  adjustments: [
    { adjustmentId: 'a-p-b', level: 'PROJECT', targetId: 'p-b', type: 'RATE_DISCOUNT', value: '10' },
    { adjustmentId: 'a-rate', level: 'BILLING_GROUP', targetId: 'bg', type: 'RATE_DISCOUNT', value: '3', priority: 2 },
    {
      adjustmentId: 'a-fix',
      level: 'BILLING_GROUP',
      targetId: 'bg',
      type: 'FIXED_SURCHARGE',
      value: '5000',
      priority: 1,
    },
  ],
  credits: [
    { creditId: 'c-promo', type: 'PROMOTIONAL', balance: 20_000, expiresOn: '2025-12-31' },
    { creditId: 'c-paid', type: 'PAID', balance: 9_000, expiresOn: '2025-04-03' },
  ],
  carried: [{ month: '2025-02', charge: 30_000, vat: 3_000, lateFee: 0, paid: 0, lateFeeCharged: false }],
};

const hourly = { model: 'FLAT', unit: 'HOURS', unitPrice: '397' };
const tiered = {
  model: 'GRADUATED',
  unit: 'GB',
  tiers: [
    { upTo: '100', unitPrice: '0' },
    { upTo: '1000', unitPrice: '90' },
    { upTo: null, unitPrice: '70' },
  ],
};

/** The bill of the example, without the ids and names of adjustments and credits. */
export const statement = {
  member: 'kr',
  month: '2025-03',
  currency: 'KRW',
  period: { start: '2025-02-28T15:00:00.000000000Z', end: '2025-03-31T15:00:00.000000000Z', timeZone: 'Asia/Seoul' },
  lineItems: [
    {
      projectId: 'p-a',
      ...compute,
      quantity: '100.5',
      pricing: hourly,
      amount: 39_898,
      discount: 4_987,
      netAmount: 34_911,
    },
    {
      projectId: 'p-b',
      ...compute,
      quantity: '49.75',
      pricing: hourly,
      amount: 19_751,
      discount: 2_469,
      netAmount: 17_282,
    },
    {
      projectId: 'p-b',
      ...traffic,
      quantity: '200',
      pricing: tiered,
      amount: 9_000,
      discount: 1_125,
      netAmount: 7_875,
    },
  ],
  usageAmount: 68_649,
  contractDiscount: 8_581,
  baseFee: 10_000,
  minimumCommitment: 0,
  subtotal: 70_068,
  appliedAdjustments: [
    { level: 'PROJECT', targetId: 'p-b', type: 'RATE_DISCOUNT', value: '10', baseAmount: 25_157, amount: -2_516 },
    { level: 'BILLING_GROUP', type: 'FIXED_SURCHARGE', value: '5000', baseAmount: 67_552, amount: 5_000 },
    { level: 'BILLING_GROUP', type: 'RATE_DISCOUNT', value: '3', baseAmount: 72_552, amount: -2_177 },
  ],
  adjustmentTotal: 307,
  // 8 581 by contract + 2 516 + 2 177
  discount: 13_274,
  appliedCredits: [
    { type: 'PAID', amountApplied: 9_000, remainingBalance: 0 },
    { type: 'PROMOTIONAL', amountApplied: 20_000, remainingBalance: 0 },
  ],
  creditApplied: 29_000,
  charge: 41_375,
  taxName: 'VAT',
  taxRate: '10',
  vat: 4_137,
  unpaidAmount: 33_000,
  lateFee: 0,
  lateFeeMonths: [],
  totalAmount: 78_512,
  dueDate: '2025-04-25',
} as const;
