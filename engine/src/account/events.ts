import type { Statement } from '../model/statement.ts';
import type { Instant, Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type {
  AccountAdjustment,
  AccountCredit,
  Allocation,
  Assignment,
  Contract,
  LedgerEntry,
  Payment,
  Project,
  Refund,
} from './account.ts';
import type { PaymentStatus } from './payment-states.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** An event of an account, as plain data: an account can be stored and shown as the list of its events. */
export type AccountEvent = {
  readonly [Type in keyof EventData]: { readonly type: Type } & EventData[Type];
}[keyof EventData];

export interface EventData {
  /** Ids were made, the last one with this number. */
  idsMade: { readonly sequence: number };
  projectJoined: { readonly project: Project };
  billingGroupNamed: { readonly billingGroupId: string };
  readingsRecorded: { readonly readings: readonly RecordedReading[] };
  readingsDeleted: { readonly meterIds: readonly string[] };
  contractCreated: { readonly contract: Contract };
  contractAssigned: { readonly assignment: Assignment };
  /** The contract and its assignments are gone. */
  contractDeleted: { readonly contractId: string };
  /** The assignments that ended with the month have no end now. */
  contractsRenewed: { readonly month: Month };
  contractsUnassigned: Record<never, never>;
  adjustmentAdded: { readonly adjustment: AccountAdjustment };
  adjustmentsDeleted: { readonly adjustmentIds: readonly string[] };
  creditGranted: { readonly credit: AccountCredit };
  /** A credit's balance moved: `entry.balance` is the new balance. */
  ledgerEntered: { readonly entry: LedgerEntry };
  statementCalculated: {
    readonly statementId: string;
    readonly paymentGroupId: string;
    readonly statement: Statement;
    readonly calculatedAt: Instant;
  };
  /** The credit has ended: amounts that are given back to it later are lost. */
  creditEnded: { readonly creditId: string; readonly how: 'EXPIRE' | 'CANCEL' };
  /** The outstanding amount of the month is overdue from now on. Neither the statement nor its payment changes. */
  statementOverdue: { readonly month: Month };
  statementDeleted: { readonly month: Month; readonly paymentGroupId: string };
  paymentMade: { readonly payment: Payment };
  /** A pending payment was settled: the event has the amount that was taken and the months that it went to. */
  paymentSettled: { readonly paymentId: string; readonly amount: Money; readonly allocations: readonly Allocation[] };
  /** A payment was declined or cancelled: the amount that it paid is owed again. */
  paymentEnded: { readonly paymentId: string; readonly as: 'DECLINED' | 'CANCELLED' };
  refundMade: { readonly refund: Refund };
  paymentStatusChanged: { readonly month: Month; readonly from: PaymentStatus; readonly to: PaymentStatus };
}
