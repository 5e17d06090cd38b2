import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { CounterType } from '../index.ts';

const COUNT = 400_000;
/** The engine by itself takes half of it; 40 bytes kept of each reading would be more than the other half. */
const resourceLimits = { maxOldGenerationSizeMb: 24 };

async function usageOf(counterType: CounterType): Promise<number> {
  const file = new URL('../../test/bill-in-little-memory.ts', import.meta.url);
  const worker = new Worker(file, { workerData: { count: COUNT, counterType }, resourceLimits });
  const [usageAmount] = await once(worker, 'message');
  return usageAmount;
}

test.each([
  // a quarter each
  ['DELTA', 100_000],
  // a quarter of each of 7 resources of each of 3 projects: 5.25
  ['GAUGE', 5],
  // the last level of each of these: 21 × 399 999 less 0 + 1 + … + 20
  ['CUMULATIVE', 8_399_769],
] as const)('nothing is kept of %s readings that come in the order of their times', async (counterType, amount) => {
  expect(await usageOf(counterType)).toBe(amount);
});
