import type { Reading } from '../../src/index.ts';
import { reading } from '../bills.ts';
import { usage, wrongBill } from './wrong-bill.ts';

const late = (timestamp: string) => [reading({ volume: 100 }), reading({ volume: 70, timestamp })];
const march = (day: string) => `2025-03-${day}T00:00:00Z`;

const months = [
  // half past midnight of 1 March in Seoul
  wrongBill('month-in-utc', { readings: late('2025-02-28T15:30:00Z') }, ['usageAmount', 170, 100]),
  // half past midnight of 1 June in New York, which is half past eleven of 31 May in standard time
  wrongBill(
    'daylight-saving-ignored',
    {
      member: 'us',
      month: '2025-06',
      readings: [
        reading({ volume: 100, timestamp: '2025-06-10T00:00:00Z' }),
        reading({ volume: 70, timestamp: '2025-06-01T04:30:00Z' }),
      ],
    },
    ['usageAmount', 170, 100],
  ),
  // noon of 31 March in Seoul
  wrongBill('last-day-lost', { readings: late('2025-03-31T03:00:00Z') }, ['usageAmount', 170, 100]),
];

const disk = (resourceId: string, day: string, volume: number): Reading =>
  reading({
    counterName: 'storage.volume.ssd',
    counterType: 'GAUGE',
    unit: 'GB',
    resourceId,
    volume,
    timestamp: march(day),
  });

// 100 per GB; the last reading is late
const disks = {
  readings: [disk('r-1', '05', 95), disk('r-1', '07', 50), disk('r-2', '06', 10), disk('r-1', '06', 80)],
};

const gauges = [
  // 50 + 10; 95 + 50 + 10 + 80
  wrongBill('gauge-summed', disks, ['usageAmount', 6_000, 23_500]),
  // 95 + 10
  wrongBill('gauge-peak', disks, ['usageAmount', 6_000, 10_500]),
  // 225 ÷ 3 + 10
  wrongBill('gauge-averaged', disks, ['usageAmount', 6_000, 8_500]),
  // 80 + 10
  wrongBill('gauge-last-received', disks, ['usageAmount', 6_000, 9_000]),
  // 50
  wrongBill('gauge-one-resource', disks, ['usageAmount', 6_000, 5_000]),
];

const running = (volume: number, timestamp: string): Reading =>
  reading({ counterName: 'test.meter', counterType: 'CUMULATIVE', volume, timestamp });

const meter = {
  readings: [
    running(500, '2025-02-05T00:00:00Z'),
    running(700, march('05')),
    running(760, march('10')),
    running(20, march('15')),
    running(50, march('20')),
  ],
};

const meters = [
  // 200 + 60 + 20 + 30; 700 + 760 + 20 + 50
  wrongBill('cumulative-summed', meter, ['usageAmount', 310, 1_530]),
  // 700 + 60 + 20 + 30
  wrongBill('cumulative-from-zero', meter, ['usageAmount', 310, 810]),
  // 60 + 20 + 30
  wrongBill('cumulative-gap-lost', meter, ['usageAmount', 310, 110]),
  // 50 is less than 500
  wrongBill('cumulative-reset-ignored', meter, ['usageAmount', 310, 0]),
];

const compute = (volume: number) => [reading({ counterName: 'compute.c2.c8m8', unit: 'MINUTES', volume })];

const units = [
  // 0.5 GB at 100; 0.512 GB
  wrongBill(
    'gigabyte-of-1000-megabytes',
    { readings: [reading({ counterName: 'storage.volume.ssd', unit: 'MB', volume: 512 })] },
    ['usageAmount', 50, 51],
  ),
  // 1.5 × 397 = 595.5; 90 × 397
  wrongBill('units-not-converted', { readings: compute(90) }, ['usageAmount', 596, 35_730]),
  // 100 × 397; 6000 × 0.0167 × 397 = 39 779.4
  wrongBill('conversion-rounded', { readings: compute(6_000) }, ['usageAmount', 39_700, 39_779]),
  // 1.5; 1.4999999999999998
  wrongBill('float-quantities', { readings: ['0.6', '0.7', '0.2'].flatMap(usage) }, ['usageAmount', 2, 1]),
  wrongBill('same-time-readings-dropped', { readings: [30, 50].flatMap(usage) }, ['usageAmount', 80, 30]),
];

export const wrongUsage = [...months, ...gauges, ...meters, ...units];
