import type { CreditType } from '../policy/credit-type.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { CalendarDate, Month, Period } from '../values/calendar.ts';
import type { Decimal } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { AdjustmentLevel, AdjustmentType, CounterType } from './statement-input.ts';

/** A month's bill. Every amount is in minor units of `currency`; every total is the sum of the lines it stands for. */
export interface Statement {
  readonly member: string;
  readonly month: Month;
  readonly currency: string;
  readonly period: Period & { readonly timeZone: string };

  /** The line items in the order of project ids, then of counter names. */
  readonly lineItems: readonly LineItem[];
  /** Σ amount of the line items. */
  readonly usageAmount: Money;
  /** Σ discount of the line items (§4). */
  readonly contractDiscount: Money;
  readonly baseFee: Money;
  /** The amount that the contract's minimum charge adds. */
  readonly minimumCommitment: Money;
  /** usageAmount − contractDiscount + baseFee + minimumCommitment. */
  readonly subtotal: Money;

  /** The adjustments in the order in which they were applied. */
  readonly appliedAdjustments: readonly AppliedAdjustment[];
  /** Surcharges minus discounts (§5). */
  readonly adjustmentTotal: Money;
  /** The contract discount plus the discount adjustments, positive. */
  readonly discount: Money;

  /** The credits in the order in which they were used. */
  readonly appliedCredits: readonly AppliedCredit[];
  readonly creditApplied: Money;
  /** subtotal + adjustmentTotal − creditApplied (§6). */
  readonly charge: Money;

  readonly taxName: string;
  /** The tax rate, in per cent. */
  readonly taxRate: Decimal;
  /** Tax on the charge (§7). */
  readonly vat: Money;

  /** The amount of earlier months that was outstanding when this one was calculated (§8). */
  readonly unpaidAmount: Money;
  readonly lateFee: Money;
  /** The overdue months that `lateFee` is for. */
  readonly lateFeeMonths: readonly Month[];
  /** charge + vat + unpaidAmount + lateFee. */
  readonly totalAmount: Money;
  readonly dueDate: CalendarDate;
}

/** A project's usage of a counter, and its cost. */
export interface LineItem {
  readonly projectId: string;
  readonly counterName: string;
  readonly counterType: CounterType;
  /** The unit of the price; when the price has none, the unit of the month's first reading received. */
  readonly unit: string;
  /** The quantity in `unit`: a decimal string, exact when its digits end, else rounded to 12 decimals. */
  readonly quantity: string;
  readonly pricing: Pricing;
  /** The project's share of the counter's amount (§3). */
  readonly amount: Money;
  /** The contract's discount on the amount (§4). */
  readonly discount: Money;
  /** amount − discount. */
  readonly netAmount: Money;
}

export interface AppliedAdjustment {
  readonly adjustmentId: string;
  readonly level: AdjustmentLevel;
  readonly targetId: string;
  readonly type: AdjustmentType;
  readonly description?: string;
  readonly value: Decimal;
  /** The running amount before the adjustment. */
  readonly baseAmount: Money;
  /** Negative for a discount. */
  readonly amount: Money;
}

export interface AppliedCredit {
  readonly creditId: string;
  readonly type: CreditType;
  readonly name?: string;
  readonly campaignId?: string;
  readonly amountApplied: Money;
  /** The credit's balance after its use. */
  readonly remainingBalance: Money;
}
