import type { Reproduction } from '../../diagnosis/diagnosis.ts';
import { CellNumbers } from '../../matrices/matrix.ts';
import { KeptEvidence } from '../../runs/kept-evidence.ts';
import type { CellResult, Ending, MatrixRun, MissingShards, Selection } from '../../runs/results.ts';
import { type Report, ReportError } from '../summary/report.ts';
import { inOrder } from './in-order.ts';
import { mergeCatalogFigures } from './merge-catalog-figures.ts';
import { checkMatch, checkNoOverlap, missingShards, type NamedReport } from './merge-checks.ts';
import { mergeDiagnoses } from './merge-diagnoses.ts';

/** The endings of runs that are not complete, worst first. */
const endings: readonly Ending[] = ['interrupted', 'gave up', 'bailed'];

/**
 * Puts the reports of shards together; in whatever order they come, the result is the same. When shards are missing it says so, and
 * is not complete. Throws a `ReportError` that names the files when they are not of one run, or when they overlap.
 */
export function mergeReports(reports: readonly NamedReport[]): Report {
  const [first] = reports;
  if (!first) throw new ReportError('There are no reports to merge.');
  for (const other of reports) checkMatch(first, other);
  const missing = missingShards(reports);
  const numbers = new CellNumbers(first.report.run.dimensions);
  checkNoOverlap(reports, numbers);
  const run = mergedRun(first.report.run, { runs: reports.map(({ report }) => report.run), missing, numbers });
  const diagnosis = mergeDiagnoses(
    reports.flatMap(({ report }) => report.diagnosis ?? []),
    run,
    numbers,
  );
  return {
    version: first.report.version,
    run,
    ...(diagnosis && { diagnosis }),
    reproductions: distinct(
      inOrder(
        reports.flatMap(({ report }) => report.reproductions),
        numbers,
      ),
    ),
  };
}

interface Parts {
  readonly runs: readonly MatrixRun[];
  readonly missing: MissingShards | undefined;
  readonly numbers: CellNumbers;
}

function mergedRun(
  { selection: { coverage, seed, filter }, catalogFigures, ...run }: MatrixRun,
  { runs, missing, numbers }: Parts,
): MatrixRun {
  const began = runs.map(({ startedAt }) => startedAt).sort((a, b) => Date.parse(a) - Date.parse(b));
  const selection: Selection = {
    coverage,
    seed,
    ...(filter !== undefined && { filter }),
    ...(missing && { missing }),
    cells: sum(runs.map(({ selection: { cells } }) => cells)),
  };
  return {
    ...run,
    selection,
    ending:
      endings.find((ending) => runs.some((one) => one.ending === ending)) ?? (missing ? 'incomplete' : 'complete'),
    startedAt: began[0] ?? run.startedAt,
    durationMs: sum(runs.map(({ durationMs }) => durationMs)),
    results: mergedResults(runs, numbers),
    ...mergeCatalogFigures(runs),
  };
}

/** The results in the order of the matrix, with as much evidence as one run keeps. */
function mergedResults(runs: readonly MatrixRun[], numbers: CellNumbers): CellResult[] {
  const evidence = new KeptEvidence();
  const remembered = runs
    .flatMap(({ results }) => results.map((result) => ({ result, number: numbers.numberOf(result.cell) })))
    .sort((a, b) => a.number - b.number)
    .map(({ result, number }) => evidence.keep(result, number));
  return evidence.withEvidence(remembered);
}

/** Cells of several shards may shrink to the same one. */
function distinct(reproductions: readonly Reproduction[]): Reproduction[] {
  const byShrunk = new Map<string, Reproduction>();
  for (const reproduction of reproductions) {
    const shrunk = JSON.stringify(Object.entries(reproduction.shrunk).sort());
    if (!byShrunk.has(shrunk)) byShrunk.set(shrunk, reproduction);
  }
  return [...byShrunk.values()];
}

/** A sum in ascending order, because the last digit of a sum of fractions depends on the order. */
function sum(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b).reduce((total, number) => total + number, 0);
}
