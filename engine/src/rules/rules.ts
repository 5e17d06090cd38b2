import type { AppliedCredit } from '../model/statement.ts';
import type {
  Adjustment,
  AdjustmentLevel,
  AdjustmentType,
  CarriedMonth,
  ContractAssignment,
  ContractTerms,
  Credit,
  Reading,
} from '../model/statement-input.ts';
import type { CreditPolicy, LateFeePolicy, Member, Policy, Rounding, UnitDimension } from '../policy/policy.ts';
import type { FlatPricing, PackagePricing, Pricing, Tier } from '../policy/pricing.ts';
import type { CalendarDate, Month, Period } from '../values/calendar.ts';
import type { Decimal, Exact } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { Moment } from '../values/timestamp.ts';

/**
 * The billing rules, one function each, in the order of their sections. The steps of a calculation only put their figures
 * together: an engine that is wrong in one way is the standard rules with one function replaced.
 */
export interface Rules {
  // §2 Usage
  /** The period of a month in a time zone. */
  billingPeriod(month: Month, timeZone: string): Period;
  /** The number of units `to` in one unit `from`; `undefined` when they measure different things. */
  unitFactor(from: string, to: string, dimensions: readonly UnitDimension[]): Exact | undefined;
  /** Adds up the usage of a project, from readings of amounts used. */
  delta(): Tally;
  /** Adds up the usage of a project, from readings of levels. */
  gauge(): Tally;
  /** Adds up the usage of a project, from readings of running meters. */
  cumulative(): Tally;

  // §3 Price book
  /** The pricing of a counter: the contract's, else the price book's. */
  pricing(counterName: string, contract: ContractTerms | undefined, member: Member, policy: Policy): Pricing;
  flat(quantity: Exact, pricing: FlatPricing): Exact;
  graduated(quantity: Exact, tiers: readonly Tier[]): Exact;
  volume(quantity: Exact, tiers: readonly Tier[]): Exact;
  packages(quantity: Exact, pricing: PackagePricing): Exact;
  /** The projects in groups: the usage of a group is priced, rounded and shared out together. */
  pricedTogether(usage: CounterUsage): readonly CounterUsage[];
  /** The quantities of a group that are priced each by itself. Their costs are added up. */
  pricedParts(usage: CounterUsage, pricing: Pricing): readonly Exact[];
  /** The amount of a group's exact cost, in whole minor units. The rule decides how often it is rounded. */
  counterAmount(cost: Exact, usage: CounterUsage, round: Round): Money;
  /** The shares of a counter's amount, in proportion to quantities that come by project id. */
  share(amount: Money, quantities: readonly Exact[]): Money[];
  /** Rounding to a whole minor unit, wherever the rules write ⌊x⌉. */
  round(amount: Exact): Money;

  // §4 Contract
  contractInForce(assignments: readonly ContractAssignment[], month: Month): ContractTerms | undefined;
  /** The exact discount of an amount. */
  contractDiscount(amount: Money, rate: Decimal): Exact;
  /** The discount of each line. The rule decides which amounts are rounded. */
  lineDiscounts(amounts: readonly Money[], discountOf: (amount: Money) => Exact, round: Round): readonly Money[];
  isBaseFeeDue(usageAmount: Money): boolean;
  /** The exact discount of the base fee. */
  baseFeeDiscount(baseFee: Money, discountOf: (amount: Money) => Exact): Exact;
  isMinimumChargeDue(usageAmount: Money): boolean;
  /** The amount that is compared with the minimum charge. */
  reachedOfMinimumCharge(reached: { usageAmount: Money; netAmount: Money; baseFee: Money }): Money;

  // §5 Adjustments
  adjustmentInForce(adjustment: Adjustment, month: Month): boolean;
  adjustmentLevels(): readonly AdjustmentLevel[];
  /** Adjustments of a lower turn come first. */
  adjustmentTurn(type: AdjustmentType): number;
  /** The order of adjustments of one turn; 0 leaves them in the order of creation. */
  compareAdjustments(a: PrioritizedAdjustment, b: PrioritizedAdjustment): number;
  /** The amount that an adjustment is calculated from. */
  adjustmentBase(amounts: { initial: Money; running: Money }): Money;
  fixedDiscount(base: Money, value: Decimal): Exact;
  rateDiscount(base: Money, value: Decimal): Exact;
  fixedSurcharge(base: Money, value: Decimal): Exact;
  rateSurcharge(base: Money, value: Decimal): Exact;
  /** The part of a discount that is taken off an amount of which `left` is left. */
  discountTaken(discount: Money, left: Money): Money;

