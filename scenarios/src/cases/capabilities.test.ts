import { expect, test } from 'vitest';
import type { BillingCase, CaseReading } from './billing-case.ts';
import { type Capability, capabilities, needsOf } from './capabilities.ts';

const seats: CaseReading = {
  ...{ projectId: 'web', counterName: 'support.seat', unit: 'SEATS', volume: '7' },
  timestamp: '2025-03-10T09:00:00Z',
};
const frame = { name: 'frame', monthFrom: '2025-03' };
const spring = {
  name: 'spring',
  level: 'BILLING_GROUP',
  type: 'RATE_DISCOUNT',
  value: '10',
  monthFrom: '2025-03',
} as const;

test.each<[readonly Capability[], Omit<BillingCase, 'member' | 'month'>]>([
  [[], {}],
  [[], { earlier: [], contracts: [], adjustments: [], credits: [], usage: [], payments: [] }],
  [['usage'], { usage: [seats] }],
  [['usage'], { usage: [{ ...seats, counterType: 'DELTA' }] }],
  [['usage', 'gauges'], { usage: [seats, { ...seats, counterType: 'GAUGE' }] }],
  [['usage', 'cumulative'], { usage: [{ ...seats, counterType: 'CUMULATIVE' }] }],
  [['contracts'], { contracts: [{ ...frame, discountRate: '10', prices: [] }] }],
  [
    ['contracts', 'contractPrices'],
    {
      contracts: [
        {
          ...frame,
          prices: [{ counterName: 'support.seat', pricing: { model: 'FLAT', unit: 'SEATS', unitPrice: '9' } }],
        },
      ],
    },
  ],
  [['adjustments'], { adjustments: [spring] }],
  [['credits'], { credits: [{ name: 'welcome', type: 'FREE', amount: 100 }] }],
  [['payments'], { payments: [{ do: 'collect' }] }],
  [['earlierMonths'], { earlier: [{ month: '2025-02', usage: [] }] }],
  [['usage', 'earlierMonths'], { earlier: [{ month: '2025-02', usage: [seats] }] }],
  [['payments', 'earlierMonths'], { earlier: [{ month: '2025-02', usage: [], payments: [{ do: 'pay' }] }] }],
  [['recalculation'], { lateUsage: [] }],
  [['usage', 'gauges', 'recalculation'], { lateUsage: [{ ...seats, counterType: 'GAUGE' }] }],
])('%j are needed for %j', (needed, rest) => {
  expect(needsOf({ member: 'kr', month: '2025-03', ...rest })).toEqual(needed);
});

test('a case with everything needs every capability', () => {
  const [delta, gauge, meter] = (['DELTA', 'GAUGE', 'CUMULATIVE'] as const).map((counterType) => ({
    ...seats,
    counterType,
  }));
  const everything: BillingCase = {
    member: 'kr',
    month: '2025-03',
    earlier: [{ month: '2025-02', usage: delta ? [delta] : [] }],
    contracts: [
      {
        ...frame,
        prices: [{ counterName: 'support.seat', pricing: { model: 'FLAT', unit: 'SEATS', unitPrice: '9' } }],
      },
    ],
    adjustments: [spring],
    credits: [{ name: 'welcome', type: 'FREE', amount: 100 }],
    usage: gauge ? [gauge] : [],
    lateUsage: meter ? [meter] : [],
    payments: [{ do: 'pay' }],
  };
  expect(needsOf(everything)).toEqual(capabilities);
});
