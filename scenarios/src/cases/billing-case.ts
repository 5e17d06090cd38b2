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

/** A case that can't be asked for in the way it was to be: `message` says in a sentence what of it can't. */
export class CaseProblem extends Error {
  override readonly name = 'CaseProblem';
}

/**
 * A customer's life up to one bill, as plain data: what any target can live, and the engine too. It is lived in the order of
 * the fields, and only what is done to payments may be refused on the way.
 */
export interface BillingCase {
  /** Which member of the policy bills (§1). */
  readonly member: string;
  /** The month whose bill is compared. */
  readonly month: Month;
  /** Months that are billed before contracts, adjustments and credits exist, oldest first. */
  readonly earlier?: readonly EarlierMonth[];
  /** In the order of assignment. */
  readonly contracts?: readonly CaseContract[];
  /** In the order of creation. */
  readonly adjustments?: readonly CaseAdjustment[];
  /** In the order of granting. */
  readonly credits?: readonly CaseCredit[];
  /** What the month is first calculated of; readings of other months belong here too when they matter (§2). */
  readonly usage?: readonly CaseReading[];
  /** What arrives after that. The month is then calculated anew, also when nothing arrives; only when absent it is not (§9). */
  readonly lateUsage?: readonly CaseReading[];
  /** What becomes of the bill. */
  readonly payments?: readonly PaymentStep[];
}

/** A month that was billed, and what became of its bill. */
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
  /** In `unit`. */
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
  /** What the bill calls it. */
  readonly name: string;
  readonly level: AdjustmentLevel;
  /** Of one at level `PROJECT`. */
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
  /** What the bill calls it. */
  readonly name: string;
  readonly type: CreditType;
  /** Minor units. */
  readonly amount: Money;
  /** From ever when absent. */
  readonly validFrom?: CalendarDate;
  /** Never when absent. */
  readonly expiresOn?: CalendarDate;
}

/** Something that happens to the bill of a month: of the one it is listed under when it names none (§10). */
export type PaymentStep =
  | (OfMonth & { readonly do: 'pay'; readonly amount?: Money; readonly outcome?: PaymentOutcome })
  /** The payments in flight settle, and what is registered is collected. */
  | (OfMonth & { readonly do: 'collect' })
  | (OfMonth & { readonly do: 'refund'; readonly amount?: Money; readonly asCredit?: true })
  | (OfMonth & { readonly do: 'cancelPayments' })
  | (OfMonth & { readonly do: 'changePaymentStatus'; readonly to: PaymentStatus });

interface OfMonth {
  readonly month?: Month;
}
