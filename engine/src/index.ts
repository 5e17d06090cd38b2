export * from './account.ts';
export * from './calendar.ts';
export { CatalogError, type CatalogMistake } from './catalog/catalog-error.ts';
export { textOfFile, unreadableReason } from './catalog/file-text.ts';
export { type Choice, choices, chosenIn, type NamedAlternative, rulesOf } from './choices/choices.ts';
export type { Defect } from './defects/defect.ts';
export { defectNamesLike } from './defects/defect-names.ts';
export { canCombine, defectNamed, defects, defectsOf, ruleInsteadOf, rulesWith } from './defects/defects.ts';
export { whyHidden } from './defects/why-hidden.ts';
export { BillingError, type BillingErrorCode, type ErrorDetail } from './errors/billing-error.ts';
export type { Figure, FigurePlace, Mutant } from './figures/figure.ts';
export type { FigureDomain } from './figures/figure-values.ts';
export { figuresOf } from './figures/figures.ts';
export { rankOrderOf } from './figures/rank-order.ts';
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
  type Rounding,
  roundings,
  type UnitDimension,
} from './policy/policy.ts';
export type * from './policy/pricing.ts';
export { type AlternativeName, type RuleChoiceName, type RuleChoices, ruleChoices } from './policy/rule-choices.ts';
export { standardPolicy } from './policy/standard-policy.ts';
export { isInForce } from './rules/in-force.ts';
export type {
  CounterUsage,
  Measurement,
  PrioritizedAdjustment,
  ProjectUsage,
  Rules,
  Tally,
  TaxableBill,
} from './rules/rules.ts';
export { standardRules } from './rules/standard-rules.ts';
export { type CalculationOptions, calculateStatement } from './statement/calculate-statement.ts';
export { type ListPrice, listPrice } from './statement/list-price.ts';
export { type PreviewAdjustment, type PreviewInput, previewStatement } from './statement/preview-statement.ts';
export { type Step, steps, type Trace, type TracedFigure } from './statement/trace.ts';
export { type Decimal, decimalText, type Exact } from './values/exact.ts';
export { type Money, sumMoney } from './values/money.ts';
