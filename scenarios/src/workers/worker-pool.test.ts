import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { usageMatrix } from '../../test/usage-matrix.ts';
import { MatrixProblem } from '../matrices/matrix.ts';
import { TargetProblem } from '../targets/target.ts';
import { WorkerPool } from './worker-pool.ts';

const USAGE = fileURLToPath(new URL('../../test/usage-matrix.ts', import.meta.url));
const COUNTING = fileURLToPath(new URL('../../test/targets/counting-customers.ts', import.meta.url));
const COPIED = fileURLToPath(new URL('../../test/targets/copied-engine.ts', import.meta.url));
const ONLY_ONE = fileURLToPath(new URL('../../test/targets/only-one-copy.ts', import.meta.url));
const FUNCTION = fileURLToPath(new URL('../../test/targets/function-on-a-bill.ts', import.meta.url));

const cell = { member: 'kr', month: '2025-03', units: '80' };
const context = { uuid: 'u', signal: new AbortController().signal };

afterEach(() => vi.unstubAllEnvs());

/** Workers that end with the test. */
async function poolOf(target: string, count: number, matrix = USAGE): Promise<WorkerPool> {
  const pool = await WorkerPool.start({ matrix, target, options: {} }, count);
  onTestFinished(() => pool.close(10_000).catch(() => undefined));
  return pool;
}

test('a target has one worker unless it allows copies', async () => {
  const [one, three] = await Promise.all([poolOf(COUNTING, 3), poolOf(COPIED, 3)]);
  expect([one.size, three.size]).toEqual([1, 3]);
  for (const pool of [one, three]) expect(await pool.runCell(cell, context)).toEqual({ verdict: 'agrees', cell });
});

test('a worker has the target bill a case, as a diagnosis asks it', async () => {
  const { target } = await poolOf(COUNTING, 1);
  const { bill } = await target.bill(usageMatrix.caseOf(cell), context);
  expect(bill?.totals).toMatchObject({ usageAmount: 80, vat: 8, totalAmount: 88 });
});

test('a cell without a case ends the run, as it is no failure of the target', async () => {
  const pool = await poolOf(COUNTING, 1, 'smoke');
  await expect(pool.runCell({ member: 'kr' }, context)).rejects.toThrow(MatrixProblem);
});

test('a bill that is no plain data has failed', async () => {
  const pool = await poolOf(FUNCTION, 1);
  expect(await pool.runCell(cell, context)).toEqual({
    verdict: 'failed',
    cell,
    message: expect.stringMatching(/^The answer of function on a bill can't leave its thread: .* could not be cloned/),
  });
});

test('a copy that can’t be loaded ends the run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-copies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  vi.stubEnv('ONLY_ONE', join(folder, 'one'));
  const pool = await poolOf(ONLY_ONE, 2);
  await expect.poll(() => pool.problem?.message).toMatch(/only-one-copy\.ts cannot be loaded: Error: EEXIST/);
  await expect(pool.runCell(cell, context)).rejects.toThrow(TargetProblem);
});
