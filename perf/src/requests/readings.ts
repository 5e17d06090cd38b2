import { seededWhole } from './seeded.ts';

/** The month that load is sent for, and the month before it, which is closed and has a bill to pay. */
export const openMonth = '2025-03';
export const closedMonth = '2025-02';

/** A reading as the billing API takes it. */
export interface SentReading {
  readonly projectId: string;
  readonly counterName: string;
  readonly counterUnit: string;
  readonly counterVolume: string;
  readonly resourceId: string;
  readonly timestamp: string;
  readonly eventId: string;
}

/** The counters of the price book that readings are of, with each kind of price. */
const counters = [
  { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS' },
  { counterName: 'compute.g2.t4.c8m64', counterUnit: 'MINUTES' },
  { counterName: 'storage.volume.ssd', counterUnit: 'GB' },
  { counterName: 'network.traffic.out', counterUnit: 'MB' },
  { counterName: 'network.floating_ip', counterUnit: 'HOURS' },
] as const;

const PROJECTS = 4;
const RESOURCES = 50;
/** No request has more readings: so each reading has a number of its own. */
const MOST_PER_REQUEST = 1_000;

/**
 * The readings of a request, by its number. They are the same whenever they are asked for, so that nobody has to keep what was
 * sent. Each has an event id of its own. Volumes have two decimals, and days are from the 2nd to the 27th, which are in the month in
 * every time zone.
 */
export function readingsOf(seed: number, request: number, count: number, month: string = openMonth): SentReading[] {
  return Array.from({ length: count }, (_, position) => {
    const index = request * MOST_PER_REQUEST + position;
    const { counterName, counterUnit } = counters[index % counters.length] ?? counters[0];
    const resource = seededWhole(seed, index, 1, RESOURCES);
    const hundredths = seededWhole(seed + 1, index, 1, 9_999);
    const day = seededWhole(seed + 2, index, 2, 27);
    return {
      projectId: `p-${resource % PROJECTS}`,
      counterName,
      counterUnit,
      counterVolume: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`,
      resourceId: `r-${resource}`,
      timestamp: `${month}-${String(day).padStart(2, '0')}T09:00:00Z`,
      eventId: `${month}-${index}`,
    };
  });
}
