import type { Statement } from '../statement/statement.ts';
import type { Instant, Month } from '../values/calendar.ts';
import type {
  AccountAdjustment,
  AccountCredit,
  Assignment,
  Contract,
  LedgerEntry,
  Payment,
  Project,
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
  paymentMade: { readonly payment: Payment };
  paymentStatusChanged: { readonly month: Month; readonly from: PaymentStatus; readonly to: PaymentStatus };
}
