import type { Statement } from '../../src/index.ts';
import { pricedAt, reading } from '../bills.ts';
import { usage, wrongBill } from './wrong-bill.ts';

const amounts = ({ lineItems }: Statement) => lineItems.map(({ amount }) => amount);

const seats = (volume: number) => ({ readings: [reading({ counterName: 'support.seat', volume })] });

const prices = [
  // 1 each; 100 each
  wrongBill('price-prefix-ignored', { readings: usage(5) }, ['usageAmount', 5, 500]),
  // 150 × 166.67 = 25 000.5; 25 000.499999999996
  wrongBill(
    'float-prices',
    { readings: [reading({ counterName: 'compute.g2.t4.c8m64', unit: 'HOURS', volume: 150 })] },
    ['usageAmount', 25_001, 25_000],
  ),
  // 30 000 for 5
  wrongBill('package-prorated', seats(7), ['usageAmount', 60_000, 42_000]),
  wrongBill('package-rounded-down', seats(7), ['usageAmount', 60_000, 30_000]),
  wrongBill('package-begun-when-full', seats(10), ['usageAmount', 60_000, 90_000]),
];

// The first 100 are free, those to 1000 cost 90, and those above cost 70.
const traffic = (volume: number, projectId = 'p-a') =>
  reading({ counterName: 'network.traffic.out', unit: 'GB', volume, projectId });

const byVolume = (volume: number) => ({
  readings: usage(volume),
  contracts: pricedAt({
    model: 'VOLUME',
    tiers: [
      { upTo: 500, unitPrice: 800 },
      { upTo: null, unitPrice: 600 },
    ],
  }),
});

const tiers = [
  // 500 × 800; 500 × 600
  wrongBill('tier-edge-exclusive', byVolume(500), ['usageAmount', 400_000, 300_000]),
  // 50 × 90; 150 × 90
  wrongBill('volume-for-graduated', { readings: [traffic(150)] }, ['usageAmount', 4_500, 13_500]),
  // 750 × 600; 500 × 800 + 250 × 600
  wrongBill('graduated-for-volume', byVolume(750), ['usageAmount', 450_000, 550_000]),
  // 900 × 90 + 50 × 70; 950 × 90
  wrongBill('tier-limits-as-widths', { readings: [traffic(1_050)] }, ['usageAmount', 84_500, 85_500]),
  // 60 × 90; 80 are free in each
  wrongBill('tiers-per-project', { readings: [traffic(80), traffic(80, 'p-b')] }, ['usageAmount', 5_400, 0]),
  // 60 × 90; 80 are free in each
  wrongBill('tiers-per-resource', { readings: ['r-1', 'r-2'].map((resourceId) => ({ ...traffic(80), resourceId })) }, [
    'usageAmount',
    5_400,
    0,
  ]),
  // 100 × 90, shared out 120 to 80; 20 × 90 and nothing
  wrongBill('projects-priced-alone', { readings: [traffic(120), traffic(80, 'p-b')] }, [
    amounts,
    [5_400, 3_600],
    [1_800, 0],
  ]),
  // 140 × 90; 20 × 90 twice
  wrongBill('tiers-per-reading', { readings: [traffic(120), traffic(120)] }, ['usageAmount', 12_600, 3_600]),
  // 900 × 90 + 400 × 70; 900 × 90 + 300 × 70
  wrongBill('free-allowance-per-project', { readings: [traffic(700), traffic(700, 'p-b')] }, [
    'usageAmount',
    109_000,
    102_000,
  ]),
];

const shares = (...volumes: string[]) => ({
  readings: volumes.map((volume, index) => reading({ volume, projectId: `p-${index + 1}` })),
});

const roundings = [
  wrongBill('amounts-rounded-down', { readings: usage('1.5') }, ['usageAmount', 2, 1]),
  wrongBill('amounts-rounded-half-to-even', { readings: usage('2.5') }, ['usageAmount', 3, 2]),
  wrongBill('amounts-rounded-up', { readings: usage('1.1') }, ['usageAmount', 1, 2]),
  // 8.25 % of 1001 = 82.5825; of 1000 = 82.5
  wrongBill('half-to-even-everywhere', { member: 'us', readings: usage('1000.5') }, [
    ({ usageAmount, vat }) => [usageAmount, vat],
    [1_001, 83],
    [1_000, 82],
  ]),
  wrongBill('rounded-per-project', shares('0.4', '0.4'), ['usageAmount', 1, 0]),
  wrongBill('rounded-per-reading', { readings: ['0.4', '0.4'].flatMap(usage) }, ['usageAmount', 1, 0]),
];

const sharing = [
  wrongBill('left-over-units-lost', shares('3.3', '3.3', '3.4'), [amounts, [3, 3, 4], [3, 3, 3]]),
  wrongBill('left-over-units-to-the-first', shares('3.3', '3.3', '3.4'), [amounts, [3, 3, 4], [4, 3, 3]]),
  wrongBill('left-over-units-to-the-last', shares('3.4', '3.3', '3.3'), [amounts, [4, 3, 3], [3, 3, 4]]),
  wrongBill('left-over-units-to-the-largest', shares('5.2', '2.4', '2.4'), [amounts, [5, 3, 2], [6, 2, 2]]),
  wrongBill('shares-rounded-by-themselves', shares('3.5', '3.5', '3'), [amounts, [4, 3, 3], [4, 4, 3]]),
];

export const wrongPrices = [...prices, ...tiers, ...roundings, ...sharing];
