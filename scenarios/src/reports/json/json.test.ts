import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.ts';
import { diagnosisOf, engineWith, reportOf, runOf } from '../../../test/report-data.ts';
import { cellsOf } from '../../matrices/matrix.ts';
import type { CellResult } from '../../runs/results.ts';
import type { Target } from '../../targets/target.ts';
import { readJson } from './read-json.ts';
import { toJson } from './write-json.ts';

const run = await runOf(engineWith('tax-before-credits'));
const report = reportOf(run, { diagnosis: diagnosisOf(run, 'tax-before-credits') });
const json = toJson(report);

test('what is read is what was written', () => {
  expect(readJson(json, 'a.json')).toEqual(report);
  fc.assert(
    fc.property(arbitraryReport, (any) => {
      expect(readJson(toJson(any), 'a.json')).toEqual(any);
    }),
  );
});

test('evidence that is read has the number of statements of a month that was billed twice', async () => {
  const right = engineWith();
  const target: Target = {
    name: 'twice',
    bill: async (...asked) => ({ ...(await right.bill(...asked)), statements: 2 }),
  };
  const twice = reportOf(await runOf(target));
  const [read] = readJson(toJson(twice), 'a.json').run.results;
  expect(read?.verdict === 'differs' && read.evidence?.actual.statements).toBe(2);
});

test('scripts find the counts and the verdict in one place', () => {
  expect(JSON.parse(json).summary).toEqual({
    verdict:
      '90 of 180 bills are wrong: tax is on the charge after adjustments and before credits (tax-before-credits) explains the diagnosed cell',
    conclusion: 'differs',
    cells: 180,
    compared: 180,
    agrees: 90,
    differs: 90,
    failed: 0,
    skipped: 0,
  });
});

test('a large matrix that agrees is a small file', () => {
  const dimensions = ['member', 'month', 'case'].map((name, index) => ({
    name,
    labels: Array.from({ length: [5, 12, 450][index] ?? 0 }, (_, label) => `${name}-${label}`),
  }));
  const results: CellResult[] = cellsOf(dimensions).map((cell) => ({ verdict: 'agrees', cell }));
  const large = toJson(reportOf({ ...run, dimensions, results }));
  expect(results.length).toBe(27_000);
  expect(large.length).toBeLessThan(10_000);
  expect(readJson(large, 'a.json').run.results).toEqual(results);
});

/** The JSON with something of it replaced. */
function changed(change: (copy: ReturnType<typeof copyOf>) => void): string {
  const copy = copyOf();
  change(copy);
  return JSON.stringify(copy);
}

function copyOf() {
  return JSON.parse(json);
}

test.each<[string, string]>([
  ['shard-2.json is empty.', ' \n'],
  [
    'shard-2.json is no JSON, or only the beginning of it: Unterminated string in JSON at position 70 (line 1 column 71).',
    json.slice(0, 70),
  ],
  ['shard-2.json is no report of billing-matrix: its "format" is not "billing-matrix-report".', 'null'],
  [
    'shard-2.json is no report of billing-matrix: its "format" is not "billing-matrix-report".',
    '[{"format":"billing-matrix-report"}]',
  ],
  [
    'shard-2.json is a report of version 2; this billing-matrix reads version 1.',
    changed((copy) => {
      copy.version = 2;
    }),
  ],
  [
    'shard-2.json is a report of version missing; this billing-matrix reads version 1.',
    '{"format":"billing-matrix-report"}',
  ],
  [
    'shard-2.json is a damaged report: run: Invalid input: expected object, received undefined.',
    '{"format":"billing-matrix-report","version":1}',
  ],
  [
    'shard-2.json is a damaged report: run.via: Invalid option: expected one of "account"|"preview".',
    changed((copy) => {
      copy.run.via = 'post';
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results.differs[3].first.path: Invalid input: expected string, received number.',
    changed((copy) => {
      copy.run.results.differs[3].first.path = 7;
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results.differs[0].signature: there is no signature 9.',
    changed((copy) => {
      copy.run.results.differs[0].signature = 9;
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results: there are 1000090 cells, but the dimensions span 180.',
    changed((copy) => {
      copy.run.results.agrees = [[0, 999_999]];
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results: cell 1 is there twice.',
    changed((copy) => {
      copy.run.results.agrees = [[1, 1]];
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results: the dimensions span no cell 180.',
    changed((copy) => {
      copy.run.results.agrees = [[180, 180]];
    }),
  ],
  [
    'shard-2.json is a damaged report: run.results.agrees[0]: Invalid input: expected tuple, received string.',
    changed((copy) => {
      copy.run.results.agrees = ['all'];
    }),
  ],
  [
    'shard-2.json is a damaged report: run.dimensions: member is there twice.',
    changed((copy) => {
      copy.run.dimensions.push({ name: 'member', labels: ['kr'] });
    }),
  ],
  [
    'shard-2.json is a damaged report: run.dimensions[0].labels: kr is there twice.',
    changed((copy) => {
      copy.run.dimensions[0].labels.push('kr');
    }),
  ],
])('%s', (message, text) => {
  expect(() => readJson(text, 'shard-2.json')).toThrow(expect.objectContaining({ name: 'ReportError', message }));
});

test('any text is a report or refused in one line', () => {
  const cut = fc.nat(json.length - 2).map((end) => json.slice(0, end));
  fc.assert(
    fc.property(fc.oneof(cut, fc.json(), fc.string()), (text) => {
      expect(() => readJson(text, 'a.json')).toThrow(
        expect.objectContaining({ name: 'ReportError', message: expect.stringMatching(/^a\.json is .+\.$/) }),
      );
    }),
  );
});

test('changing any one value of a report is noticed or harmless', () => {
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue(), (position, value) => {
      let left = position;
      const text = JSON.stringify(copyOf(), (key, old) => (key !== '' && left-- % 97 === 0 ? value : old));
      try {
        toJson(readJson(text, 'a.json'));
      } catch (error) {
        expect(error).toMatchObject({ name: 'ReportError' });
      }
    }),
  );
});

test('the example in the documentation is a report', () => {
  const [, example = ''] =
    /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../../../docs/reports.md', import.meta.url), 'utf8')) ?? [];
  const { run: told, ...rest } = readJson(example, 'reports.md');
  expect(JSON.parse(toJson({ ...rest, run: told }))).toEqual(JSON.parse(example));
});

test('a run of other cells than its dimensions have is no report', () => {
  const foreign = { ...run, results: [{ verdict: 'agrees' as const, cell: { member: 'fr' } }] };
  expect(() => toJson(reportOf(foreign))).toThrow('The matrix has no cell member=fr.');
});
