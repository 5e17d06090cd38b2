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

/** What happened to an account: plain data, the form in which its life can be kept and told. */
export type AccountEvent = {
  readonly [Type in keyof EventData]: { readonly type: Type } & EventData[Type];
}[keyof EventData];

export interface EventData {
  /** The account's sequence went on to this number: ids were made. */
  idsMade: { readonly sequence: number };
  projectJoined: { readonly project: Project };
  billingGroupNamed: { readonly billingGroupId: string };
  readingsRecorded: { readonly readings: readonly RecordedReading[] };
  readingsDeleted: { readonly meterIds: readonly string[] };
  contractCreated: { readonly contract: Contract };
  contractAssigned: { readonly assignment: Assignment };
  /** With its assignments. */
  contractDeleted: { readonly contractId: string };
  /** The assignments that end with the month go on. */
  contractsRenewed: { readonly month: Month };
  contractsUnassigned: Record<never, never>;
  adjustmentAdded: { readonly adjustment: AccountAdjustment };
  adjustmentsDeleted: { readonly adjustmentIds: readonly string[] };
  creditGranted: { readonly credit: AccountCredit };
  /** A credit's balance moved: `entry.balance` is what it is now. */
  ledgerEntered: { readonly entry: LedgerEntry };
  statementCalculated: {
    readonly statementId: string;
    readonly paymentGroupId: string;
    readonly statement: Statement;
    readonly calculatedAt: Instant;
  };
  /** Nothing that comes back to the credit stays from now on. */
  creditEnded: { readonly creditId: string; readonly how: 'EXPIRE' | 'CANCEL' };
  statementDeleted: { readonly month: Month; readonly paymentGroupId: string };
  paymentMade: { readonly payment: Payment };
  /** A payment in flight arrived: what was taken, and where it went. */
  paymentSettled: { readonly paymentId: string; readonly amount: Money; readonly allocations: readonly Allocation[] };
  /** A payment came to nothing, or was undone: what it paid is owed again. */
  paymentEnded: { readonly paymentId: string; readonly as: 'DECLINED' | 'CANCELLED' };
  refundMade: { readonly refund: Refund };
  paymentStatusChanged: { readonly month: Month; readonly from: PaymentStatus; readonly to: PaymentStatus };
}
