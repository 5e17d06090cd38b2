import type {
  AdjustmentLevel,
  AdjustmentType,
  CalendarDate,
  ContractTerms,
  CounterType,
  CreditType,
  Decimal,
  Money,
  Month,
  PaymentOutcome,
  PaymentStatus,
} from '@billing-testkit/engine';

/** A case that can't be asked for in the chosen way: `message` says in a sentence which part of it prevents that. */
export class CaseProblem extends Error {
  override readonly name = 'CaseProblem';
}

/**
 * The steps that a case takes on a customer's account, up to one bill, as plain data. Any target can bill it, and the engine too. The
 * steps are taken in the order of the fields, and only steps of payments may be refused.
 */
export interface BillingCase {
  /** The member of the policy that bills (§1). */
  readonly member: string;
  /** The month whose bill is compared. */
  readonly month: Month;
  /** Months that are billed before contracts, adjustments and credits exist, oldest first. */
  readonly earlier?: readonly EarlierMonth[];
  /** The contracts, in the order in which they are assigned. */
  readonly contracts?: readonly CaseContract[];
  /** The adjustments, in the order in which they are created. */
  readonly adjustments?: readonly CaseAdjustment[];
  /** The credits, in the order in which they are granted. */
  readonly credits?: readonly CaseCredit[];
  /** The readings from which the month is calculated first. Readings of other months belong here too when they matter (§2). */
  readonly usage?: readonly CaseReading[];
  /** Readings that arrive later. The month is then calculated again, even when the list is empty; not when it is absent (§9). */
  readonly lateUsage?: readonly CaseReading[];
  /** The steps of payments for the bill. */
  readonly payments?: readonly PaymentStep[];
}

/** A month that was billed earlier, and the steps of payments for its bill. */
export interface EarlierMonth {
  readonly month: Month;
  readonly usage: readonly CaseReading[];
  readonly payments?: readonly PaymentStep[];
}

/** A meter reading (§2). */
export interface CaseReading {
  readonly projectId: string;
  readonly counterName: string;
  /** `DELTA` when absent. */
  readonly counterType?: CounterType;
  readonly unit: string;
  /** The volume in `unit`. */
  readonly volume: Decimal;
  /** RFC 3339 with an offset. */
  readonly timestamp: string;
  readonly resourceId?: string;
}

/** A contract in force from `monthFrom` to `monthTo`, open when absent (§4). */
export interface CaseContract extends ContractTerms {
  readonly name: string;
  readonly monthFrom: Month;
  readonly monthTo?: Month;
}

/** A discount or surcharge, in force from `monthFrom` to `monthTo`, open when absent (§5). */
export interface CaseAdjustment {
  /** The name on the bill. */
  readonly name: string;
  readonly level: AdjustmentLevel;
  /** The project of an adjustment at level `PROJECT`. */
  readonly projectId?: string;
  readonly type: AdjustmentType;
  /** Minor units of a fixed one, per cent of a rate. */
  readonly value: Decimal;
  readonly priority?: number;
  readonly monthFrom: Month;
  readonly monthTo?: Month;
}

/** A credit (§6). */
export interface CaseCredit {
  /** The name on the bill. */
  readonly name: string;
  readonly type: CreditType;
  /** Minor units. */
  readonly amount: Money;
  /** The first day on which the credit can be used; any day when absent. */
  readonly validFrom?: CalendarDate;
  /** The last day on which the credit can be used; any day when absent. */
  readonly expiresOn?: CalendarDate;
}

/** A step of a payment for the bill of a month (§10). Without a month it is the month under which the step is listed. */
export type PaymentStep =
  | (OfMonth & { readonly do: 'pay'; readonly amount?: Money; readonly outcome?: PaymentOutcome })
  /** Pending payments settle, and registered amounts are collected. */
  | (OfMonth & { readonly do: 'collect' })
  | (OfMonth & { readonly do: 'refund'; readonly amount?: Money; readonly asCredit?: true })
  | (OfMonth & { readonly do: 'cancelPayments' })
  | (OfMonth & { readonly do: 'changePaymentStatus'; readonly to: PaymentStatus });

interface OfMonth {
  readonly month?: Month;
}
