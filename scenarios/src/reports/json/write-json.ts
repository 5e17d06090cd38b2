import { CellNumbers } from '../../matrices/matrix.ts';
import type { CellResult, UncomparedCell } from '../../runs/results.ts';
import { concludeRun } from '../../runs/run-conclusion.ts';
import { lackingIn } from '../summary/compared.ts';
import { conclusionOf, conclusionText } from '../summary/conclusion.ts';
import type { Report } from '../summary/report.ts';
import { comparedIn, messageGroups, tallyOf } from '../summary/tally.ts';
import { formatName, type ReportJson, type RunJson, rangesOf } from './json-format.ts';

/**
 * A report as JSON, for scripts and for `readJson`; `summary` is for scripts only. Cells are numbers, and those that agree are a
 * few numbers in all. Throws a `RangeError` when a result is of no cell that the run's dimensions span.
 */
export function toJson(report: Report): string {
  const { version, run, diagnosis, reproductions } = report;
  const { results, ...about } = run;
  const json: ReportJson & { readonly summary: object } = {
    format: formatName,
    version,
    summary: summaryOf(report),
    run: { ...about, results: resultsJson(results, new CellNumbers(run.dimensions)) },
    ...(diagnosis && { diagnosis }),
    reproductions,
  };
  return `${JSON.stringify(json)}\n`;
}

function summaryOf(report: Report): object {
  const { results, selection } = report.run;
  const tally = tallyOf(results);
  const lacking = lackingIn(results);
  return {
    verdict: conclusionText(conclusionOf(report)),
    conclusion: concludeRun(report.run),
    cells: selection.cells,
    compared: comparedIn(tally),
    ...tally,
    ...(lacking.length > 0 && { lacking: Object.fromEntries(lacking) }),
  };
}

function resultsJson(results: readonly CellResult[], numbers: CellNumbers): RunJson['results'] {
  const differing = results.filter((result) => result.verdict === 'differs');
  const signatures = new Map<string, number>();
  for (const { signature } of differing) if (!signatures.has(signature)) signatures.set(signature, signatures.size);
  return {
    agrees: rangesOf(
      numbersIn(
        results.filter(({ verdict }) => verdict === 'agrees'),
        numbers,
      ),
    ),
    signatures: [...signatures.keys()],
    differs: differing.map(({ cell, first, count, signature, evidence }) => ({
      cell: numbers.numberOf(cell),
      first,
      count,
      signature: signatures.get(signature) ?? 0,
      ...(evidence && { evidence }),
    })),
    failed: uncomparedJson(results, 'failed', numbers),
    skipped: uncomparedJson(results, 'skipped', numbers),
  };
}

function uncomparedJson(results: readonly CellResult[], verdict: UncomparedCell['verdict'], numbers: CellNumbers) {
  return messageGroups(results, verdict).map(({ cells, ...reason }) => ({
    ...reason,
    cells: rangesOf(cells.map((cell) => numbers.numberOf(cell))),
  }));
}

function numbersIn(results: readonly CellResult[], numbers: CellNumbers): number[] {
  return results.map(({ cell }) => numbers.numberOf(cell));
}
