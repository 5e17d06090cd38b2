/** For authors of matrices and targets: cases, matrices, bills and targets. */
export type { Bill, BillRow, Outcome, Scalar, StepRefusal } from './cases/bill.ts';
export { billByEngine, type EngineOptions } from './cases/bill-by-engine.ts';
export {
  type BillingCase,
  type CaseAdjustment,
  type CaseContract,
  type CaseCredit,
  CaseProblem,
  type CaseReading,
  type EarlierMonth,
  type PaymentStep,
} from './cases/billing-case.ts';
export { type Capability, capabilities, needsOf } from './cases/capabilities.ts';
export { type CaseStep, stepName, stepsOf } from './cases/case-steps.ts';
export { readBill } from './cases/read-bill.ts';
export { calendar } from './matrices/built-in/calendar.ts';
export { credits } from './matrices/built-in/credits.ts';
export { matrices } from './matrices/built-in/matrices.ts';
export { payments } from './matrices/built-in/payments.ts';
export { pricing } from './matrices/built-in/pricing.ts';
export { smoke } from './matrices/built-in/smoke.ts';
export { standard } from './matrices/built-in/standard.ts';
export { defineMatrix, type MatrixDefinition } from './matrices/define-matrix.ts';
export { type Cell, type Dimension, type Matrix, MatrixProblem } from './matrices/matrix.ts';
export { type EngineTargetOptions, engineTarget } from './targets/engine-target.ts';
export { type CaseContext, type Target, TargetProblem } from './targets/target.ts';
