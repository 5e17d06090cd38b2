import type { Statement } from '../../src/index.ts';
import { adjustment, owed, reading, underContract } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

const amounts = ({ lineItems }: Statement) => lineItems.map(({ amount }) => amount);

// The first 100 are free, and those up to 1 000 cost 90 each.
const traffic = (projectId: string, resourceId: string, volume: number) =>
  reading({ counterName: 'network.traffic.out', unit: 'GB', projectId, resourceId, volume });

const seats = (projectId: string) => reading({ counterName: 'support.seat', projectId, volume: 2 });

const tiers = [
  // 180 × 90 = 16 200, shared out 160 to 120; 60 × 90 + 20 × 90; 20 × 90
  choiceBill(
    'tiers',
    { readings: [traffic('p-a', 'r-1', 80), traffic('p-a', 'r-2', 80), traffic('p-b', 'r-1', 120)] },
    amounts,
    { BILLING_GROUP: [9_257, 6_943], PROJECT: [4_114, 3_086], RESOURCE: [1_029, 771], PROJECT_ALONE: [5_400, 1_800] },
  ),
  // packages of 5 at 30 000
  choiceBill('tiers', { readings: [seats('p-a'), seats('p-b')] }, amounts, {
    BILLING_GROUP: [15_000, 15_000],
    PROJECT: [30_000, 30_000],
    RESOURCE: [30_000, 30_000],
    PROJECT_ALONE: [30_000, 30_000],
  }),
  // 0.8 in all
  choiceBill('tiers', { readings: ['p-a', 'p-b'].map((projectId) => reading({ projectId, volume: '0.4' })) }, amounts, {
    BILLING_GROUP: [1, 0],
    PROJECT: [1, 0],
    RESOURCE: [1, 0],
    PROJECT_ALONE: [0, 0],
  }),
];

const using = (volume: string | number) => ({ readings: [reading({ volume })] });

const roundings = [
  choiceBill('rounding', using('2.5'), 'usageAmount', { HALF_UP: 3, HALF_EVEN: 2, DOWN: 2, UP: 3 }),
  choiceBill('rounding', using('3.5'), 'usageAmount', { HALF_UP: 4, HALF_EVEN: 4, DOWN: 3, UP: 4 }),
  choiceBill('rounding', using('2.51'), 'usageAmount', { HALF_UP: 3, HALF_EVEN: 3, DOWN: 2, UP: 3 }),
  choiceBill('rounding', using('2.1'), 'usageAmount', { HALF_UP: 2, HALF_EVEN: 2, DOWN: 2, UP: 3 }),
  choiceBill('rounding', using(2), 'usageAmount', { HALF_UP: 2, HALF_EVEN: 2, DOWN: 2, UP: 2 }),
  // 2.5 each: 10 % of 25
  choiceBill('rounding', { ...using(25), contracts: underContract({ discountRate: 10 }) }, 'contractDiscount', {
    HALF_UP: 3,
    HALF_EVEN: 2,
    DOWN: 2,
    UP: 3,
  }),
  choiceBill(
    'rounding',
    { ...using(25), adjustments: [adjustment({ type: 'RATE_DISCOUNT', value: 10 })] },
    'adjustmentTotal',
    { HALF_UP: -3, HALF_EVEN: -2, DOWN: -2, UP: -3 },
  ),
  // 5 % of 50
  choiceBill('rounding', { carried: [owed({ month: '2024-12', charge: 50 })] }, 'lateFee', {
    HALF_UP: 3,
    HALF_EVEN: 2,
    DOWN: 2,
    UP: 3,
  }),
  // tax has a rounding of its own: 10 % of 19, down
  choiceBill('rounding', using(19), 'vat', { HALF_UP: 1, HALF_EVEN: 1, DOWN: 1, UP: 1 }),
];

const thrice = (projectId: string, volume: string) => Array.from({ length: 3 }, () => reading({ projectId, volume }));

const roundedPer = [
  // 3; 1.5 twice; 0.5 six times
  choiceBill('roundedPer', { readings: [...thrice('p-a', '0.5'), ...thrice('p-b', '0.5')] }, amounts, {
    COUNTER: [2, 1],
    PROJECT: [2, 2],
    READING: [3, 3],
  }),
  // a level has one part: 0.9, and 1.4 in all
  choiceBill(
    'roundedPer',
    {
      readings: [
        reading({ counterName: 'test.level', counterType: 'GAUGE', resourceId: 'r-1', volume: '0.45' }),
        reading({ counterName: 'test.level', counterType: 'GAUGE', resourceId: 'r-2', volume: '0.45' }),
        reading({ counterName: 'test.level', counterType: 'GAUGE', projectId: 'p-b', volume: '0.5' }),
      ],
    },
    'usageAmount',
    { COUNTER: 1, PROJECT: 2, READING: 2 },
  ),
  // 1 GB at 90, by quantity: 50 of 101 GB are 44.55, 51 are 45.44; 25 are 22.27
  choiceBill(
    'roundedPer',
    { readings: [traffic('p-a', 'r-1', 25), traffic('p-a', 'r-1', 25), traffic('p-b', 'r-1', 51)] },
    'usageAmount',
    { COUNTER: 90, PROJECT: 90, READING: 89 },
  ),
  choiceBill('roundedPer', using(0), 'usageAmount', { COUNTER: 0, PROJECT: 0, READING: 0 }),
];

const used = (...volumes: string[]) => ({
  readings: volumes.map((volume, index) => reading({ volume, projectId: `p-${index}` })),
});

const shares = [
  choiceBill('shares', used('0', '1.2', '5.1', '2.4', '1.3', '0'), amounts, {
    LARGEST_REMAINDER: [0, 1, 5, 3, 1, 0],
    LARGEST: [0, 1, 6, 2, 1, 0],
    FIRST: [0, 2, 5, 2, 1, 0],
    LAST: [0, 1, 5, 2, 2, 0],
  }),
  // 3 are left over; of two that used most it is the first
  choiceBill('shares', used('1.7', '2.7', '2.7', '1.9'), amounts, {
    LARGEST_REMAINDER: [2, 3, 2, 2],
    LARGEST: [1, 5, 2, 1],
    FIRST: [4, 2, 2, 1],
    LAST: [1, 2, 2, 4],
  }),
  choiceBill('shares', used('0', '0'), amounts, {
    LARGEST_REMAINDER: [0, 0],
    LARGEST: [0, 0],
    FIRST: [0, 0],
    LAST: [0, 0],
  }),
];

export const priceBills = [...tiers, ...roundings, ...roundedPer, ...shares];
