/** Matrices of business cases that hold any billing system against the engine, and what runs, explains and reports them. */
export type * from './cases/bill.ts';
export { billByEngine, type EngineOptions } from './cases/bill-by-engine.ts';
export { figures, type Stage, stages } from './cases/bill-figures.ts';
export type * from './cases/billing-case.ts';
export { CaseProblem } from './cases/billing-case.ts';
export { type CaseStep, stepName, stepsOf } from './cases/case-steps.ts';
export { previewByEngine, previewOf } from './cases/preview.ts';
export { readBill } from './cases/read-bill.ts';
export { type Reference, referenceFor, type Via } from './cases/reference.ts';
export type * from './diagnosis/diagnosis.ts';
export type { Reproduction } from './diagnosis/diagnosis.ts';
export { engineOutcomesOf } from './diagnosis/engine-outcomes.ts';
export { type DiagnosisOptions, explainRuns } from './diagnosis/explain-runs.ts';
export type { ObservedRun } from './diagnosis/observed-runs.ts';
export { type ReproduceOptions, reproduce } from './diagnosis/reproduce.ts';
export { calendar } from './matrices/built-in/calendar.ts';
export { credits } from './matrices/built-in/credits.ts';
export { matrices } from './matrices/built-in/matrices.ts';
export { payments } from './matrices/built-in/payments.ts';
export { pricing } from './matrices/built-in/pricing.ts';
export { smoke } from './matrices/built-in/smoke.ts';
export { standard } from './matrices/built-in/standard.ts';
export { cellsOf, cellText } from './matrices/cells.ts';
export type { Coverage } from './matrices/coverage.ts';
export {
  type CellValues,
  type DimensionValues,
  defineMatrix,
  type MatrixDefinition,
} from './matrices/define-matrix.ts';
export type * from './matrices/matrix.ts';
export { MatrixProblem } from './matrices/matrix.ts';
export type { Filter } from './matrices/select-cells.ts';
export { type SelectedCells, type SelectionOptions, selectCells } from './matrices/select-cells.ts';
export type { Shard } from './matrices/shard.ts';
export { SelectionError } from './matrices/usage-errors.ts';
export { htmlPage } from './reports/html/page.ts';
export { toJson } from './reports/json/write-json.ts';
export { junitXml } from './reports/junit.ts';
export { type Report, reportVersion } from './reports/summary/report.ts';
export { githubSummary } from './reports/text/github-summary.ts';
export { terminalText } from './reports/text/terminal.ts';
export { compareOutcomes, type Difference } from './runs/compare-outcomes.ts';
export type * from './runs/matrix-run.ts';
export type { Progress } from './runs/matrix-run.ts';
export type { ReplaySettings } from './runs/replay-command.ts';
export { type Comparison, runCell } from './runs/run-cell.ts';
export { type RunOptions, runCells } from './runs/run-cells.ts';
export type { ApiConnection } from './targets/api-connection.ts';
export { ApiTarget, type ApiTargetOptions } from './targets/api-target.ts';
export { type EngineTargetOptions, engineTarget } from './targets/engine-target.ts';
export { type Mock, type MockSettings, startMock } from './targets/mock.ts';
export { PreviewTarget, type PreviewTargetOptions } from './targets/preview-target.ts';
export type { CaseContext, Target } from './targets/target.ts';
export { TargetProblem } from './targets/target.ts';
