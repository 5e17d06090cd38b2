import fc from 'fast-check';
import { type BillRow, type Outcome, stages } from '../src/cases/bill.ts';
import { capabilities } from '../src/cases/capabilities.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { type Cell, cellsOf, type Dimension } from '../src/matrices/matrix.ts';
import type { Report } from '../src/reports/summary/report.ts';
import type { Difference } from '../src/runs/compare-outcomes.ts';
import type { CellResult, MatrixRun } from '../src/runs/results.ts';

/** Words as users and targets may choose them. */
const word = fc.oneof(
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.constantFrom('', '__proto__', 'constructor', '</script>', '| ` <b>', '\u0000\u001b[31m', ']]>', 'a,b=c'),
);
const words = fc.array(word, { maxLength: 2 });
const count = fc.nat();
const scalar = fc.oneof(
  word,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);
const stage = fc.constantFrom(...stages);
const row: fc.Arbitrary<BillRow> = fc.dictionary(
  word.filter((name) => name !== '__proto__'),
  scalar,
  { maxKeys: 3, noNullPrototype: true },
);
const rows = fc.array(row, { maxLength: 2 });

const outcome: fc.Arbitrary<Outcome> = fc.record(
  {
    refusals: fc.array(fc.record({ step: word, code: word }), { maxLength: 2 }),
    bill: fc.option(fc.record({ totals: row, lineItems: rows, appliedAdjustments: rows, appliedCredits: rows }), {
      nil: undefined,
    }),
    statements: count,
  },
  { requiredKeys: ['refusals', 'bill'] },
);

const difference: fc.Arbitrary<Difference> = fc.record({
  path: word,
  stage,
  expected: fc.option(scalar, { nil: undefined }),
  actual: fc.option(scalar, { nil: undefined }),
});

const dimensions: fc.Arbitrary<Dimension[]> = fc.uniqueArray(
  fc.record({
    name: word.filter((name) => name !== '__proto__'),
    labels: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name },
);

function resultOf(cell: Cell): fc.Arbitrary<CellResult> {
  const evidence = fc.record({
    expected: outcome,
    actual: outcome,
    differences: fc.array(difference, { maxLength: 3 }),
  });
  const common = {
    verdict: fc.constant('differs' as const),
    cell: fc.constant(cell),
    first: difference,
    count,
    signature: word,
  };
  return fc.oneof(
    fc.constant({ verdict: 'agrees', cell } as const),
    fc.record({ ...common, evidence }, { requiredKeys: ['verdict', 'cell', 'first', 'count', 'signature'] }),
    fc.record(
      {
        verdict: fc.constantFrom('failed', 'skipped'),
        cell: fc.constant(cell),
        message: word,
        lacks: fc.subarray([...capabilities]),
      },
      { requiredKeys: ['verdict', 'cell', 'message'] },
    ),
  );
}

const endings = ['complete', 'interrupted', 'bailed', 'gave up', 'incomplete'] as const;

/** Any run of some cells of some dimensions. */
const arbitraryRun: fc.Arbitrary<MatrixRun> = dimensions.chain((spanned) => {
  return fc.subarray(cellsOf(spanned)).chain((cells) => {
    const fields = {
      matrix: word,
      dimensions: fc.constant(spanned),
      target: word,
      via: fc.constantFrom('account' as const, 'preview' as const),
      selection: fc.record(
        { coverage: word, seed: count, filter: word, shard: fc.record({ index: count, count }), cells: count },
        { requiredKeys: ['coverage', 'seed', 'cells'] },
      ),
      ending: fc.constantFrom(...endings),
      startedAt: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString()),
      durationMs: fc.nat(),
      results: fc.tuple(...cells.map(resultOf)),
    };
    const catalogFigures = fc.record({
      count,
      notExercised: fc.array(fc.record({ name: word, section: count, value: word, unnoticed: words }), {
        maxLength: 7,
      }),
      lookedAt: count,
      compared: count,
    });
    return fc.oneof(
      fc.record(fields),
      fc.record({
        ...fields,
        catalog: word,
        omits: fc.array(word, { minLength: 1, maxLength: 5 }),
        supports: fc.subarray([...capabilities]),
        catalogFigures,
      }),
    );
  });
});

const anyCell = fc.dictionary(
  word.filter((name) => name !== '__proto__'),
  word,
  { maxKeys: 2, noNullPrototype: true },
);
const brokenSum = fc.record({
  ...{ figure: word, parts: word, cell: anyCell },
  ...{ sum: fc.integer(), says: fc.integer(), bills: count, checked: count },
});
const nearest = fc.record({
  ...{
    defects: words,
    sentences: words,
    broken: fc.array(fc.record({ section: count, rule: word }), { maxLength: 2 }),
  },
  ...{
    explains: count,
    figures: count,
    follow: count,
    cells: count,
    unexplainedCells: count,
    notExplained: words,
    stage,
  },
});
const diagnosis: fc.Arbitrary<Diagnosis> = fc.record(
  {
    cells: fc.array(
      fc.record({ cell: anyCell, signature: word, stage, explainedBy: fc.array(words, { maxLength: 2 }) }),
      {
        maxLength: 2,
      },
    ),
    explanations: fc.array(
      fc.record(
        {
          ...{ defects: words, sentences: words, explains: count, contradictedBy: count },
          broken: fc.array(fc.record({ section: count, rule: word }), { maxLength: 2 }),
          figures: fc.array(fc.record({ name: word, value: word, found: word }), { maxLength: 2 }),
        },
        { requiredKeys: ['defects', 'sentences', 'explains', 'contradictedBy'] },
      ),
      { maxLength: 2 },
    ),
    kinds: count,
    lookedAt: count,
    asked: count.map((number) => number + 1),
    sums: fc.array(brokenSum, { minLength: 1, maxLength: 4 }),
    nearest,
  },
  { requiredKeys: ['cells', 'explanations', 'kinds', 'lookedAt'] },
);

/** Any report. */
export const arbitraryReport: fc.Arbitrary<Report> = fc.record(
  {
    version: fc.constant(1 as const),
    run: arbitraryRun,
    diagnosis,
    reproductions: fc.array(fc.record({ cell: anyCell, shrunk: anyCell, essential: words, stage, command: word }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['version', 'run', 'reproductions'] },
);
