import type { Adjustment } from '../../src/index.ts';
import { adjustment } from '../bills.ts';
import { usage, wrongBill } from './wrong-bill.ts';

/** Adjustments of a bill for usage of 1000. */
const adjusted = (...fields: Partial<Adjustment>[]) => ({
  readings: usage(1_000),
  adjustments: fields.map((each, index) => adjustment({ adjustmentId: `a-${index + 1}`, ...each })),
});

export const wrongAdjustments = [
  // +500 − 150; +500 − 100
  wrongBill(
    'adjustments-additive',
    adjusted({ type: 'RATE_SURCHARGE', value: 50 }, { type: 'RATE_DISCOUNT', value: 10 }),
    ['adjustmentTotal', 350, 400],
  ),
  // −500 − 50; −100 − 500
  wrongBill(
    'group-before-projects',
    adjusted(
      { level: 'PROJECT', targetId: 'p-a', type: 'RATE_DISCOUNT', value: 50 },
      { type: 'RATE_DISCOUNT', value: 10 },
    ),
    ['adjustmentTotal', -550, -600],
  ),
  // −100 + 100; +100 − 110
  wrongBill(
    'priority-ignored',
    adjusted({ value: 100, priority: 2 }, { type: 'RATE_DISCOUNT', value: 10, priority: 1 }),
    ['adjustmentTotal', 0, -10],
  ),
  // −100 + 100; +100 − 110
  wrongBill(
    'higher-priority-first',
    adjusted({ type: 'RATE_DISCOUNT', value: 10, priority: 1 }, { value: 100, priority: 2 }),
    ['adjustmentTotal', 0, -10],
  ),
  // −100 + 90; +100 − 100
  wrongBill(
    'surcharges-first',
    adjusted({ type: 'FIXED_DISCOUNT', value: 100 }, { type: 'RATE_SURCHARGE', value: 10 }),
    ['adjustmentTotal', -10, 0],
  ),
  // +100 − 100; −100 + 90
  wrongBill(
    'discounts-first',
    adjusted({ type: 'RATE_SURCHARGE', value: 10 }, { type: 'FIXED_DISCOUNT', value: 100 }),
    ['adjustmentTotal', 0, -10],
  ),
  wrongBill('ended-adjustment-applied', adjusted({ value: 70, monthTo: '2025-02' }), ['adjustmentTotal', 0, 70]),
  wrongBill('fixed-discount-below-zero', adjusted({ type: 'FIXED_DISCOUNT', value: 1_500 }), ['charge', 0, -500]),
  // 50.5
  wrongBill('rate-discount-rounded-down', adjusted({ type: 'RATE_DISCOUNT', value: '5.05' }), [
    'adjustmentTotal',
    -51,
    -50,
  ]),
  // 4.1 % of 500 = 20.5; 20.499999999999996
  wrongBill('float-percentages', { ...adjusted({ type: 'RATE_SURCHARGE', value: '4.1' }), readings: usage(500) }, [
    'adjustmentTotal',
    21,
    20,
  ]),
];
