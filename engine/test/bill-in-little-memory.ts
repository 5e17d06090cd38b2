import { parentPort, workerData } from 'node:worker_threads';
import { type CounterType, calculateStatement, type Reading } from '@billing-testkit/engine';

const { count, counterType }: { count: number; counterType: CounterType } = workerData;

/** Readings that are there only while somebody looks at them. */
const readings = new Proxy<Reading[]>([], {
  get: (none, key) => {
    if (key === 'length') return count;
    return typeof key === 'string' && /^\d+$/.test(key) ? readingAt(Number(key)) : Reflect.get(none, key);
  },
});

function readingAt(place: number): Reading {
  return {
    projectId: `p-${place % 3}`,
    counterName: 'test.units',
    counterType,
    unit: 'UNITS',
    volume: counterType === 'CUMULATIVE' ? `${place}` : '0.25',
    timestamp: new Date(Date.UTC(2025, 2, 2) + place * 1000).toISOString(),
    resourceId: `r-${place % 7}`,
  };
}

const { usageAmount } = calculateStatement({ member: 'etc', month: '2025-03', readings });
parentPort?.postMessage(usageAmount);
