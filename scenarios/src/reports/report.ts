import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { Reproduction } from '../shrinking/reproduction.ts';

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
