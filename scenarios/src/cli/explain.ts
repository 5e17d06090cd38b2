import { explainRuns } from '../diagnosis/diagnose.ts';
import { engineOutcomesOf } from '../diagnosis/engine-lives.ts';
import { type Report, reportVersion } from '../reports/report.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { Comparison } from '../runner/run-cell.ts';
import type { ReplaySettings } from '../shrinking/replay-command.ts';
import { reproduce } from '../shrinking/reproduce.ts';

/** Who stopped a run is told what is easily found, and a target that is gone is not waited for. */
const AFTER_THE_END_MS = 5_000;

/** What a run was of, and who may end the search for what is wrong. */
export interface Explainable {
  readonly trial: Comparison;
  readonly settings: ReplaySettings;
  readonly signal: AbortSignal;
}

/** What there is to tell about a run, with what is wrong and how to see it again. */
export async function explain(run: MatrixRun, { trial, settings, signal }: Explainable): Promise<Report> {
  const report = plainReport(run);
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return report;
  process.stderr.write('Looking for what is wrong.\n');
  const { matrix, reference, target } = trial;
  const isOver = signal.aborted || run.ending === 'gave up';
  const limit = isOver ? AbortSignal.timeout(AFTER_THE_END_MS) : signal;
  const seen = { run, outcomesOf: engineOutcomesOf(matrix, reference), omits: target.omits ?? [] };
  const diagnosis = await explainRuns([seen], { signal: limit });
  const reproductions = await reproduce({ run, diagnosis, trial, settings, signal: limit });
  return { ...report, diagnosis, reproductions };
}

/** What there is to tell about a run as it was seen. */
export function plainReport(run: MatrixRun): Report {
  return { version: reportVersion, run, reproductions: [] };
}
