import type { Adjustment, ContractTerms } from '../model/statement-input.ts';
import type { CreditType } from '../policy/credit-type.ts';
import type { CalendarDate, Instant, Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type { AccountAdjustment, AccountCredit, Bill, Contract, Payment, Refund } from './account.ts';
import type { PaymentStatus } from './payment-states.ts';
import type { DeleteReading, DeleteReadings, ReadingsRecorded, RecordReadings } from './reading-commands.ts';
import type { RecordedReading } from './recorded-reading.ts';
import type { TimelineEntry } from './timeline.ts';

/** The commands that an account takes: the input of each, and its answer. */
export interface Commands {
  /** §2. A batch is recorded as a whole or not at all. */
  recordReadings: { readonly input: RecordReadings; readonly answer: ReadingsRecorded };
  deleteReading: { readonly input: DeleteReading; readonly answer: { readonly reading: RecordedReading } };
  deleteReadings: { readonly input: DeleteReadings; readonly answer: { readonly deletedCount: number } };
  /** §4 */
  createContract: { readonly input: CreateContract; readonly answer: { readonly contract: Contract } };
  assignContract: { readonly input: AssignContract; readonly answer: { readonly contract: Contract } };
  deleteContract: { readonly input: DeleteContract; readonly answer: { readonly contract: Contract } };
  renewContracts: { readonly input: OfMonth; readonly answer: { readonly renewedCount: number } };
  unassignContracts: { readonly input: Record<never, never>; readonly answer: { readonly deletedCount: number } };
  /** §5 */
  addAdjustment: { readonly input: AddAdjustment; readonly answer: { readonly adjustment: AccountAdjustment } };
  deleteAdjustments: { readonly input: DeleteAdjustments; readonly answer: { readonly deletedCount: number } };
  /** §6 */
  grantCredit: { readonly input: GrantCredit; readonly answer: { readonly credit: AccountCredit } };
  cancelCredits: { readonly input: CancelCredits; readonly answer: CreditsEnded };
  expireCredits: { readonly input: ExpireCredits; readonly answer: CreditsEnded };
  /** §9 */
  calculate: { readonly input: OfMonth; readonly answer: { readonly bill: BillKey } };
  deleteCalculation: { readonly input: OfMonth; readonly answer: { readonly bill: BillKey } };
  /** §10 */
  pay: { readonly input: Pay; readonly answer: PaymentAnswer };
  settlePayment: { readonly input: OfMonth; readonly answer: PaymentAnswer };
  cancelPayments: { readonly input: OfMonth; readonly answer: PaymentsCancelled };
  refund: { readonly input: RefundMonth; readonly answer: RefundAnswer };
  changePaymentStatus: { readonly input: ChangePaymentStatus; readonly answer: { readonly status: PaymentStatus } };
  /** Carries out the steps that fall due while time passes. The clock itself is the caller's. */
  advance: { readonly input: Advance; readonly answer: Advanced };
}

export type CommandType = keyof Commands;

export type Command<Type extends CommandType = CommandType> = {
  readonly [T in Type]: { readonly type: T } & Commands[T]['input'];
}[Type];

export type Answer<Type extends CommandType> = Commands[Type]['answer'];

export interface CreateContract {
  readonly name: string;
  /** An id is made when it is absent. */
  readonly contractId?: string;
  /** The account's currency when absent; any other is refused. */
  readonly currency?: string;
  readonly terms: ContractTerms;
}

export interface AssignContract {
  readonly contractId: string;
  /** A name of the account's billing group; one not heard before becomes another name of it. */
  readonly billingGroupId: string;
  readonly monthFrom: Month;
  readonly monthTo?: Month;
  /** The contract that is created when the account lacks it. Without this the command is refused with `NOT_FOUND`. */
  readonly otherwise?: { readonly name: string; readonly terms: ContractTerms };
}

export interface AddAdjustment {
  readonly adjustment: NewAdjustment;
}

export interface NewAdjustment extends Omit<Adjustment, 'adjustmentId' | 'description'> {
  readonly monthFrom: Month;
  /** An id is made when it is absent. */
  readonly adjustmentId?: string;
  /** The names of the adjustment, by locale; the statement prints the first. */
  readonly descriptions?: AccountAdjustment['descriptions'];
}

export interface DeleteAdjustments {
  readonly adjustmentIds: readonly string[];
}

export interface GrantCredit {
  readonly creditType: CreditType;
  readonly amount: Money;
  /** The account's currency when absent. */
  readonly currency?: string;
  readonly name?: string;
  readonly campaignId?: string;
  /** The coupon that the credit is granted for. An account redeems a coupon once. */
  readonly couponCode?: string;
  readonly validFrom?: CalendarDate;
  readonly expiresOn?: CalendarDate;
  /** The number of months after `validFrom`, or after today, until the credit expires. It is ignored when `expiresOn` is given. */
  readonly expiresAfterMonths?: number;
}

export interface DeleteContract {
  readonly contractId: string;
}

export interface CancelCredits {
  readonly creditIds: readonly string[];
}

export interface ExpireCredits {
  /** Credits whose expiry date is before this date expire; today when absent. */
  readonly on?: CalendarDate;
}

export interface CreditsEnded {
  /** The credits that ended, with the remaining amount of each, in minor units. */
  readonly ended: readonly { readonly creditId: string; readonly amount: Money }[];
}

export interface OfMonth {
  readonly month: Month;
}

export type BillKey = Pick<Bill, 'month' | 'statementId'>;

/** The answer of the payment provider to a payment. */
export type PaymentOutcome = 'SUCCEEDS' | 'IS_DECLINED' | 'STAYS_PENDING' | 'TAKES_HALF';

export interface Pay {
  readonly month: Month;
  /** The amount to pay, in minor units; all that is due when absent. */
  readonly amount?: Money;
  readonly method: string;
  readonly outcome: PaymentOutcome;
}

export interface PaymentAnswer {
  readonly payment: Payment;
  readonly paymentGroupId: string;
  /** The status of the month that was paid. */
  readonly status: PaymentStatus;
}

export interface PaymentsCancelled {
  /** The cancelled amount, in minor units. */
  readonly cancelledAmount: Money;
  readonly status: PaymentStatus;
}

export interface RefundMonth {
  readonly month: Month;
  /** The amount to refund, in minor units; all that is left to refund when absent. */
  readonly amount?: Money;
  readonly reason?: string;
  /** Whether the money goes back to the payer, or becomes a credit of type `REFUND`. */
  readonly to: 'PAYER' | 'CREDIT';
}

export interface RefundAnswer {
  readonly refund: Refund;
  readonly status: PaymentStatus;
}

export interface ChangePaymentStatus {
  readonly month: Month;
  readonly to: PaymentStatus;
}

/** The end of an advance of time: an instant or a duration, of which one is given. */
export interface Advance {
  /** An RFC 3339 timestamp with an offset, not before now and at most 100 years after it. */
  readonly to?: string;
  /** An ISO 8601 duration, counted in the account's time zone, such as `P1M`. */
  readonly by?: string;
}

export interface Advanced {
  /** The instant that time has passed to. */
  readonly now: Instant;
  /** The events on the way, in the order in which they happened. */
  readonly timeline: readonly TimelineEntry[];
}
