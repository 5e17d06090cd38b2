import { z } from 'zod';
import { stages } from '../../cases/bill.ts';
import { capabilities } from '../../cases/capabilities.ts';
import { reportVersion } from '../summary/report.ts';

/** Whole numbers from the first to the last. */
type NumberRange = readonly [number, number];

/** Ascending numbers as ranges. */
export function rangesOf(numbers: Iterable<number>): NumberRange[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export function* numbersOf(ranges: Iterable<NumberRange>): Generator<number> {
  for (const [first, last] of ranges) {
    for (let number = first; number <= last; number += 1) yield number;
  }
}

export function countIn(ranges: Iterable<NumberRange>): number {
  let count = 0;
  for (const [first, last] of ranges) count += Math.max(0, last - first + 1);
  return count;
}

/** The mark of a report among other JSON. */
export const formatName = 'billing-matrix-report';

const count = z.int().min(0);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), scalar);
const stage = z.enum(stages);
const cell = z.record(z.string(), z.string());

/** A cell by its number: the last dimension varies fastest, the first cell is 0. */
const cellNumber = count;
/** Cells by the numbers of the first and the last one. */
const cells = list(z.tuple([cellNumber, cellNumber]).readonly());

const difference = z.object({
  path: z.string(),
  stage,
  expected: scalar.optional(),
  actual: scalar.optional(),
});

const outcome = z.object({
  refusals: list(z.object({ step: z.string(), code: z.string() })),
  bill: z
    .object({
      totals: row,
      lineItems: list(row),
      appliedAdjustments: list(row),
      appliedCredits: list(row),
    })
    .optional(),
  statements: count.exactOptional(),
});

const evidence = z.object({ expected: outcome, actual: outcome, differences: list(difference) });

const differing = z.object({
  cell: cellNumber,
  first: difference,
  count,
  /** A place in `signatures`. */
  signature: count,
  evidence: evidence.exactOptional(),
});

const capability = z.enum(capabilities);

const uncompared = list(z.object({ message: z.string(), lacks: list(capability).exactOptional(), cells }));

const selection = z.object({
  coverage: z.string(),
  seed: z.int(),
  filter: z.string().exactOptional(),
  shard: z.object({ index: count, count }).exactOptional(),
  missing: z.object({ indexes: list(count), count }).exactOptional(),
  cells: count,
});

const labels = z.array(z.string()).min(1).readonly();

const catalogFigures = z.object({
  count,
  notExercised: list(z.object({ name: z.string(), section: count, value: z.string(), unnoticed: list(z.string()) })),
  lookedAt: count,
  compared: count,
});

const run = z.object({
  matrix: z.string(),
  dimensions: list(z.object({ name: z.string(), labels: labels })),
  target: z.string(),
  via: z.enum(['account', 'preview']),
  catalog: z.string().exactOptional(),
  omits: list(z.string()).exactOptional(),
  supports: list(capability).exactOptional(),
  selection,
  ending: z.enum(['complete', 'interrupted', 'bailed', 'gave up', 'incomplete']),
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  results: z.object({
    agrees: cells,
    signatures: list(z.string()),
    differs: list(differing),
    failed: uncompared,
    skipped: uncompared,
  }),
  catalogFigures: catalogFigures.exactOptional(),
});

const brokenRule = z.object({ section: count, rule: z.string() });

const diagnosis = z.object({
  cells: list(z.object({ cell, signature: z.string(), stage, explainedBy: list(list(z.string())) })),
  explanations: list(
    z.object({
      defects: list(z.string()),
      sentences: list(z.string()),
      broken: list(brokenRule).exactOptional(),
      figures: list(z.object({ name: z.string(), value: z.string(), found: z.string() })).exactOptional(),
      explains: count,
      contradictedBy: count,
    }),
  ),
  kinds: count,
  lookedAt: count,
  asked: count.exactOptional(),
  sums: list(
    z.object({
      figure: z.string(),
      parts: z.string(),
      cell,
      sum: z.number(),
      says: z.number(),
      bills: count,
      checked: count,
    }),
  ).exactOptional(),
  nearest: z
    .object({
      defects: list(z.string()),
      sentences: list(z.string()),
      broken: list(brokenRule),
      explains: count,
      figures: count,
      // Reports of versions that did not tell which figures follow count all as not explained.
      follow: count.default(0),
      cells: count,
      unexplainedCells: count,
      notExplained: list(z.string()),
      stage,
    })
    .exactOptional(),
});

/** A report as JSON: results are sorted by verdict, and cells are numbers. */
export const reportFormat = z.object({
  format: z.literal(formatName),
  version: z.literal(reportVersion),
  run,
  diagnosis: diagnosis.exactOptional(),
  reproductions: list(z.object({ cell, shrunk: cell, essential: list(z.string()), stage, command: z.string() })),
});

export type ReportJson = z.infer<typeof reportFormat>;
export type RunJson = z.infer<typeof run>;
export type EvidenceJson = z.infer<typeof evidence>;
export type DifferenceJson = z.infer<typeof difference>;
export type OutcomeJson = z.infer<typeof outcome>;

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}
