import type { Adjustment, Statement } from '../../src/index.ts';
import { adjustment, reading } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

/** Adjustments of a bill for usage of 1000, named a-1, a-2, … in the order of creation. */
const adjusted = (...fields: Partial<Adjustment>[]) => ({
  readings: [reading({ volume: 1_000 })],
  adjustments: fields.map((each, index) => adjustment({ adjustmentId: `a-${index + 1}`, ...each })),
});

const onProject = { level: 'PROJECT', targetId: 'p-a' } as const;

/** The printed figures of each adjustment: its id, base and amount. */
const lines = ({ appliedAdjustments }: Statement) =>
  appliedAdjustments.map(({ adjustmentId, baseAmount, amount }) => [adjustmentId, baseAmount, amount]);

const base = [
  choiceBill(
    'adjustmentBase',
    adjusted({ type: 'RATE_SURCHARGE', value: 50 }, { type: 'RATE_DISCOUNT', value: 10 }),
    lines,
    {
      COMPOUNDING: [
        ['a-1', 1_000, 500],
        ['a-2', 1_500, -150],
      ],
      ADDITIVE: [
        ['a-1', 1_000, 500],
        ['a-2', 1_000, -100],
      ],
    },
  ),
  // a discount takes at most the amount that is left
  choiceBill(
    'adjustmentBase',
    adjusted(
      { type: 'RATE_DISCOUNT', value: 60 },
      { type: 'RATE_DISCOUNT', value: 60 },
      { type: 'FIXED_DISCOUNT', value: 700 },
    ),
    lines,
    {
      COMPOUNDING: [
        ['a-1', 1_000, -600],
        ['a-2', 400, -240],
        ['a-3', 160, -160],
      ],
      ADDITIVE: [
        ['a-1', 1_000, -600],
        ['a-2', 1_000, -400],
        ['a-3', 1_000, 0],
      ],
    },
  ),
  // the billing group starts with the amount that the project ends with
  choiceBill(
    'adjustmentBase',
    adjusted(
      { ...onProject, type: 'RATE_DISCOUNT', value: 50 },
      { ...onProject, type: 'RATE_DISCOUNT', value: 20 },
      { type: 'RATE_DISCOUNT', value: 10 },
      { type: 'RATE_SURCHARGE', value: 10 },
    ),
    lines,
    {
      COMPOUNDING: [
        ['a-1', 1_000, -500],
        ['a-2', 500, -100],
        ['a-3', 400, -40],
        ['a-4', 360, 36],
      ],
      ADDITIVE: [
        ['a-1', 1_000, -500],
        ['a-2', 1_000, -200],
        ['a-3', 300, -30],
        ['a-4', 300, 30],
      ],
    },
  ),
];

const levels = [
  choiceBill(
    'adjustmentLevels',
    adjusted({ ...onProject, type: 'RATE_DISCOUNT', value: 50 }, { type: 'RATE_DISCOUNT', value: 10 }),
    lines,
    {
      PROJECTS_FIRST: [
        ['a-1', 1_000, -500],
        ['a-2', 500, -50],
      ],
      BILLING_GROUP_FIRST: [
        ['a-2', 1_000, -100],
        ['a-1', 1_000, -500],
      ],
    },
  ),
  // the group leaves 300 of the bill, and the project has 1000 for itself
  choiceBill(
    'adjustmentLevels',
    adjusted(
      { ...onProject, type: 'RATE_DISCOUNT', value: 50 },
      { ...onProject, type: 'FIXED_DISCOUNT', value: 100 },
      { ...onProject, type: 'FIXED_SURCHARGE', value: 20 },
      { type: 'RATE_DISCOUNT', value: 70 },
    ),
    lines,
    {
      PROJECTS_FIRST: [
        ['a-1', 1_000, -500],
        ['a-2', 500, -100],
        ['a-3', 400, 20],
        ['a-4', 420, -294],
      ],
      BILLING_GROUP_FIRST: [
        ['a-4', 1_000, -700],
        ['a-1', 1_000, -300],
        ['a-2', 700, 0],
        ['a-3', 700, 20],
      ],
    },
  ),
];

const order = [
  // +100 − 100 + 100; −100 + 90 + 99; +100 + 110 − 100
  choiceBill(
    'adjustmentTypes',
    adjusted(
      { type: 'RATE_SURCHARGE', value: 10, priority: 1 },
      { type: 'FIXED_DISCOUNT', value: 100, priority: 2 },
      { type: 'RATE_SURCHARGE', value: 10, priority: 3 },
    ),
    'adjustmentTotal',
    { MIXED: 100, DISCOUNTS_FIRST: 89, SURCHARGES_FIRST: 110 },
  ),
  // of one type they come by priority
  choiceBill(
    'adjustmentTypes',
    adjusted(
      { type: 'RATE_SURCHARGE', value: 10, priority: 3 },
      { type: 'FIXED_DISCOUNT', value: 100, priority: 2 },
      { type: 'FIXED_SURCHARGE', value: 10, priority: 1 },
      { type: 'RATE_DISCOUNT', value: 1, priority: 2 },
    ),
    ({ appliedAdjustments }) => appliedAdjustments.map(({ adjustmentId }) => adjustmentId),
    {
      MIXED: ['a-3', 'a-2', 'a-4', 'a-1'],
      DISCOUNTS_FIRST: ['a-2', 'a-4', 'a-3', 'a-1'],
      SURCHARGES_FIRST: ['a-3', 'a-1', 'a-2', 'a-4'],
    },
  ),
  // +100 − 110 + 200; +200 − 120 + 100; −100 + 100 + 200
  choiceBill(
    'adjustmentOrder',
    adjusted(
      { type: 'RATE_DISCOUNT', value: 10, priority: 2 },
      { value: 100, priority: 1 },
      { value: 200, priority: 3 },
    ),
    'adjustmentTotal',
    { LOWER_PRIORITY_FIRST: 190, HIGHER_PRIORITY_FIRST: 180, CREATION: 200 },
  ),
  // one without a priority has 100, and equal ones come in the order of creation
  choiceBill(
    'adjustmentOrder',
    adjusted({}, { priority: 101 }, { priority: 100 }, { priority: 99 }),
    ({ appliedAdjustments }) => appliedAdjustments.map(({ adjustmentId }) => adjustmentId),
    {
      LOWER_PRIORITY_FIRST: ['a-4', 'a-1', 'a-3', 'a-2'],
      HIGHER_PRIORITY_FIRST: ['a-2', 'a-1', 'a-3', 'a-4'],
      CREATION: ['a-1', 'a-2', 'a-3', 'a-4'],
    },
  ),
];

export const adjustmentBills = [...base, ...levels, ...order];
