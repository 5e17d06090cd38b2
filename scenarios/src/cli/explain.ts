import { diagnose } from '../diagnosis/diagnose.ts';
import { livesOf } from '../diagnosis/engine-lives.ts';
import { type Report, reportVersion } from '../reports/report.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { Trial } from '../runner/run-cell.ts';

/** Who stopped a run has seen enough, but is told what is easily found. */
const AFTER_INTERRUPTION_MS = 5_000;

/** What there is to tell about a run, with what is wrong and how to see it again. The signal ends the search for both. */
export async function explain(
  run: MatrixRun,
  { matrix, reference, target }: Trial,
  signal: AbortSignal,
): Promise<Report> {
  const report = plainReport(run);
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return report;
  const { omits = [] } = target;
  const limit = signal.aborted ? AbortSignal.timeout(AFTER_INTERRUPTION_MS) : signal;
  const diagnosis = await diagnose([{ run, lives: livesOf(matrix, reference), omits }], { signal: limit });
  return { ...report, diagnosis };
}

/** What there is to tell about a run as it was seen. */
export function plainReport(run: MatrixRun): Report {
  return { version: reportVersion, run, reproductions: [] };
}
