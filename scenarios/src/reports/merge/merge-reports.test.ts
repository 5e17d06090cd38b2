import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.ts';
import { diagnosisOf, engineWith, reportOf, reproductionOf, runOf, sampleMatrix } from '../../../test/report-data.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { cellsOf } from '../../matrices/matrix.ts';
import { shardOf } from '../../matrices/shard.ts';
import type { MatrixRun } from '../../runs/results.ts';
import { readJson } from '../json/read-json.ts';
import { toJson } from '../json/write-json.ts';
import type { Report } from '../summary/report.ts';
import type { NamedReport } from './merge-checks.ts';
import { mergeReports } from './merge-reports.ts';

const whole = await runOf(engineWith('tax-before-credits'));
const shrunk = { member: 'kr', month: '2025-02', unpaid: 'none', adjustment: 'none', credits: 'FREE' };

/** The reports that the shards of the run would have made. */
function shardsOf(count: number): NamedReport[] {
  return Array.from({ length: count }, (_, place) => {
    const shard = { index: place + 1, count };
    const cells = new Set(shardOf(cellsOf(sampleMatrix.dimensions), shard).map((cell) => JSON.stringify(cell)));
    const results = whole.results.filter(({ cell }) => cells.has(JSON.stringify(cell)));
    const run: MatrixRun = {
      ...whole,
      selection: { ...whole.selection, shard, cells: results.length },
      startedAt: `2025-11-22T09:30:0${place}.000Z`,
      durationMs: 0.1 * (place + 1),
      results,
    };
    const report = reportOf(run, {
      diagnosis: diagnosisOf(run, 'tax-before-credits'),
      reproductions: [reproductionOf(run, shrunk)],
    });
    return { file: `shard-${place + 1}.json`, report };
  });
}

const shards = shardsOf(4);

function changed({ file, report }: NamedReport, run: Partial<MatrixRun>, rest: Partial<Report> = {}): NamedReport {
  return { file, report: { ...report, run: { ...report.run, ...run }, ...rest } };
}

function pick(...indexes: number[]): NamedReport[] {
  return indexes.flatMap((index) => shards.filter(({ report }) => report.run.selection.shard?.index === index));
}

test('the shards of a run together are the run', () => {
  const merged = mergeReports(shards);
  expect(merged).toEqual(
    reportOf(
      { ...whole, durationMs: 1 },
      {
        diagnosis: diagnosisOf(whole, 'tax-before-credits'),
        reproductions: [reproductionOf(whole, shrunk)],
      },
    ),
  );
  expect(readJson(toJson(merged), 'merged.json')).toEqual(merged);
});

test('the order of the files makes no difference', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }).chain((count) => fc.shuffledSubarray(shardsOf(count), { minLength: 1 })),
      (some) => {
        const sorted = some.toSorted((a, b) => (a.file < b.file ? -1 : 1));
        expect(mergeReports(some)).toEqual(mergeReports(sorted));
      },
    ),
    { numRuns: 30 },
  );
});

test('what was not compared and what was billed by stays with the whole', () => {
  const rest = { omits: ['vat'], catalog: '0123456789ab', supports: ['usage', 'credits'] as const };
  expect(mergeReports(shards.map((shard) => changed(shard, rest))).run).toMatchObject(rest);
});

test('what was merged can be merged with the rest', () => {
  const some = { file: 'some.json', report: mergeReports(pick(1, 3)) };
  const others = { file: 'others.json', report: mergeReports(pick(4, 2)) };
  expect(some.report.run).toMatchObject({
    ending: 'incomplete',
    selection: { missing: { indexes: [2, 4], count: 4 } },
  });
  expect(mergeReports([some, others])).toEqual(mergeReports(shards));
});

test('a run that is no shard is the whole by itself', () => {
  const report = reportOf(whole);
  expect(mergeReports([{ file: 'a.json', report }])).toEqual(report);
});

