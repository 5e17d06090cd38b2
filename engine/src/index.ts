export type * from './account/account.ts';
export { isOfAppKey, isOfAppKeys } from './account/app-key.ts';
export { apply } from './account/apply.ts';
export { amountDue, byMonth, outstandingIn, owedUpTo, paymentsOf } from './account/bills.ts';
export type * from './account/commands.ts';
export { decide } from './account/decisions/decide.ts';
export type { Circumstances, Decision } from './account/decisions/draft.ts';
export type { AccountEvent } from './account/events.ts';
export { type LiveAccount, type NewAccount, openAccount } from './account/live-account.ts';
export { isRecalculable, type PaymentStatus, paymentTransitions } from './account/payment-states.ts';
export type * from './account/reading-commands.ts';
export type { ReadingLog } from './account/reading-log.ts';
export type { RecordedReading } from './account/recorded-reading.ts';
export { sequenceOf } from './account/sequence.ts';
export { CatalogError, type CatalogMistake } from './catalog/catalog-error.ts';
export { parseCatalog } from './catalog/parse-catalog.ts';
export { printCatalog } from './catalog/print-catalog.ts';
export type { Defect } from './defects/defect.ts';
export { canCombine, defectNamed, defects, rulesWith } from './defects/defects.ts';
export { BillingError, type BillingErrorCode, type ErrorDetail } from './errors/billing-error.ts';
export type * from './model/statement.ts';
export {
  type Adjustment,
  type AdjustmentLevel,
  type AdjustmentType,
  adjustmentTypes,
  type CarriedMonth,
  type ContractAssignment,
  type ContractPrice,
  type ContractTerms,
  type CounterType,
  type Credit,
  counterTypes,
  type Reading,
  type StatementInput,
} from './model/statement-input.ts';
export { checkPolicy } from './policy/check-policy.ts';
export { type CreditType, creditTypes } from './policy/credit-type.ts';
export { memberOf } from './policy/member-of.ts';
export {
  type AdjustmentPolicy,
  type CreditPolicy,
  type LateFeePolicy,
  type Member,
  type Policy,
  type PriceRow,
  type TaxRounding,
  taxRoundings,
  type UnitDimension,
} from './policy/policy.ts';
export type * from './policy/pricing.ts';
export { standardPolicy } from './policy/standard-policy.ts';
export { type Finding, reconcile } from './reconciliation/reconcile.ts';
export { isInForce } from './rules/in-force.ts';
export type { CounterUsage, Measurement, PrioritizedAdjustment, Rules, TaxableBill } from './rules/rules.ts';
export { standardRules } from './rules/standard-rules.ts';
export { type CalculationOptions, calculateStatement } from './statement/calculate-statement.ts';
export { type ListPrice, listPrice } from './statement/list-price.ts';
export { type PreviewAdjustment, type PreviewInput, previewStatement } from './statement/preview-statement.ts';
export { type Step, steps, type Trace, type TracedFigure } from './statement/trace.ts';
export {
  addDays,
  addMonths,
  type CalendarDate,
  dateIn,
  firstDay,
  type Instant,
  isCalendarDate,
  isMonth,
  lastDay,
  type Month,
  monthIn,
  type Period,
  toInstant,
} from './values/calendar.ts';
export { type Decimal, decimalText, type Exact } from './values/exact.ts';
export { type Money, sumMoney } from './values/money.ts';
