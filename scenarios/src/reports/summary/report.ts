import type { Diagnosis, Reproduction } from '../../diagnosis/diagnosis.ts';
import type { MatrixRun } from '../../runs/matrix-run.ts';

/** A file that is no report, or reports that don't belong together: one line that names the file and the place. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** Of reports as JSON: goes up when older readers would misread them. */
export const reportVersion = 1;

/** Everything there is to tell about a run. */
export interface Report {
  readonly version: typeof reportVersion;
  readonly run: MatrixRun;
  /** None when nothing was diagnosed. */
  readonly diagnosis?: Diagnosis;
  /** Of the cells that were shrunk. */
  readonly reproductions: readonly Reproduction[];
}
