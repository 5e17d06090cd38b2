import type { Decimal } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { CreditType } from './credit-type.ts';
import type { Pricing } from './pricing.ts';
import type { RuleChoices } from './rule-choices.ts';

/** Every number, table and order of the billing rules: data that a team replaces with its own. */
export interface Policy {
  /** §1 */
  readonly members: readonly Member[];
  /** §2: units of one dimension convert into each other; a unit that is not listed matches only itself. */
  readonly unitDimensions: readonly UnitDimension[];
  /** §3 */
  readonly priceBook: readonly PriceRow[];
  /** §5 */
  readonly adjustments: AdjustmentPolicy;
  /** §6 */
  readonly credits: CreditPolicy;
  /** §8 */
  readonly lateFees: LateFeePolicy;
  /** The alternatives chosen of rules that have some; the standard ones when absent. */
  readonly rules?: RuleChoices;
}

/** A legal entity that bills: its currency, tax and calendar (§1). */
export interface Member {
  readonly member: string;
  /** ISO 4217. Amounts are in its minor unit. */
  readonly currency: string;
  readonly taxName: string;
  /** The tax rate, in per cent. */
  readonly taxRate: Decimal;
  readonly taxRounding: Rounding;
  /** IANA name of the time zone in which its months begin and end. */
  readonly timeZone: string;
}

export type Rounding = (typeof roundings)[number];

/** Modes of rounding to a whole minor unit. A half goes up with `HALF_UP`, and to the even neighbour with `HALF_EVEN`. */
export const roundings = ['DOWN', 'HALF_UP', 'HALF_EVEN', 'UP'] as const;

/** Units that measure the same thing, each with the number of smallest units in it (§2). */
export type UnitDimension = readonly { readonly unit: string; readonly size: Decimal }[];

/** The prices of the counters that `counter` names: an exact name, `prefix.*` or `*` (§3). */
export interface PriceRow {
  readonly counter: string;
  readonly prices: readonly { readonly currency: string; readonly pricing: Pricing }[];
}

export interface AdjustmentPolicy {
  /** The priority of an adjustment without one. */
  readonly defaultPriority: number;
  /** The largest discount rate, in per cent. */
  readonly maxRateDiscount: Decimal;
  /** The largest surcharge rate, in per cent. */
  readonly maxRateSurcharge: Decimal;
  /** The largest fixed amount, in minor units. */
  readonly maxFixedAmount: Money;
}

export interface CreditPolicy {
  /** A credit expires soon when it expires at most this many days after the month's last day. */
  readonly expiringSoonDays: number;
  /** The types by rank, the first rank first; types of one rank are equal. */
  readonly ranks: readonly (readonly CreditType[])[];
}

export interface LateFeePolicy {
  /** The day of the following month on which a statement is due. */
  readonly dueDay: number;
  /** The number of days from its due date until a month is overdue. */
  readonly graceDays: number;
  /** The fee in per cent of the amount that an overdue month owes. */
  readonly rate: Decimal;
}
