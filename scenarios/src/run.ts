/** For scripts and tests: running a matrix against a target, and diagnosing the run. */
export type { Via } from './cases/reference.ts';
export { type DiagnoseOptions, diagnose } from './diagnosis/diagnose.ts';
export type { DiagnosedCell, Diagnosis, Explanation, Reproduction, RunDiagnosis } from './diagnosis/diagnosis.ts';
export type { Coverage } from './matrices/coverage.ts';
export type { Shard } from './matrices/shard.ts';
export { SelectionError, UsageError } from './matrices/usage-errors.ts';
export { compareOutcomes, type Difference } from './runs/compare-outcomes.ts';
export type {
  AgreeingCell,
  CellResult,
  DifferingCell,
  Ending,
  Evidence,
  MatrixRun,
  Progress,
  UncomparedCell,
  Verdict,
} from './runs/results.ts';
export type { RunConclusion } from './runs/run-conclusion.ts';
export { type RepeatableRun, type RunOptions, runMatrix } from './runs/run-matrix.ts';
export { ApiTarget, type ApiTargetOptions } from './targets/api-target.ts';
export { PreviewTarget, type PreviewTargetOptions } from './targets/preview-target.ts';
