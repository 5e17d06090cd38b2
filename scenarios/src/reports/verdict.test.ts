import { expect, test } from 'vitest';
import { engineWith, known, reportOf, runOf } from '../../test/report-data.ts';
import type { Diagnosis, Explanation } from '../diagnosis/diagnosis.ts';
import type { CellResult, MatrixRun } from '../runner/matrix-run.ts';
import { verdictOf, verdictSentence } from './verdict.ts';

const right = await runOf(engineWith());
const wrong = await runOf(engineWith('tax-before-credits'));

/** The run as it would be had some of its cells failed or not been reached. */
function cut(run: MatrixRun, from: number, rest: Partial<MatrixRun>, verdict?: 'failed' | 'skipped'): MatrixRun {
  const results: CellResult[] = run.results.slice(0, from);
  if (verdict) results.push(...run.results.slice(from).map(({ cell }) => ({ verdict, cell, message: 'No answer.' })));
  return { ...run, results, ...rest };
}

function sentence(run: MatrixRun, diagnosis?: Diagnosis): string {
  return verdictSentence(verdictOf(reportOf(run, diagnosis && { diagnosis })));
}

test('every bill agrees', () => {
  expect(verdictOf(reportOf(right))).toEqual({ tone: 'right', headline: '180 of 180 bills agree', troubles: [] });
});

test.each<[string, MatrixRun]>([
  ['100 of 100 bills agree; 80 cells had no bill to compare', cut(right, 100, {}, 'failed')],
  [
    '100 of 100 bills agree; the run was interrupted; 80 of 180 cells were not reached',
    cut(right, 100, { ending: 'interrupted' }),
  ],
  [
    'No bill was compared; 180 cells had no bill to compare; the run gave up because one cell after another failed',
    cut(right, 0, { ending: 'gave up' }, 'failed'),
  ],
  ['No bill was compared', cut(right, 0, {}, 'skipped')],
  [
    '90 of 90 bills agree; shard 2 of 2 is missing',
    cut(right, 90, {
      ending: 'incomplete',
      selection: { ...right.selection, cells: 90, missing: { indexes: [2], count: 2 } },
    }),
  ],
  [
    '90 of 90 bills agree; shards 2, 4 of 4 are missing',
    cut(right, 90, {
      ending: 'incomplete',
      selection: { ...right.selection, cells: 90, missing: { indexes: [2, 4], count: 4 } },
    }),
  ],
])('trouble: %s', (text, run) => {
  expect(verdictOf(reportOf(run)).tone).toBe('trouble');
  expect(sentence(run)).toBe(text);
});

test('cells that cannot be asked for are no trouble', () => {
  const run = cut(right, 100, {}, 'skipped');
  expect(verdictOf(reportOf(run)).tone).toBe('right');
  expect(sentence(run)).toBe('100 of 100 bills agree');
});

test('a wrong bill outweighs all else', () => {
  const run = cut(wrong, 4, { ending: 'bailed' });
  expect(verdictOf(reportOf(run)).tone).toBe('wrong');
  expect(sentence(run)).toBe(
    '2 of 4 bills are wrong; the run stopped at its limit of wrong bills; 176 of 180 cells were not reached',
  );
});

const cells: Diagnosis['cells'] = ['vat+', 'vat-'].map((signature) => ({
  cell: {},
  signature,
  stage: 'tax',
  explainedBy: [],
}));

test.each<[string, number, Explanation[]]>([
  [
    ': tax is taken before credits (tax-before-credits) explains all 2 diagnosed cells',
    2,
    [explanation(2, 'tax-before-credits')],
  ],
  [
    ': tax is taken before credits (tax-before-credits) explains the diagnosed cell',
    1,
    [explanation(1, 'tax-before-credits')],
  ],
  [
    ': tax is taken before credits (tax-before-credits) explains 1 of 2 diagnosed cells',
    2,
    [explanation(1, 'tax-before-credits'), explanation(0, 'tax-rounded-up')],
  ],
  [
    ': tax-before-credits or tax-rounded-up explains all 2 diagnosed cells',
    2,
    [explanation(2, 'tax-before-credits'), explanation(2, 'tax-rounded-up')],
  ],
  [': no known defect makes such bills', 2, []],
  ['', 0, []],
])('what is most likely wrong is said%s', (text, diagnosed, explanations) => {
  expect(sentence(wrong, { cells: cells.slice(0, diagnosed), explanations, lookedAt: 180 })).toBe(
    `90 of 180 bills are wrong${text}`,
  );
});

test('two defects together are both said', () => {
  const together = explanation(2, 'tax-before-credits', 'month-in-utc');
  expect(sentence(wrong, { cells, explanations: [together], lookedAt: 180 })).toBe(
    '90 of 180 bills are wrong: tax is taken before credits, and a month begins and ends at midnight in UTC (tax-before-credits + month-in-utc) explains all 2 diagnosed cells',
  );
});

function explanation(explains: number, ...defects: string[]): Explanation {
  return { defects, sentences: defects.map((name) => known(name).sentence), explains, contradictedBy: 0 };
}
