import { reading } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

const march = (day: string) => `2025-03-${day}T00:00:00Z`;

// 100 per GB; the last reading is late
const disk = (resourceId: string, day: string, volume: number) => ({
  ...reading({ counterName: 'storage.volume.ssd', counterType: 'GAUGE', unit: 'GB', timestamp: march(day) }),
  resourceId,
  volume,
});

const running = (timestamp: string, volume: number) =>
  reading({ counterName: 'test.meter', counterType: 'CUMULATIVE', timestamp, volume });

const inMarch = [running(march('05'), 700), running(march('10'), 760), running(march('15'), 20)];

export const usageBills = [
  // 50 + 10; 95 + 10; 225 ÷ 3 + 10; 95 + 50 + 80 + 10
  choiceBill(
    'gauge',
    { readings: [disk('r-1', '05', 95), disk('r-1', '07', 50), disk('r-2', '06', 10), disk('r-1', '06', 80)] },
    'usageAmount',
    { LATEST: 6_000, PEAK: 10_500, AVERAGE: 8_500, SUM: 23_500 },
  ),
  // 200 + 60 + 20; 60 + 20
  choiceBill('cumulativeStart', { readings: [running('2025-02-05T00:00:00Z', 500), ...inMarch] }, 'usageAmount', {
    BEFORE_MONTH: 280,
    FIRST_READING: 80,
  }),
  // 700 + 60 + 20; 60 + 20
  choiceBill('cumulativeStart', { readings: inMarch }, 'usageAmount', { BEFORE_MONTH: 780, FIRST_READING: 80 }),
  // one reading has no increase
  choiceBill('cumulativeStart', { readings: inMarch.slice(0, 1) }, ({ lineItems }) => lineItems[0]?.quantity, {
    BEFORE_MONTH: '700',
    FIRST_READING: '0',
  }),
];
