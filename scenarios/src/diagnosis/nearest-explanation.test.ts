import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { diagnoseLittle, rulesNamed } from '../../test/little-run.ts';
import { billByEngine } from '../cases/bill-by-engine.ts';
import { referenceFor } from '../cases/reference.ts';
import { calendar } from '../matrices/built-in/calendar.ts';
import { runCells } from '../runs/run-cells.ts';
import { planRun } from '../runs/run-matrix.ts';
import type { Target } from '../targets/target.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';

/** Cuts months in UTC, and prints the member's own period. */
const utcInside: Target = {
  name: 'UTC inside',
  bill: async (billingCase) => {
    const right = billByEngine(billingCase).bill;
    const { refusals, bill } = billByEngine(billingCase, { rules: rulesNamed('month-in-utc') });
    if (!(right && bill)) return { refusals, bill };
    const { 'period.start': start = null, 'period.end': end = null } = right.totals;
    return { refusals, bill: { ...bill, totals: { ...bill.totals, 'period.start': start, 'period.end': end } } };
  },
};

test('a system that cuts months in UTC and prints local ones has the months of UTC, but for what it prints', async () => {
  const reference = referenceFor('account', standardPolicy);
  const { cells } = planRun(calendar, { members: ['kr'], months: ['2025-01'], filter: 'meter=DELTA,inForce=none' });
  const selection = { coverage: 'full', seed: 1, cells: cells.length };
  const run = await runCells({ matrix: calendar, target: utcInside, reference }, { cells, selection, via: 'account' });
  const { explanations, nearest, sums } = await explainRuns([
    { run, outcomesOf: engineOutcomesOf(calendar, reference) },
  ]);
  expect([explanations, sums]).toEqual([[], undefined]);
  expect(nearest).toMatchObject({
    defects: ['month-in-utc'],
    notExplained: ['period.start', 'period.end'],
    stage: 'aggregate',
  });
  const { explains = 0, figures, cells: helped, unexplainedCells } = nearest ?? {};
  // In each cell the start and the end of the period are not explained, and all other figures are.
  expect([helped, figures]).toEqual([unexplainedCells, explains + 2 * (unexplainedCells ?? 0)]);
  expect(explains).toBeGreaterThan(5 * (unexplainedCells ?? 0));
});

test('of a mistake that has nothing to do with a known one, nothing is said to be near', async () => {
  const target: Target = {
    name: 'odd name',
    bill: async (billingCase) => {
      const { refusals, bill } = billByEngine(billingCase);
      return { refusals, bill: bill && { ...bill, totals: { ...bill.totals, taxName: 'GST' } } };
    },
  };
  const { nearest } = await diagnoseLittle(target);
  expect(nearest).toMatchObject({
    defects: [],
    explains: 0,
    figures: 1,
    cells: 0,
    unexplainedCells: 1,
    notExplained: ['taxName'],
    stage: 'tax',
  });
});

test('what is known in some cells is named with what is near in the others', async () => {
  const known = rulesNamed('tax-before-credits');
  const target: Target = {
    name: 'two ways',
    bill: async (billingCase) => {
      if (billingCase.member !== 'jp') return billByEngine(billingCase, { rules: known });
      const { refusals, bill } = billByEngine(billingCase, { rules: rulesNamed('amounts-rounded-up') });
      return { refusals, bill: bill && { ...bill, totals: { ...bill.totals, taxName: 'GST' } } };
    },
  };
  const { explanations, nearest } = await diagnoseLittle(target);
  expect(explanations.map(({ defects }) => defects)).toEqual([['tax-before-credits']]);
  expect(nearest).toMatchObject({ defects: ['amounts-rounded-up'], notExplained: ['taxName'] });
});
