import type { Statement } from '../model/statement.ts';
import type { Adjustment, ContractAssignment, ContractTerms, Credit } from '../model/statement-input.ts';
import type { CreditType } from '../policy/credit-type.ts';
import type { Member } from '../policy/policy.ts';
import type { Instant, Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type { PaymentStatus } from './payment-states.ts';
import type { ReadingLog } from './reading-log.ts';

/** A customer of one member, in the state that all its events led to. Only `apply` changes it. */
export interface Account {
  readonly uuid: string;
  readonly member: Member;
  readonly billingGroupId: string;
  readonly createdAt: Instant;
  /** The number of the last id that was made for the account. */
  readonly sequence: number;
  /** All names of its billing group. */
  readonly billingGroupNames: ReadonlySet<string>;
  /** The projects by project id, in the order in which they joined. */
  readonly projects: ReadonlyMap<string, Project>;
  /** The project of each app key. */
  readonly appKeys: ReadonlyMap<string, string>;
  readonly readings: ReadingLog;
  /** The contracts by contract id. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** The assignments in the order in which they were made. */
  readonly assignments: readonly Assignment[];
  /** The adjustments by adjustment id, in the order of creation. */
  readonly adjustments: ReadonlyMap<string, AccountAdjustment>;
  /** The credits by credit id, in the order of granting. */
  readonly credits: ReadonlyMap<string, AccountCredit>;
  /** The sum of the amounts that its credits were granted with, by currency, in minor units. */
  readonly granted: ReadonlyMap<string, Money>;
  /** The coupons that it has redeemed. */
  readonly coupons: ReadonlySet<string>;
  /** Every movement of a credit's balance, in order (§9). */
  readonly ledger: readonly LedgerEntry[];
  /** The bills by month. */
  readonly bills: ReadonlyMap<Month, Bill>;
  /** The bills that have something outstanding, by month (§8). */
  readonly owing: ReadonlyMap<Month, Bill>;
  /** The months that an advance of the clock has found overdue, with statements that were not deleted since. */
  readonly overdue: ReadonlySet<Month>;
  /** The payments in flight, by the month that was paid (§10). */
  readonly pending: ReadonlyMap<Month, Payment>;
  /** The month whose statement charged a late fee for an owed month, by owed month. */
  readonly lateFees: ReadonlyMap<Month, Month>;
  /** The payments by payment id, in the order in which they were made. */
  readonly payments: ReadonlyMap<string, Payment>;
  /** The payments by the month that was paid, then by payment id, in the order in which they were made. */
  readonly paymentsByMonth: ReadonlyMap<Month, ReadonlyMap<string, Payment>>;
  /** The settled payments, kept as `paymentsByMonth` is; a month without one is not there. */
  readonly settled: ReadonlyMap<Month, ReadonlyMap<string, Payment>>;
  /** The refunds in the order in which they were made. */
  readonly refunds: readonly Refund[];
}

export interface Project {
  readonly projectId: string;
  readonly appKeys: readonly string[];
}

export interface Contract extends ContractTerms {
  readonly contractId: string;
  readonly name: string;
  readonly currency: string;
}

export interface Assignment extends ContractAssignment {
  readonly contract: Contract;
}

export interface AccountAdjustment extends Adjustment {
  readonly priority: number;
  readonly monthFrom: Month;
  /** The names of the adjustment, by locale. */
  readonly descriptions: readonly { readonly locale: string; readonly message: string }[];
}

export interface AccountCredit extends Credit {
  readonly currency: string;
  /** The granted amount, in minor units. */
  readonly granted: Money;
  readonly grantedAt: Instant;
  /** The coupon that the credit was granted for. */
  readonly couponCode?: string;
  /** The way in which the credit ended: an amount that is given back to an ended credit is lost. */
  readonly ended?: 'EXPIRE' | 'CANCEL';
}

export type LedgerKind = 'GRANT' | 'USE' | 'GIVE_BACK' | 'EXPIRE' | 'CANCEL' | 'REFUND';

/** One movement of a credit's balance (§9). */
export interface LedgerEntry {
  readonly entryId: string;
  readonly creditId: string;
  readonly type: CreditType;
  readonly kind: LedgerKind;
  /** The amount that moved, in minor units, positive. */
  readonly amount: Money;
  /** The credit's balance after the movement. */
  readonly balance: Money;
  readonly at: Instant;
  /** The statement that used the credit or gave it back. */
  readonly statementId?: string;
}

/** A month's statement and the state of its payment. */
export interface Bill {
  readonly month: Month;
  readonly statementId: string;
  readonly paymentGroupId: string;
  readonly statement: Statement;
  readonly calculatedAt: Instant;
  readonly status: PaymentStatus;
  /** The paid part of the month's own due, in minor units; refunds don't lower it. */
  readonly paid: Money;
  /** The part of `paid` that was given back, in minor units. */
  readonly refunded: Money;
}

export interface Payment {
  readonly paymentId: string;
  readonly transactionId: string;
  /** The month that was paid; the oldest outstanding months up to it get the money (§8). */
  readonly month: Month;
  /** The amount of the payment, in minor units. */
  readonly amount: Money;
  readonly method: string;
  readonly status: 'SETTLED' | 'PENDING' | 'DECLINED' | 'CANCELLED';
  readonly at: Instant;
  readonly allocations: readonly Allocation[];
}

/** Money given back of the amount that was paid for one month (§10). */
export interface Refund {
  readonly refundId: string;
  readonly month: Month;
  /** The amount of the refund, in minor units. */
  readonly amount: Money;
  readonly at: Instant;
  readonly reason?: string;
  /** The credit that the money was given back as. */
  readonly creditId?: string;
}

/** The part of a payment that went to a month. */
export interface Allocation {
  readonly month: Month;
  readonly amount: Money;
}
