import type { CreditType } from '../policy/credit-type.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { CalendarDate, Month } from '../values/calendar.ts';
import type { Decimal } from '../values/exact.ts';
import type { Money } from '../values/money.ts';

/** Everything that a month's bill follows from. A list that is left out is empty. */
export interface StatementInput {
  /** The member of the policy that bills (§1). */
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
  /** The earlier months that may have something outstanding. */
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
  /** The quantity, in `unit`. */
  readonly volume: Decimal;
  /** An RFC 3339 timestamp with an offset. */
  readonly timestamp: string;
  /** Readings of a project without one are one resource of it. */
  readonly resourceId?: string;
}

/** The terms by which a contract changes a bill (§4). */
export interface ContractTerms {
  /** The discount on each line item, in per cent, 0–100. */
  readonly discountRate?: Decimal;
  /** The monthly fee, in minor units. */
  readonly baseFee?: Money;
  /** The monthly minimum of usage after discount and base fee together, in minor units. */
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
  /** The name that the statement prints. */
  readonly description?: string;
  /** The first month in which it is in force (inclusive, open when absent). */
  readonly monthFrom?: Month;
  /** The last month in which it is in force (inclusive, open when absent). */
  readonly monthTo?: Month;
}

/** A credit and its remaining amount (§6). */
export interface Credit {
  readonly creditId: string;
  readonly type: CreditType;
  /** The account's currency when absent. */
  readonly currency?: string;
  /** The remaining amount, in minor units. */
  readonly balance: Money;
  /** The name that the statement prints. */
  readonly name?: string;
  readonly campaignId?: string;
  /** The first date on which it can be used; open when absent. */
  readonly validFrom?: CalendarDate;
  /** The last date on which it can be used; it never expires when absent. */
  readonly expiresOn?: CalendarDate;
}

/** An earlier month that may have something outstanding (§8). Amounts are in minor units. */
export interface CarriedMonth {
  readonly month: Month;
  readonly charge: Money;
  readonly vat: Money;
  readonly lateFee: Money;
  /** The paid part of the month's own due, charge + vat + lateFee. */
  readonly paid: Money;
  /** Whether another statement has charged a late fee for it. */
  readonly lateFeeCharged: boolean;
  /** Whether it is overdue; its due date decides when absent. */
  readonly isOverdue?: boolean;
}
