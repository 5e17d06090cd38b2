import type { Diagnosis, Reproduction, RunDiagnosis } from '../../diagnosis/diagnosis.ts';
import type { MatrixRun } from '../../runs/results.ts';
import type { RepeatableRun } from '../../runs/run-matrix.ts';

/** A file that is no report, or reports that don't belong together: one line that names the file and the place. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** The version of reports as JSON. It goes up when older readers would misread them. */
export const reportVersion = 1;

/** Everything that reports tell about a run. */
export interface Report {
  readonly version: typeof reportVersion;
  readonly run: MatrixRun;
  /** Absent when nothing was diagnosed. */
  readonly diagnosis?: Diagnosis;
  /** The cells that were shrunk. */
  readonly reproductions: readonly Reproduction[];
}

/** Puts a run and its diagnosis into one report. The diagnosis is left out when no bill differs. */
export function reportOf(run: RepeatableRun, diagnosis?: RunDiagnosis): Report {
  const { setup, conclusion, ...record } = run;
  const hasDiffering = run.results.some(({ verdict }) => verdict === 'differs');
  if (!(diagnosis && hasDiffering)) return { version: reportVersion, run: record, reproductions: [] };
  const { reproductions, ...rest } = diagnosis;
  return { version: reportVersion, run: record, diagnosis: rest, reproductions };
}
