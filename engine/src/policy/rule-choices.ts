/**
 * The rules in which real systems differ, and the alternatives of each; the standard one comes first. The page of the billing rules
 * defines them, and `choices/` has their functions.
 */
export const ruleChoices = {
  // §2
  gauge: ['LATEST', 'PEAK', 'AVERAGE', 'SUM'],
  cumulativeStart: ['BEFORE_MONTH', 'FIRST_READING'],
  // §3
  tiers: ['BILLING_GROUP', 'PROJECT', 'RESOURCE', 'PROJECT_ALONE'],
  rounding: ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'],
  roundedPer: ['COUNTER', 'PROJECT', 'READING'],
  shares: ['LARGEST_REMAINDER', 'LARGEST', 'FIRST', 'LAST'],
  // §4
  contractDiscount: ['PER_LINE', 'ON_TOTAL'],
  baseFee: ['ALWAYS', 'WITH_USAGE'],
  baseFeeDiscount: ['NONE', 'DISCOUNTED'],
  minimumCharge: ['ALWAYS', 'WITH_USAGE'],
  minimumChargeReachedBy: ['NET_AND_BASE_FEE', 'USAGE_AND_BASE_FEE', 'NET'],
  // §5
  adjustmentBase: ['COMPOUNDING', 'ADDITIVE'],
  adjustmentLevels: ['PROJECTS_FIRST', 'BILLING_GROUP_FIRST'],
  adjustmentTypes: ['MIXED', 'DISCOUNTS_FIRST', 'SURCHARGES_FIRST'],
  adjustmentOrder: ['LOWER_PRIORITY_FIRST', 'HIGHER_PRIORITY_FIRST', 'CREATION'],
  // §6
  creditBegin: ['BY_LAST_DAY', 'BY_FIRST_DAY'],
  creditEnd: ['FROM_FIRST_DAY', 'AFTER_LAST_DAY'],
  creditOrder: ['SOON_RANK_EXPIRY', 'RANK_EXPIRY', 'EXPIRY', 'GRANTING'],
  creditUse: ['PART', 'WHOLE'],
  creditsPerBill: ['ALL', 'ONE'],
  // §7
  taxOn: ['AFTER_CREDITS', 'BEFORE_CREDITS', 'BEFORE_ADJUSTMENTS'],
  taxRoundedPer: ['BILL', 'LINE'],
  // §8
  lateFee: ['ONCE', 'EVERY_MONTH'],
  lateFeeGrace: ['AFTER_GRACE', 'NONE'],
  lateFeeOn: ['CHARGE_AND_TAX', 'CHARGE', 'BILLED', 'OUTSTANDING'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

export type RuleChoiceName = keyof typeof ruleChoices;

export type AlternativeName<Choice extends RuleChoiceName> = (typeof ruleChoices)[Choice][number];

/** The chosen alternatives; of a rule that is not named the standard one. */
export type RuleChoices = { readonly [Choice in RuleChoiceName]?: AlternativeName<Choice> };
