import type { CreditType } from '../policy/credit-type.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { CalendarDate, Month } from '../values/calendar.ts';
import type { Decimal } from '../values/exact.ts';
import type { Money } from '../values/money.ts';

/** All that a month's bill follows from. A list that is left out is empty. */
export interface StatementInput {
  /** Which member of the policy bills (§1). */
  readonly member: string;
  readonly month: Month;
  /**
   * The readings in the order of receipt, those of other months included: a running meter starts from its last reading before
   * the month.
   */
  readonly readings?: readonly Reading[];
  /** The contracts in the order of assignment. */
  readonly contracts?: readonly ContractAssignment[];
  /** The adjustments in the order of creation. */
  readonly adjustments?: readonly Adjustment[];
  /** The credits in the order of granting. */
  readonly credits?: readonly Credit[];
  /** The earlier months of which something may be outstanding. */
  readonly carried?: readonly CarriedMonth[];
}

export type CounterType = (typeof counterTypes)[number];

export const counterTypes = ['DELTA', 'GAUGE', 'CUMULATIVE'] as const;

/** A meter reading (§2). */
export interface Reading {
  readonly projectId: string;
  readonly counterName: string;
  readonly counterType: CounterType;
  readonly unit: string;
  /** How much of `unit`. */
  readonly volume: Decimal;
  /** An RFC 3339 timestamp with an offset. */
  readonly timestamp: string;
  /** Readings of a project without one are one resource of it. */
  readonly resourceId?: string;
}

/** What a contract changes of a bill (§4). */
export interface ContractTerms {
  /** Per cent off each line item, 0–100. */
  readonly discountRate?: Decimal;
  /** Minor units a month. */
  readonly baseFee?: Money;
  /** Minor units a month, reached with usage after discount and base fee. */
  readonly minimumCharge?: Money;
  /** Prices in place of the price book's, by exact counter name. */
  readonly prices?: readonly ContractPrice[];
}

export interface ContractPrice {
  readonly counterName: string;
  readonly pricing: Pricing;
}

/** A contract in force for the months `monthFrom` to `monthTo` (inclusive, open when absent). */
export interface ContractAssignment {
  readonly monthFrom: Month;
  readonly monthTo?: Month;
  readonly contract: ContractTerms;
}

export type AdjustmentType = (typeof adjustmentTypes)[number];

export const adjustmentTypes = ['FIXED_DISCOUNT', 'RATE_DISCOUNT', 'FIXED_SURCHARGE', 'RATE_SURCHARGE'] as const;

export type AdjustmentLevel = 'PROJECT' | 'BILLING_GROUP';

/** A discount or surcharge on a project or on the whole billing group (§5). */
export interface Adjustment {
  readonly adjustmentId: string;
  readonly level: AdjustmentLevel;
  /** The project's id, or the billing group's. */
  readonly targetId: string;
  readonly type: AdjustmentType;
  /** The amount of a fixed adjustment in minor units, or the rate in per cent. */
  readonly value: Decimal;
  /** Adjustments of lower priority are applied first; the policy's default when absent. */
  readonly priority?: number;
  /** What the statement calls it. */
  readonly description?: string;
  /** The first month in which it is in force (inclusive, open when absent). */
  readonly monthFrom?: Month;
  /** The last month in which it is in force (inclusive, open when absent). */
  readonly monthTo?: Month;
}

/** A credit and what is left of it (§6). */
export interface Credit {
  readonly creditId: string;
  readonly type: CreditType;
  /** The account's currency when absent. */
  readonly currency?: string;
  /** Minor units. */
  readonly balance: Money;
  /** What the statement calls it. */
  readonly name?: string;
  readonly campaignId?: string;
  /** The first date on which it can be used; open when absent. */
  readonly validFrom?: CalendarDate;
  /** The last date on which it can be used; it never expires when absent. */
  readonly expiresOn?: CalendarDate;
}

/** An earlier month of which something may be outstanding (§8). Amounts in minor units. */
export interface CarriedMonth {
  readonly month: Month;
  readonly charge: Money;
  readonly vat: Money;
  readonly lateFee: Money;
  /** How much of its own due, charge + vat + lateFee, was paid. */
  readonly paid: Money;
  /** Whether another statement has charged a late fee for it. */
  readonly lateFeeCharged: boolean;
  /** Whether it is overdue; its due date decides when absent. */
  readonly isOverdue?: boolean;
}
