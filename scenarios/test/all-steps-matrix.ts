import type { BillingCase, CaseReading } from '../src/cases/billing-case.ts';
import { defineMatrix } from '../src/matrices/define-matrix.ts';

const traffic = {
  model: 'GRADUATED',
  unit: 'GB',
  tiers: [
    { upTo: '10', unitPrice: '0' },
    { upTo: null, unitPrice: '12.5' },
  ],
} as const;

/** Cases with every kind of step there is, some of them refused. */
const cases: Readonly<Record<string, Omit<BillingCase, 'member' | 'month'>>> = {
  plain: { usage: [hours('p-a', '10.5')] },
  // A name that is no code, however it is written down.
  "*/ it's\n`${odd}`\\": { usage: [hours('p-a', '10.5')] },
  rich: {
    earlier: [{ month: '2025-01', usage: [units('100000', '2025-01-10')], payments: [{ do: 'pay', amount: 40_000 }] }],
    contracts: [
      { name: 'old', monthFrom: '2024-01', monthTo: '2025-02', discountRate: '50' },
      { name: 'new', monthFrom: '2025-03', discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000 },
      { name: "it's", monthFrom: '2025-03', prices: [{ counterName: 'network.traffic.out', pricing: traffic }] },
    ],
    adjustments: [
      {
        name: 'a "project"',
        level: 'PROJECT',
        projectId: 'p-b',
        type: 'RATE_DISCOUNT',
        value: '10',
        monthFrom: '2025-03',
      },
      {
        name: 'support',
        level: 'BILLING_GROUP',
        type: 'FIXED_SURCHARGE',
        value: 5_000,
        priority: 1,
        monthFrom: '2025-01',
        monthTo: '2025-12',
      },
    ],
    credits: [
      { name: 'prepaid', type: 'PAID', amount: 3_000, expiresOn: '2025-04-03' },
      { name: 'welcome', type: 'FREE', amount: 2_000, validFrom: '2025-03-01' },
    ],
    usage: [hours('p-a', '100.5'), hours('p-b', '49.75'), gigabytes('p-b', '200')],
    lateUsage: [hours('p-a', '0.25')],
    payments: [
      { do: 'pay', outcome: 'IS_DECLINED' },
      { do: 'pay', outcome: 'TAKES_HALF' },
    ],
  },
  refunded: {
    usage: [hours('p-a', '10.5')],
    payments: [
      { do: 'pay' },
      { do: 'refund', amount: 1_000, asCredit: true },
      // More than is left.
      { do: 'refund', amount: 5_000 },
      { do: 'refund', amount: 100 },
    ],
  },
  cancelled: {
    usage: [hours('p-a', '10.5')],
    payments: [{ do: 'pay', outcome: 'STAYS_PENDING' }, { do: 'pay' }, { do: 'collect' }, { do: 'cancelPayments' }],
  },
  moved: {
    usage: [hours('p-a', '10.5')],
    payments: [
      { do: 'changePaymentStatus', to: 'PENDING' },
      { do: 'changePaymentStatus', to: 'REGISTERED' },
      { do: 'changePaymentStatus', to: 'PAID' },
    ],
  },
};

export const allStepsMatrix = defineMatrix({
  name: 'all-steps',
  dimensions: { member: ['kr', 'us'], month: ['2025-03'], steps: cases },
  build: ({ member, month, steps }) => ({ member, month, ...steps }),
});

function hours(projectId: string, volume: string): CaseReading {
  return { projectId, counterName: 'compute.c2.c8m8', unit: 'HOURS', volume, timestamp: '2025-03-10T09:00:00Z' };
}

function gigabytes(projectId: string, volume: string): CaseReading {
  const counter = { counterName: 'network.traffic.out', counterType: 'CUMULATIVE', unit: 'GB' } as const;
  return { projectId, ...counter, volume, timestamp: '2025-03-31T23:00:00+09:00', resourceId: 'line-1' };
}

function units(volume: string, date: string): CaseReading {
  return { projectId: 'p-a', counterName: 'test.unpaid', unit: 'EA', volume, timestamp: `${date}T00:00:00Z` };
}
