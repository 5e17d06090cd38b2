import { expect, test } from 'vitest';
import { engineWith, reportOf, runOf, sampleMatrix } from '../../../test/report-data.ts';
import { cellsOf } from '../../matrices/matrix.ts';
import type { CatalogFigures, MatrixRun } from '../../runs/results.ts';
import { htmlPage } from '../html/page.ts';
import { readJson } from '../json/read-json.ts';
import { toJson } from '../json/write-json.ts';
import { mergeReports } from '../merge/merge-reports.ts';
import { githubSummary } from '../text/github-summary.ts';
import { terminalText } from '../text/terminal.ts';
import { catalogFiguresText } from './catalog-figures-text.ts';

const run = await runOf(engineWith());
const names = ['units.KB', 'units.TB', 'prices.*.KRW', 'prices.*.JPY', 'lateFees.dueDay', 'lateFees.rate', 'credits.x'];

/** A run whose cells do not exercise the first so many figures of 87. */
function runWith(left: number, change: Partial<CatalogFigures> = {}, selection: Partial<MatrixRun['selection']> = {}) {
  const notExercised = names.slice(0, left).map((name) => ({ name, section: 2, value: '5', unnoticed: ['4', '6'] }));
  const catalogFigures = { count: 87, notExercised, lookedAt: 180, compared: 180, ...change };
  return { ...run, selection: { ...run.selection, ...selection }, catalogFigures };
}

test.each<[string, MatrixRun, string | undefined]>([
  ['that all are exercised', runWith(0), 'The compared cells exercise all 87 figures of the catalog.'],
  ['the names of a few', runWith(2), 'No compared cell exercises 2 of 87 figures of the catalog: units.KB, units.TB.'],
  [
    'the names of five, and where the others are',
    runWith(7),
    'No compared cell exercises 7 of 87 figures of the catalog: units.KB, units.TB, prices.*.KRW, prices.*.JPY, lateFees.dueDay, and 2 more, which the JSON report lists.',
  ],
  [
    'how many cells were looked at',
    runWith(1, { lookedAt: 83, compared: 27_000 }),
    'No compared cell exercises 1 of 87 figures of the catalog (83 of 27 000 cells looked at): units.KB.',
  ],
  [
    'only a count of a cell',
    runWith(7, { lookedAt: 1, compared: 1 }),
    'The compared cell exercises 80 of 87 figures of the catalog.',
  ],
  [
    'only a count of chosen cells',
    runWith(7, {}, { filter: 'member=kr' }),
    'The compared cells exercise 80 of 87 figures of the catalog.',
  ],
  ['nothing of a run that does not tell', run, undefined],
])('one line says %s', (_, told, line) => {
  expect(catalogFiguresText(told)).toBe(line);
});

test('every report of a run says it, and the JSON report has all', () => {
  const report = reportOf(runWith(7));
  const line = catalogFiguresText(report.run) ?? '';
  expect(terminalText(report, { colors: false, width: 300 })).toBe(
    `180 of 180 bills agree

${line}

sample (full) against engine by account: 180 cells in 12.3 s, 15 a second
`,
  );
  expect(htmlPage(report)).toContain(line);
  expect(githubSummary(report)).toContain('No compared cell exercises 7 of 87 figures of the catalog&#58; units.KB, ');
  expect(readJson(toJson(report), 'report.json')).toEqual(report);
});

/** The reports of two shards that notice something else each. */
function shardsNoticing(...unnoticed: readonly Readonly<Record<string, string[]>>[]) {
  const cells = cellsOf(sampleMatrix.dimensions);
  return unnoticed.map((of, place) => {
    const notExercised = Object.entries(of).map(([name, values]) => ({
      name,
      section: 8,
      value: '5',
      unnoticed: values,
    }));
    const results = run.results.filter((_, index) => index % unnoticed.length === place);
    const selection = { ...run.selection, shard: { index: place + 1, count: unnoticed.length }, cells: results.length };
    const catalogFigures = { count: 87, notExercised, lookedAt: 40, compared: cells.length / unnoticed.length };
    return {
      file: `${place + 1}.json`,
      report: reportOf({ ...run, selection, results, catalogFigures }),
    };
  });
}

test('of shards together, only what none of them exercises is left', () => {
  const [first, second] = shardsNoticing(
    { 'lateFees.rate': ['4', '6'], 'units.KB': ['2'], 'credits.expiringSoonDays': ['6', '8'] },
    { 'lateFees.rate': ['4', '6'], 'credits.expiringSoonDays': ['8'], 'lateFees.dueDay': ['26'] },
  );
  if (!(first && second)) throw new Error('There are two.');
  const together = {
    count: 87,
    notExercised: [
      { name: 'lateFees.rate', section: 8, value: '5', unnoticed: ['4', '6'] },
      { name: 'credits.expiringSoonDays', section: 8, value: '5', unnoticed: ['8'] },
    ],
    lookedAt: 80,
    compared: 180,
  };
  expect(mergeReports([first, second]).run.catalogFigures).toEqual(together);
  expect(mergeReports([second, first]).run.catalogFigures).toEqual(together);
});

test('a shard that does not tell exercises nothing', () => {
  const [first, second] = shardsNoticing({ 'lateFees.rate': ['4'] }, {});
  if (!(first && second)) throw new Error('There are two.');
  const { catalogFigures, ...rest } = second.report.run;
  const silent = { ...second, report: { ...second.report, run: rest } };
  expect(catalogFigures?.count).toBe(87);
  expect(mergeReports([silent, first]).run.catalogFigures).toEqual(first.report.run.catalogFigures);
  const { catalogFigures: _, ...none } = first.report.run;
  const both = mergeReports([silent, { ...first, report: { ...first.report, run: none } }]);
  expect(both.run).not.toHaveProperty('catalogFigures');
});
