import {
  apply,
  calculateStatement,
  decide,
  memberOf,
  openAccount,
  type Reading,
  standardPolicy,
} from '@billing-testkit/engine';
import { inTurns, printRatio, type Turns } from './in-turns.ts';

const RECORDED = 10_000;
const READINGS_OF_BATCH = 5;

const counters = [
  { counterName: 'compute.c2.c8m8', counterType: 'DELTA', unit: 'MINUTES' },
  { counterName: 'network.traffic.out', counterType: 'DELTA', unit: 'MB' },
  { counterName: 'storage.volume.ssd', counterType: 'GAUGE', unit: 'GB' },
  { counterName: 'test.units', counterType: 'DELTA', unit: 'UNITS' },
] as const;

const readingsOf = (count: number): readonly Reading[] =>
  Array.from({ length: count }, (_, index) => ({
    projectId: `p-${index % 5}`,
    ...(counters[index % counters.length] ?? counters[0]),
    volume: `${100 + (index % 977)}.25`,
    timestamp: `2025-03-${twoDigits(1 + (index % 28))}T${twoDigits(index % 24)}:00:00+09:00`,
    resourceId: `vm-${index % 50}`,
  }));

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Measures the microseconds that statements and batches take the engine, against a loop that parses and groups the same readings. */
export async function measureEngine(turns: Turns): Promise<void> {
  for (const count of [10, 1_000, 10_000, 1_000_000]) {
    const readings = readingsOf(count);
    await compare(`a statement of ${count} readings`, () => calculate(readings), readings, turns);
  }
  const recorded = readingsOf(RECORDED);
  const name = `${RECORDED} readings recorded, ${READINGS_OF_BATCH} at once`;
  await compare(name, () => record(recorded), recorded, turns);
}

async function compare(name: string, work: () => unknown, readings: readonly Reading[], turns: Turns): Promise<void> {
  const compared = { ours: work, least: () => parseAndGroup(readings) };
  const medians = await inTurns(turns, compared, (repeated) => ({ us: microsecondsOf(repeated, turns) }));
  printRatio(name, 'a bare loop', medians('us'), 'µs');
}

/** Repeats the work for the time of a turn. */
function microsecondsOf(work: () => unknown, { seconds }: Turns): number {
  const start = performance.now();
  let times = 0;
  do {
    work();
    times += 1;
  } while (performance.now() - start < seconds * 1000);
  return ((performance.now() - start) * 1000) / times;
}

/** The least work that readings need: their texts become numbers, and each is added to the sum that it belongs to. */
function parseAndGroup(readings: readonly Reading[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { projectId, counterName, volume, timestamp } of readings) {
    const month = new Date(timestamp).getUTCMonth();
    const key = `${projectId} ${counterName} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(volume));
  }
  return sums;
}

function calculate(readings: readonly Reading[]) {
  return calculateStatement({ member: 'kr', month: '2025-03', readings });
}

/** Records the readings in batches, as the server gets them. */
function record(readings: readonly Reading[]) {
  const now = '2025-04-01T00:00:00.000000000Z';
  const account = openAccount({ uuid: 'bench', member: memberOf(standardPolicy, 'kr'), createdAt: now });
  for (let start = 0; start < readings.length; start += READINGS_OF_BATCH) {
    const batch = readings.slice(start, start + READINGS_OF_BATCH);
    for (const event of decide(account, { type: 'recordReadings', readings: batch }, { now }).events)
      apply(account, event);
  }
  return account;
}
