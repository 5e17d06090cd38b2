import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Ended } from '../../../test/command.ts';
import { runCliHere } from '../../test/cli-here.ts';
import { runCli } from '../../test/cli-process.ts';
import { readArguments } from './command-line.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-workers-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const LITTLE = fileURLToPath(new URL('../../test/little-matrix.ts', import.meta.url));
const COPIED = fileURLToPath(new URL('../../test/targets/copied-engine.ts', import.meta.url));
const COUNTING = fileURLToPath(new URL('../../test/targets/counting-customers.ts', import.meta.url));
const ENDS = fileURLToPath(new URL('../../test/targets/ends-its-thread.ts', import.meta.url));
const WRONG_AND_SLOW = fileURLToPath(new URL('../../test/targets/wrong-and-slow.ts', import.meta.url));

let reports = 0;

/** Runs cells in threads of this process. Returns the exit code and the JSON report, without measured times. */
async function runWith(workers: number, args: readonly string[]) {
  reports += 1;
  const json = join(folder, `${reports}.json`);
  const task = readArguments(['node', 'billing-matrix', 'run', ...args, '--workers', `${workers}`, '--json', json]);
  if (task?.command !== 'run') throw new Error('This is no run.');
  const code = await runCommand(task.matrix, task.options);
  const { run, ...report } = JSON.parse(readFileSync(json, 'utf8'));
  const { startedAt, durationMs, ...rest } = run;
  expect([startedAt, durationMs]).toEqual([expect.any(String), expect.any(Number)]);
  return { code, report: { ...report, run: rest } };
}

describe('the report is the same with one worker and with several', () => {
  test('of a right target', async () => {
    const args = [LITTLE, '--target', COPIED, '--members', 'kr'];
    const one = await runWith(1, args);
    expect(one).toMatchObject({ code: 0, report: { summary: { agrees: 54 } } });
    expect(await runWith(3, args)).toEqual(one);
  });

  test('of a target with defects, with the same bills and the same diagnosis', async () => {
    vi.stubEnv('ENGINE_DEFECTS', 'gauge-summed,tax-before-credits');
    const args = [LITTLE, '--target', COPIED, '--members', 'kr'];
    const one = await runWith(1, args);
    expect(one).toMatchObject({ code: 1, report: { run: { ending: 'complete' } } });
    // Some bills are kept, and not all: the choice must not depend on the speed of a thread.
    const { differs } = one.report.run.results;
    const kept = differs.filter((result: object) => 'evidence' in result);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(differs.length);
    expect(await runWith(3, args)).toEqual(one);
  });

  test('of mock servers, of which each of several workers has its own', async () => {
    const args = ['smoke', '--target', 'mock', '--members', 'kr', '--defect', 'tax-before-credits'];
    const one = await runWith(1, args);
    expect(one).toMatchObject({ code: 1, report: { summary: { conclusion: 'differs' } } });
    expect(await runWith(2, args)).toEqual(one);
  });
});

test('a run stops at its limit of wrong bills, whoever found them, and finishes those in flight', async () => {
  const limits = ['--bail', '10', '--concurrency', '4', '--no-diagnosis'];
  const { code, report } = await runWith(3, [LITTLE, '--target', WRONG_AND_SLOW, ...limits]);
  expect([code, report.run.ending, report.summary.cells, report.summary.differs]).toEqual([1, 'bailed', 162, 13]);
});

/** The output for people, without the lines about progress. */
function told({ stderr }: Ended): string {
  return stderr.replaceAll(/^.* of 110 cells, .*\n/gm, '');
}

describe('a thread that ends', () => {
  test.each([
    ['exit', /^ends its thread ended its thread with exit code 0: a target must not call process\.exit\(\)\.\n$/],
    [
      'throw',
      /^The thread of ends its thread was ended by an error that nothing caught: TypeError: Nobody catches this\. \(ends-its-thread\.ts:\d+\)\n$/,
    ],
    [
      'memory',
      /^The thread of ends its thread ran out of memory: Error: Worker terminated due to reaching memory limit/,
    ],
  ])('by %s ends the run in a line, with what was found, and with 3', async (by, line) => {
    const json = join(folder, `${by}.json`);
    const args = ['run', 'smoke', '--target', ENDS, '--workers', '2', '--json', json];
    // The memory of a thread follows from that of its process.
    const isLittle = by === 'memory';
    const ended = await (isLittle
      ? runCli(args, { ENDS_BY: by, NODE_OPTIONS: '--max-old-space-size=100' })
      : runCliHere(args, { ENDS_BY: by }));
    expect([told(ended), ended.code]).toEqual([expect.stringMatching(line), 3]);
    expect(told(ended)).toMatch(/^[^\n]+\n$/);
    const { summary, run } = JSON.parse(readFileSync(json, 'utf8'));
    expect(run.ending).toBe('gave up');
    expect(summary.agrees).toBeGreaterThan(0);
    expect(ended.stdout).toContain('the run gave up because the target failed');
  });
});

test('an adapter that does not allow copies stays on one worker, which is told to those who asked for more', async () => {
  const args = ['run', 'smoke', '--members', 'kr', '--target', COUNTING];
  const { stdout, stderr, code } = await runCliHere([...args, '--workers', '4']);
  expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 0]);
  expect(stderr).toContain('counting customers stays on one worker: the adapter does not allow copies.\n');
  // All customers are those of one copy.
  expect(stderr).toContain('counting customers could not be closed: There are 22 customers.\n');
});
