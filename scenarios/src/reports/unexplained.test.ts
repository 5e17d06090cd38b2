import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { diagnosisOf, engineWith, reportOf, runOf, sampleMatrix } from '../../test/report-data.ts';
import type { Diagnosis, NearestExplanation } from '../diagnosis/diagnosis.ts';
import { cellsOf } from '../matrices/matrix.ts';
import { shardOf } from '../matrices/shard.ts';
import { htmlPage } from './html/page.ts';
import { readJson } from './json/read-json.ts';
import { toJson } from './json/write-json.ts';
import { junitXml } from './junit.ts';
import { mergeReports } from './merge/merge-reports.ts';
import { conclusionOf, conclusionText } from './summary/conclusion.ts';
import type { Report } from './summary/report.ts';
import { testFileText } from './test-file/test-file.ts';
import { githubSummary } from './text/github-summary.ts';
import { terminalText } from './text/terminal.ts';

const tax = await runOf(engineWith('tax-before-credits'));

/** The engine with a total that is 1 more than its lines. */
const adding = await runOf({
  name: 'adding',
  bill: async (billingCase, context) => {
    const { refusals, bill } = await engineWith('tax-before-credits').bill(billingCase, context);
    const usageAmount = Number(bill?.totals.usageAmount) + 1;
    return { refusals, bill: bill && { ...bill, totals: { ...bill.totals, usageAmount } } };
  },
});

function cellIn(run: typeof adding) {
  const found = run.results.find(({ verdict }) => verdict === 'differs');
  if (found?.verdict !== 'differs') throw new Error('No bill of the run is wrong.');
  return found;
}

const { cell, signature } = cellIn(adding);

const nearest: NearestExplanation = {
  defects: ['tax-before-credits'],
  sentences: ['Tax is on the charge after adjustments and before credits.'],
  broken: [{ section: 7, rule: 'Tax is on the charge after adjustments and credits.' }],
  explains: 58,
  figures: 60,
  follow: 0,
  cells: 5,
  unexplainedCells: 5,
  notExplained: ['usageAmount', 'period.start'],
  stage: 'price',
};

/** A diagnosis that explains nothing: a sum is broken, and a known mistake comes near. */
const unexplained: Diagnosis = {
  cells: [{ cell, signature, stage: 'price', explainedBy: [] }],
  explanations: [],
  kinds: 1,
  lookedAt: 180,
  sums: [{ figure: 'usageAmount', parts: 'lines', cell, sum: 1203, says: 1204, bills: 12, checked: 40 }],
  nearest,
};

const reproduction = {
  cell,
  shrunk: cell,
  essential: ['member'],
  stage: 'price',
  command: 'npx billing-matrix run',
} as const;
const report = reportOf(adding, { diagnosis: unexplained, reproductions: [reproduction] });

const sum = 'lines add up to 1 203, usageAmount says 1 204';
const near =
  'tax-before-credits explains 58 of 60 differing figures in 5 of 5 cells; not explained: usageAmount, period.start';

test('bills that do not add up are told first, and then what comes nearest', () => {
  expect(conclusionText(conclusionOf(report))).toBe(
    `180 of 180 bills are wrong: bills do not add up: ${sum}; no known defect and no figure makes such bills; nearest, ${near}`,
  );
});

test('a known mistake that makes some of the bills is not told as if that were all', () => {
  const partly = { ...diagnosisOf(tax, 'tax-before-credits'), nearest };
  expect(conclusionText(conclusionOf(reportOf(tax, { diagnosis: partly })))).toMatch(
    /\(tax-before-credits\) explains the diagnosed cell; 5 diagnosed cells not explained$/,
  );
});

test('when nothing comes near, that is told', () => {
  const nothing = { ...nearest, defects: [], sentences: [], broken: [], explains: 0, cells: 0 };
  const told = reportOf(adding, { diagnosis: { ...unexplained, nearest: nothing } });
  expect(terminalText(told, { colors: false, width: 200 })).toContain(
    'Nearest: nothing known explains any of 60 differing figures',
  );
  expect(conclusionText(conclusionOf(told))).toMatch(/no known defect and no figure makes such bills$/);
});

/** A text as people see it: entities as characters, and blanks as one. */
function seen(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/\s+/g, ' ');
}

describe('every report tells both:', () => {
  test.each<[string, (told: Report) => string | Promise<string | undefined>]>([
    ['terminal', (told) => terminalText(told, { colors: false, width: 400 })],
    ['GitHub', githubSummary],
    ['HTML', htmlPage],
    ['JUnit', junitXml],
    ['JSON', (told) => toJson(readJson(toJson(told), 'report.json'))],
    [
      'test file',
      (told) => {
        const settings = { matrix: 'sample', target: 'http://localhost:5000', via: 'account' } as const;
        const setup = { matrix: sampleMatrix, policy: standardPolicy, settings };
        return testFileText({ file: 'bill.test.ts', report: told, setup });
      },
    ],
  ])('%s', async (_, render) => {
    const text = seen((await render(report)) ?? '');
    expect(text).toContain(sum);
    expect(text).toContain(near);
  });
});

test('a report of a version that did not tell which figures follow is read', () => {
  const { follow: _, ...before } = nearest;
  const text = toJson(report).replace(JSON.stringify(nearest), JSON.stringify(before));
  expect(text).not.toContain('"follow"');
  expect(readJson(text, 'report.json').diagnosis?.nearest).toEqual(nearest);
});

test('JUnit tells of each bill what does not add up on it', () => {
  const { evidence } = cellIn(adding);
  const [first] = adding.results;
  expect(first?.cell).toEqual(cell);
  const says = Number(evidence?.actual.bill?.totals.usageAmount);
  expect(says).toBe(140_720);
  expect(junitXml(reportOf(adding))).toContain('lines add up to 140 719, usageAmount says 140 720\n');
});

test('shards are put together', () => {
  const cells = cellsOf(sampleMatrix.dimensions);
  const shards = [1, 2].map((index) => {
    const shard = { index, count: 2 };
    const own = new Set(shardOf(cells, shard).map((one) => JSON.stringify(one)));
    const results = adding.results.filter((result) => own.has(JSON.stringify(result.cell)));
    const run = { ...adding, results, selection: { ...adding.selection, shard, cells: results.length } };
    return { file: `${index}.json`, report: reportOf(run, { diagnosis: unexplained }) };
  });
  const { diagnosis } = mergeReports(shards);
  expect(diagnosis?.sums).toEqual([{ ...unexplained.sums?.[0], bills: 24, checked: 80 }]);
  expect(diagnosis?.nearest).toMatchObject({ explains: 116, figures: 120, cells: 10, unexplainedCells: 10 });
});
