import { expect, test } from 'vitest';
import type { CellResult, Ending, Verdict } from '../runs/results.ts';
import { exitCodeOf } from './exit-code.ts';

const first = { path: 'vat', stage: 'tax', expected: 1, actual: 2 } as const;

function resultOf(verdict: Verdict): CellResult {
  if (verdict === 'differs') return { verdict, cell: {}, first, count: 1, signature: 'vat+' };
  return verdict === 'agrees' ? { verdict, cell: {} } : { verdict, cell: {}, message: 'why' };
}

test.each<[Verdict[], Ending, number]>([
  [['agrees'], 'complete', 0],
  [['agrees', 'skipped'], 'complete', 0],
  [['agrees', 'skipped', 'skipped'], 'complete', 2],
  [['agrees', 'skipped', 'skipped', 'failed'], 'complete', 3],
  [['agrees', 'skipped', 'skipped'], 'interrupted', 3],
  [['differs', 'skipped', 'skipped'], 'complete', 1],
  [['agrees', 'differs'], 'complete', 1],
  [['agrees', 'failed', 'differs'], 'complete', 1],
  [['differs'], 'bailed', 1],
  [['differs'], 'interrupted', 1],
  [['differs', 'failed'], 'gave up', 1],
  [['agrees', 'failed'], 'complete', 3],
  [['agrees', 'skipped', 'failed'], 'complete', 3],
  [['agrees'], 'interrupted', 3],
  [['agrees'], 'gave up', 3],
  [['agrees'], 'incomplete', 3],
  [[], 'interrupted', 3],
  [['skipped'], 'complete', 2],
  [['skipped'], 'interrupted', 3],
])('cells that %j in a run that is %s exit with %d', (verdicts, ending, code) => {
  expect(exitCodeOf({ results: verdicts.map(resultOf), ending }, { isReported: true })).toBe(code);
});

test.each<[Verdict[], Ending, number]>([
  [['agrees', 'skipped', 'skipped'], 'complete', 0],
  [['agrees', 'skipped', 'skipped', 'differs'], 'complete', 1],
  [['agrees', 'skipped', 'skipped', 'failed'], 'complete', 3],
  [['agrees', 'skipped', 'skipped'], 'incomplete', 3],
  [['skipped'], 'complete', 2],
])(
  'that most cells may be skipped changes nothing else: %j in a run that is %s exit with %d',
  (verdicts, ending, code) => {
    const run = { results: verdicts.map(resultOf), ending };
    expect(exitCodeOf(run, { isReported: true, allowSkipped: true })).toBe(code);
  },
);

test('a report that is missing comes before too few bills', () => {
  const run = { results: (['agrees', 'skipped', 'skipped'] as const).map(resultOf), ending: 'complete' } as const;
  expect(exitCodeOf(run, { isReported: false, allowSkipped: true })).toBe(3);
});
