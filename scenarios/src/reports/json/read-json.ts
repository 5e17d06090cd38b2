import type { Outcome } from '../../cases/bill.ts';
import { CellNumbers } from '../../matrices/matrix.ts';
import type { Difference } from '../../runs/compare-outcomes.ts';
import type { AgreeingCell, CellResult, DifferingCell, Evidence, UncomparedCell } from '../../runs/results.ts';
import { type Report, ReportError, reportVersion } from '../summary/report.ts';
import { printable } from '../summary/wording.ts';
import {
  countIn,
  type DifferenceJson,
  type EvidenceJson,
  formatName,
  numbersOf,
  type OutcomeJson,
  type ReportJson,
  type RunJson,
  reportFormat,
} from './json-format.ts';

/** A file that is no valid report: `message` is the end of a sentence that begins with the name of the file. */
class InvalidReport extends Error {
  /** A report that says something impossible at a place in it. */
  static at(place: string, reason: string): InvalidReport {
    return new InvalidReport(`is a damaged report: ${place}: ${reason}.`);
  }
}

/**
 * The number of cells that are read at most, which is more than anybody runs. A file must not make us create any number by naming a
 * range.
 */
const MAX_CELLS = 5_000_000;

type Numbered<Result> = Generator<[number, Result]>;

/**
 * The results that the JSON of a run tells, in the order of the matrix. Throws an `InvalidReport` when they can't be those of a
 * run.
 */
function readResults({ dimensions, results }: RunJson): CellResult[] {
  const { agrees, failed, skipped } = results;
  checkDistinct(
    'run.dimensions',
    dimensions.map(({ name }) => name),
  );
  for (const [index, { labels }] of dimensions.entries()) checkDistinct(`run.dimensions[${index}].labels`, labels);
  const numbers = new CellNumbers(dimensions);
  const groups = [agrees, ...[...failed, ...skipped].map(({ cells }) => cells)];
  const count = groups.reduce((sum, cells) => sum + countIn(cells), results.differs.length);
  if (count > Math.min(MAX_CELLS, numbers.count)) {
    throw InvalidReport.at('run.results', `there are ${count} cells, but the dimensions span ${numbers.count}`);
  }
  const read = new Map<number, CellResult>();
  for (const [number, result] of everyResult(results, numbers)) {
    if (number >= numbers.count) throw InvalidReport.at('run.results', `the dimensions span no cell ${number}`);
    if (read.has(number)) throw InvalidReport.at('run.results', `cell ${number} is there twice`);
    read.set(number, result);
  }
  return [...read].sort(([a], [b]) => a - b).map(([, result]) => result);
}

function checkDistinct(place: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw InvalidReport.at(place, `${twice} is there twice`);
}

function* everyResult(
  { agrees, failed, skipped, ...rest }: RunJson['results'],
  numbers: CellNumbers,
): Numbered<CellResult> {
  yield* agreeing(agrees, numbers);
  yield* differing(rest, numbers);
  for (const group of failed) yield* uncompared('failed', group, numbers);
  for (const group of skipped) yield* uncompared('skipped', group, numbers);
}

function* agreeing(cells: RunJson['results']['agrees'], numbers: CellNumbers): Numbered<AgreeingCell> {
  for (const number of numbersOf(cells)) yield [number, { verdict: 'agrees', cell: numbers.cell(number) }];
}

function* differing(
  { differs, signatures }: Pick<RunJson['results'], 'differs' | 'signatures'>,
  numbers: CellNumbers,
): Numbered<DifferingCell> {
  for (const [index, { cell, first, count, signature, evidence }] of differs.entries()) {
    const text = signatures[signature];
    if (text === undefined)
      throw InvalidReport.at(`run.results.differs[${index}].signature`, `there is no signature ${signature}`);
    yield [
      cell,
      {
        verdict: 'differs',
        cell: numbers.cell(cell),
        first: readDifference(first),
        count,
        signature: text,
        ...(evidence && { evidence: readEvidence(evidence) }),
      },
    ];
  }
}

function* uncompared(
  verdict: UncomparedCell['verdict'],
  { cells, ...reason }: RunJson['results']['failed'][number],
  numbers: CellNumbers,
): Numbered<UncomparedCell> {
  for (const number of numbersOf(cells)) yield [number, { verdict, cell: numbers.cell(number), ...reason }];
}

function readEvidence({ expected, actual, differences }: EvidenceJson): Evidence {
  return {
    expected: readOutcome(expected),
    actual: readOutcome(actual),
    differences: differences.map(readDifference),
  };
}

/** JSON has no key for a bill that is undefined. */
function readOutcome({ bill, ...outcome }: OutcomeJson): Outcome {
  return { ...outcome, bill };
}

function readDifference({ path, stage, expected, actual }: DifferenceJson): Difference {
  return { path, stage, expected, actual };
}

/**
 * Reads a report that `toJson` wrote, from a file that anything may be in. Throws a `ReportError` that names the file, the place in
 * it and the mistake there.
 */
export function readJson(text: string, file: string): Report {
  try {
    const { version, run, diagnosis, reproductions } = valid(parsed(text));
    return {
      version,
      run: { ...run, results: readResults(run) },
      ...(diagnosis && { diagnosis }),
      reproductions,
    };
  } catch (error) {
    if (!(error instanceof InvalidReport)) throw error;
    throw new ReportError(printable(`${file} ${error.message}`), { cause: error });
  }
}

function parsed(text: string): unknown {
  if (text.trim() === '') throw new InvalidReport('is empty.');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidReport(`is no JSON, or only the beginning of it: ${reason}.`, { cause: error });
  }
}

function valid(json: unknown): ReportJson {
  if (!isObject(json) || json.format !== formatName) {
    throw new InvalidReport(`is no report of billing-matrix: its "format" is not "${formatName}".`);
  }
  if (json.version !== reportVersion) {
    const version = JSON.stringify(json.version) ?? 'missing';
    throw new InvalidReport(`is a report of version ${version}; this billing-matrix reads version ${reportVersion}.`);
  }
  const { data, error } = reportFormat.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  throw InvalidReport.at(placeOf(issue?.path ?? []), issue?.message ?? 'not valid');
}

/** A path in one word, like `run.results.differs[3].count`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
