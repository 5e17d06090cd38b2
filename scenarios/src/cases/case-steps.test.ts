import { expect, test } from 'vitest';
import { billByEngine } from './bill-by-engine.ts';
import type { BillingCase } from './billing-case.ts';
import { stepsOf } from './case-steps.ts';

const reading = { projectId: 'web', counterName: 'network.traffic.out', unit: 'GB', volume: '5' };

test('a case is lived in the order of its fields, each earlier month billed once its usage is there', () => {
  const billingCase: BillingCase = {
    member: 'kr',
    month: '2025-03',
    earlier: [
      { month: '2025-01', usage: [{ ...reading, timestamp: '2025-01-10T09:00:00Z' }], payments: [{ do: 'pay' }] },
      { month: '2025-02', usage: [{ ...reading, timestamp: '2025-02-10T09:00:00Z' }] },
    ],
    contracts: [{ name: 'frame', monthFrom: '2025-03' }],
    adjustments: [{ name: 'spring', level: 'BILLING_GROUP', type: 'RATE_DISCOUNT', value: 5, monthFrom: '2025-03' }],
    credits: [{ name: 'welcome', type: 'FREE', amount: 10 }],
    usage: [{ ...reading, timestamp: '2025-03-10T09:00:00Z' }],
    lateUsage: [{ ...reading, timestamp: '2025-03-11T09:00:00Z' }],
    payments: [{ do: 'pay' }],
  };
  expect(
    stepsOf(billingCase)
      .map((step) => step.do)
      .join(' '),
  ).toBe(
    'recordReadings calculate pay recordReadings calculate assignContract adjust grantCredit recordReadings calculate recordReadings calculate pay',
  );
});

test('a contract may price a counter of the price book by another unit', () => {
  const { refusals, bill } = billByEngine({
    member: 'kr',
    month: '2025-03',
    contracts: [
      {
        name: 'by request',
        monthFrom: '2025-03',
        prices: [{ counterName: reading.counterName, pricing: { model: 'FLAT', unit: 'REQUESTS', unitPrice: 2 } }],
      },
    ],
    usage: [{ ...reading, unit: 'REQUESTS', timestamp: '2025-03-10T09:00:00Z' }],
  });
  expect([refusals, bill?.totals.usageAmount]).toEqual([[], 10]);
});
