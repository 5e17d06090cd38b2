import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { workerCount } from './worker-count.ts';

const MANY = 1_000_000;

test('there is a worker for each core, and fewer for few cells', () => {
  const count = (cells: number) => workerCount({ workers: undefined, concurrency: MANY, cells });
  expect([count(MANY), count(110), count(1)]).toEqual([availableParallelism(), 1, 1]);
  expect(count(500)).toBe(Math.min(availableParallelism(), 2));
});

test('there are as many as were asked for, but none that would have nothing to do', () => {
  expect(workerCount({ workers: 4, concurrency: 16, cells: 110 })).toBe(4);
  expect(workerCount({ workers: 4, concurrency: 3, cells: 110 })).toBe(3);
  expect(workerCount({ workers: 4, concurrency: 16, cells: 2 })).toBe(2);
});