test.each<[MatrixRun['ending'], MatrixRun['ending'][]]>([
  ['complete', ['complete', 'complete', 'complete', 'complete']],
  ['bailed', ['complete', 'bailed', 'complete', 'complete']],
  ['gave up', ['complete', 'bailed', 'gave up', 'complete']],
  ['interrupted', ['gave up', 'bailed', 'complete', 'interrupted']],
  ['incomplete', ['complete', 'complete', 'complete']],
  ['bailed', ['complete', 'complete', 'bailed']],
])('the ending of the whole is %s when the shards are %j', (ending, endings) => {
  const reports = endings.flatMap((of, index) =>
    shards.slice(index, index + 1).map((shard) => changed(shard, { ending: of })),
  );
  expect(mergeReports(reports).run.ending).toBe(ending);
});

describe('reports that do not belong together are refused:', () => {
  const [first, second] = pick(1, 2);
  if (!(first && second)) throw new Error('There are no shards.');
  const { selection, dimensions } = second.report.run;

  test.each<[string, NamedReport[]]>([
    ['There are no reports to merge.', []],
    [
      'shard-1.json and shard-2.json are of different runs: the matrix is "sample" and "other".',
      [first, changed(second, { matrix: 'other' })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the target is "tax-before-credits" and "staging".',
      [first, changed(second, { target: 'staging' })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the way of asking is "account" and "preview".',
      [first, changed(second, { via: 'preview' })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the list of figures that are not compared is none and ["vat"].',
      [first, changed(second, { omits: ['vat'] })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the list of what the target supports is none and ["usage"].',
      [first, changed(second, { supports: ['usage'] })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the catalog is none and "0123456789ab".',
      [first, changed(second, { catalog: '0123456789ab' })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the coverage is "full" and "pairwise".',
      [first, changed(second, { selection: { ...selection, coverage: 'pairwise' } })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the seed is 1 and 2.',
      [first, changed(second, { selection: { ...selection, seed: 2 } })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the filter is none and "member=kr".',
      [first, changed(second, { selection: { ...selection, filter: 'member=kr' } })],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the dimension month is not the same.',
      [
        first,
        changed(second, {
          dimensions: dimensions.map((one) => (one.name === 'month' ? { ...one, labels: ['2025-01'] } : one)),
        }),
      ],
    ],
    [
      'shard-1.json and shard-2.json are of different runs: the dimension zone is not the same.',
      [first, changed(second, { dimensions: [...dimensions, { name: 'zone', labels: ['UTC'] }] })],
    ],
    ['shard-1.json and again.json overlap: both have shard 1 of 4.', [first, second, { ...first, file: 'again.json' }]],
    [
      'shard-1.json is one of 4 shards, but shard-2.json is one of 5 shards.',
      [first, changed(second, { selection: { ...selection, shard: { index: 2, count: 5 } } })],
    ],
    [
      'shard-1.json is one of 4 shards, but whole.json is the whole run.',
      [first, { file: 'whole.json', report: reportOf(whole) }],
    ],
    [
      'whole.json and again.json overlap: both have shard 1 of 1.',
      ['whole.json', 'again.json'].map((file) => ({ file, report: reportOf(whole) })),
    ],
    [
      'shard-1.json and shard-2.json overlap: both have the cell member=kr, month=2025-02, unpaid=none, adjustment=none, credits=none.',
      [changed(first, { results: whole.results.slice(0, 9) }), changed(second, { results: whole.results.slice(0, 1) })],
    ],
  ])('%s', (message, reports) => {
    expect(() => mergeReports(reports)).toThrow(expect.objectContaining({ name: 'ReportError', message }));
  });
});

describe('the diagnosis of the whole', () => {
  const tax = ['tax-before-credits'];
  const up = ['tax-rounded-up'];
  const both = ['tax-before-credits', 'month-in-utc'];

  /** A diagnosis of cells, each of its own signature, with the explanations of them. */
  function diagnosis(explained: Record<string, string[][]>, contradicted: Record<string, number>): Diagnosis {
    const cells = Object.entries(explained).map(([signature, explainedBy], index) => {
      return { cell: whole.results[index]?.cell ?? {}, signature, stage: 'tax' as const, explainedBy };
    });
    const explanations = Object.entries(contradicted).map(([name, contradictedBy]) => {
      const defects = name.split('+');
      return { defects, sentences: defects.map(() => 'It is wrong.'), explains: 1, contradictedBy };
    });
    return { cells, explanations, kinds: cells.length, lookedAt: 10 };
  }

  function merged(...diagnoses: Diagnosis[]) {
    const reports = shards.flatMap((shard, index) =>
      changed(shard, {}, diagnoses[index] ? { diagnosis: diagnoses[index] } : {}),
    );
    const { diagnosis: result } = mergeReports(
      reports.map((named, index) => (diagnoses[index] ? named : withoutDiagnosis(named))),
    );
    return result;
  }

  function withoutDiagnosis({ file, report: { diagnosis: _, ...report } }: NamedReport): NamedReport {
    return { file, report };
  }

  test('is none when no shard was diagnosed', () => {
    expect(merged()).toBeUndefined();
  });

  test('has a cell of each signature, and counts anew what explains them', () => {
    const result = merged(
      diagnosis({ a: [tax], b: [tax, up] }, { 'tax-before-credits': 1 }),
      diagnosis({ b: [tax, up], c: [tax] }, { 'tax-before-credits': 2, 'tax-rounded-up': 0 }),
    );
    expect(result?.cells.map(({ signature }) => signature)).toEqual(['a', 'b', 'c']);
    expect(result?.explanations).toEqual([
      { defects: tax, sentences: ['It is wrong.'], explains: 3, contradictedBy: 3 },
    ]);
    const signatures = whole.results.flatMap((one) => (one.verdict === 'differs' ? [one.signature] : []));
    expect(result?.kinds).toBe(new Set(signatures).size);
    expect(result?.lookedAt).toBe(20);
  });

  test('has cells of one signature that have different reasons', () => {
    const explained = [tax, up, tax].flatMap((defects, index) => {
      const { cell } = whole.results[index] ?? {};
      return cell ? [{ cell, signature: 'vat+', stage: 'tax' as const, explainedBy: [defects] }] : [];
    });
    const explanations = [tax, up].map((defects) => {
      return { defects, sentences: ['It is wrong.'], explains: 1, contradictedBy: 0 };
    });
    const [one, other] = [explained.slice(0, 1), explained.slice(1)];
    const result = merged(
      { cells: one, explanations, kinds: 1, lookedAt: 3 },
      { cells: other, explanations, kinds: 1, lookedAt: 3 },
    );
    expect(result?.cells).toEqual(explained.slice(0, 2));
    expect(result?.explanations.map(({ defects, explains }) => [defects, explains])).toEqual([
      [tax, 1],
      [up, 1],
    ]);
  });

  test('is that of the only shard that has one', () => {
    fc.assert(
      fc.property(arbitraryReport, ({ diagnosis: only }) => {
        expect(only && merged(only)).toEqual(only);
      }),
    );
  });

  test('names what explains most first, then what explains most of the rest, and what nothing tells apart together', () => {
    const result = merged(
      diagnosis(
        { a: [tax], b: [tax], c: [up, both] },
        { 'tax-before-credits': 0, 'tax-rounded-up': 0, 'tax-before-credits+month-in-utc': 0 },
      ),
      diagnosis({ d: [['x'], ['y']] }, { x: 1, y: 1 }),
    );
    expect(result?.explanations.map(({ defects, explains }) => [defects, explains])).toEqual([
      [tax, 2],
      [up, 1],
      [['x'], 1],
      [['y'], 1],
    ]);
  });

  test('has at most fifty cells', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index, [tax]]));
    const more = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`more ${index}`, [tax]]));
    const result = merged(diagnosis(many, { 'tax-before-credits': 0 }), diagnosis(more, {}));
    expect(result?.cells.length).toBe(50);
    expect(result?.explanations[0]?.explains).toBe(50);
  });
});
