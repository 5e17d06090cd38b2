import { expect, test } from 'vitest';
import { engineWith, known, reportOf, runOf } from '../../../test/report-data.ts';
import { capabilities } from '../../cases/capabilities.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { CellResult, MatrixRun } from '../../runs/results.ts';
import { conclusionOf, conclusionText } from './conclusion.ts';

const right = await runOf(engineWith());
const wrong = await runOf(engineWith('tax-before-credits'));

/** The run as it would be had some of its cells failed or not been reached. */
function cut(run: MatrixRun, from: number, rest: Partial<MatrixRun>, verdict?: 'failed' | 'skipped'): MatrixRun {
  const results: CellResult[] = run.results.slice(0, from);
  if (verdict) results.push(...run.results.slice(from).map(({ cell }) => ({ verdict, cell, message: 'No answer.' })));
  return { ...run, results, ...rest };
}

/** The run with the first of its skipped cells skipped because they need credits. */
function lacking(run: MatrixRun, count: number): MatrixRun {
  let left = count;
  const results = run.results.map((result): CellResult => {
    if (result.verdict !== 'skipped' || left === 0) return result;
    left -= 1;
    return { ...result, lacks: ['credits'] };
  });
  return { ...run, results };
}

function sentence(run: MatrixRun, diagnosis?: Diagnosis): string {
  return conclusionText(conclusionOf(reportOf(run, diagnosis && { diagnosis })));
}

test('every bill agrees', () => {
  expect(conclusionOf(reportOf(right))).toEqual({
    tone: 'right',
    headline: '180 of 180 bills agree',
    reservations: [],
  });
});

test.each<[string, MatrixRun]>([
  ['100 of 100 bills agree; 80 cells had no bill to compare', cut(right, 100, {}, 'failed')],
  [
    '100 of 100 bills agree; the run was interrupted; 80 of 180 cells were not reached',
    cut(right, 100, { ending: 'interrupted' }),
  ],
  [
    'No bill was compared; 180 cells had no bill to compare; the run gave up because the target failed',
    cut(right, 0, { ending: 'gave up' }, 'failed'),
  ],
  ['No bill could be compared: 180 cells were skipped', cut(right, 0, {}, 'skipped')],
  [
    '89 of 180 bills could be compared (49 %): 91 cells were skipped; 89 of 89 bills agree',
    cut(right, 89, {}, 'skipped'),
  ],
  [
    '5 of 180 bills could be compared (3 %): the target supports usage only; 5 of 5 bills agree',
    lacking(cut(right, 5, { supports: ['usage'] }, 'skipped'), 175),
  ],
  ['No bill could be compared: the target supports nothing', lacking(cut(right, 0, { supports: [] }, 'skipped'), 180)],
  [
    'No bill was compared; the run was interrupted; 80 of 180 cells were not reached; 100 cells were skipped',
    { ...cut({ ...right, results: right.results.slice(0, 100) }, 0, {}, 'skipped'), ending: 'interrupted' },
  ],
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
  expect(conclusionOf(reportOf(run)).tone).toBe('trouble');
  expect(sentence(run)).toBe(text);
});

test.each([
  ['90 of 180 bills could be compared (50 %): 90 cells were skipped; 90 of 90 bills agree', 90],
  ['179 of 180 bills could be compared (>99 %): 1 cell was skipped; 179 of 179 bills agree', 179],
])('cells that cannot be asked for are no trouble, but never kept quiet: %s', (text, from) => {
  const run = cut(right, from, {}, 'skipped');
  expect(conclusionOf(reportOf(run)).tone).toBe('right');
  expect(sentence(run)).toBe(text);
});

test.each([
  ['the target does not support contract prices or payments', 80],
  ['the target does not support contract prices or payments, and 30 cells were skipped for other reasons', 50],
])('what the target does not support is told, and that there are other reasons: %s', (because, lacks) => {
  const supports = capabilities.filter((capability) => !['payments', 'contractPrices'].includes(capability));
  const run = lacking(cut(right, 100, { supports }, 'skipped'), lacks);
  expect(sentence(run)).toBe(`100 of 180 bills could be compared (56 %): ${because}; 100 of 100 bills agree`);
});

test('cells that were skipped are told beside wrong bills', () => {
  expect(sentence(cut(wrong, 4, {}, 'skipped'))).toBe(
    '2 of 4 bills are wrong; 4 of 180 bills could be compared (2 %): 176 cells were skipped',
  );
});

test('a wrong bill outweighs all else', () => {
  const run = cut(wrong, 4, { ending: 'bailed' });
  expect(conclusionOf(reportOf(run)).tone).toBe('wrong');
  expect(sentence(run)).toBe(
    '2 of 4 bills are wrong; the run stopped at its limit of wrong bills; 176 of 180 cells were not reached',
  );
});

const tax = ['tax-before-credits'];
const up = ['tax-rounded-up'];
const utc = ['month-in-utc'];

test.each<[string, string[][][], string[][]]>([
  [
    ': tax is on the charge after adjustments and before credits (tax-before-credits) explains all 2 diagnosed cells',
    [[tax], [tax]],
    [tax],
  ],
  [
    ': tax is on the charge after adjustments and before credits (tax-before-credits) explains the diagnosed cell',
    [[tax]],
    [tax],
  ],
  [
    ': tax is on the charge after adjustments and before credits (tax-before-credits) explains 1 of 2 diagnosed cells',
    [[tax], []],
    [tax],
  ],
  [
    ': tax is on the charge after adjustments and before credits (tax-before-credits) explains 2 of 4 diagnosed cells, month-in-utc or tax-rounded-up 1 more',
    [[tax], [tax], [utc, up], []],
    [tax, utc, up],
  ],
  [
    ': tax-before-credits or tax-rounded-up explains all 2 diagnosed cells',
    [
      [tax, up],
      [tax, up],
    ],
    [tax, up],
  ],
  [
    ': tax is on the charge after adjustments and before credits, and a month begins and ends at midnight in UTC (tax-before-credits + month-in-utc) explains the diagnosed cell',
    [[[...tax, ...utc]]],
    [[...tax, ...utc]],
  ],
  [': no known defect and no figure makes such bills', [[], []], []],
  ['', [], []],
])('what is most likely wrong is said%s', (text, cells, explanations) => {
  const diagnosis: Diagnosis = {
    cells: cells.map((explainedBy, index) => ({ cell: {}, signature: `vat ${index}`, stage: 'tax', explainedBy })),
    explanations: explanations.map((defects) => ({
      defects,
      sentences: defects.map((name) => known(name).sentence),
      explains: cells.filter((explainedBy) => explainedBy.some((names) => String(names) === String(defects))).length,
      contradictedBy: 0,
    })),
    kinds: cells.length,
    lookedAt: 180,
  };
  expect(sentence(wrong, diagnosis)).toBe(`90 of 180 bills are wrong${text}`);
});

test.each([
  [1, 'explains all 2 diagnosed cells of 110 kinds'],
  [2, 'explains 1 of 2 diagnosed cells of 110 kinds'],
])('that not all kinds of wrong bills were diagnosed is said', (explained, text) => {
  const cells = [1, 2].map((at) => ({
    cell: {},
    signature: `vat ${at}`,
    stage: 'tax' as const,
    explainedBy: at >= explained ? [tax] : [],
  }));
  const explanations = [{ defects: tax, sentences: ['Tax is wrong.'], explains: 3 - explained, contradictedBy: 0 }];
  expect(sentence(wrong, { cells, explanations, kinds: 110, lookedAt: 180 })).toContain(text);
});