  // §6 Credits
  creditHasBegun(credit: Credit, month: Month): boolean;
  creditHasExpired(credit: Credit, month: Month): boolean;
  /** Negative when `a` is used before `b`; 0 leaves them in the order of granting. */
  compareCredits(a: Credit, b: Credit, month: Month, policy: CreditPolicy): number;
  creditAmount(balance: Money, left: Money): Money;
  /** Whether a bill that has used some credits uses another one. */
  usesAnotherCredit(used: number): boolean;

  // §7 Tax
  /** The lines of the bill that are taxed; amounts that lower the bill are below 0. */
  taxedAmounts(bill: TaxableBill): readonly Money[];
  /** The amounts of earlier months that are taxed. */
  taxedBalances(carried: readonly CarriedMonth[]): readonly Money[];
  /** The tax on all these amounts. The rule decides which amounts are rounded. */
  tax(amounts: readonly Money[], taxOf: (amount: Money) => Exact, round: Round): Money;
  roundTax(tax: Exact, mode: Rounding): Money;

  // §8 Carried balance and late fee
  dueDate(month: Month, policy: LateFeePolicy): CalendarDate;
  /** The amount of an earlier month that is still to be paid. */
  carriedBalance(owed: CarriedMonth): Money;
  /** The date from which an owed month is overdue: it is overdue at every month that ends on this date or later. */
  overdueOn(owed: Month, policy: LateFeePolicy): CalendarDate;
  /** Whether a late fee may still be charged for an overdue month. */
  bearsLateFee(owed: CarriedMonth): boolean;
  /** The amount of an overdue month that its late fee is calculated from. */
  lateFeeBase(owed: CarriedMonth): Money;

  // §9 Recalculation
  /** The credits that a month's earlier calculation used, as they are given back before it is calculated anew. */
  creditsGivenBack(used: readonly AppliedCredit[]): readonly AppliedCredit[];
}

/** A reading in its price's unit. */
export interface Measurement extends Omit<Reading, 'resourceId'>, Moment {
  readonly resourceId: string | undefined;
  readonly quantity: Exact;
}

/**
 * Adds up the quantity that a project used of a counter. Its readings come one by one, in the order of receipt. A tally that keeps
 * none of them takes as little memory for a million as for ten.
 */
export interface Tally {
  /** Takes a reading of the month. */
  add(reading: Measurement): void;
  /** Takes a running meter's reading before the month, whose unit may not convert. Absent when such readings don't matter. */
  addEarlier?(reading: Measurement): void;
  /**
   * The quantity in the price's unit: 0 when there was no reading of the month. `undefined` when readings of a resource did not come
   * in the order of their times and the rule needs that order: a new tally then takes them resource by resource, in that order.
   */
  quantity(): Exact | undefined;
}

/** The usage of a counter in the month by the projects of the billing group. */
export interface CounterUsage {
  /** The usage of each project, in the order of project ids. */
  readonly projects: readonly ProjectUsage[];
}

export interface ProjectUsage {
  readonly quantity: Exact;
  /** The project's readings. They are made when a rule asks for them: few rules do, and they would take most of a bill's memory. */
  measurements(): readonly Measurement[];
  /** The quantity of each resource, which would be the project's if it had no other resource. */
  quantitiesByResource(): readonly Exact[];
}

export type PrioritizedAdjustment = Adjustment & { readonly priority: number };

/** Rounds to a whole minor unit. */
export type Round = (amount: Exact) => Money;

/** The amounts that a tax could be on. */
export interface TaxableBill {
  /** Net amounts, base fee and minimum commitment: they add up to the subtotal. */
  readonly subtotal: readonly Money[];
  /** Discounts are below 0. */
  readonly adjustments: readonly Money[];
  readonly credits: readonly Money[];
}
