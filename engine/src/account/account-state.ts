import type { Member } from '../policy/policy.ts';
import type { Instant, Month } from '../values/calendar.ts';
import type {
  Account,
  AccountAdjustment,
  AccountCredit,
  Bill,
  Contract,
  LedgerEntry,
  Payment,
  Project,
  Refund,
} from './account.ts';
import { keepBill, keepCredit, keepPayment } from './apply.ts';
import { type LiveAccount, openAccount } from './live-account.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** The state of an account as plain data: lists have the order in which their items came. Parts that follow from others are left out. */
export interface AccountState {
  readonly uuid: string;
  readonly member: Member;
  readonly billingGroupId: string;
  readonly createdAt: Instant;
  readonly sequence: number;
  readonly billingGroupNames: readonly string[];
  readonly projects: readonly Project[];
  readonly readings: readonly RecordedReading[];
  readonly contracts: readonly Contract[];
  readonly assignments: readonly AssignmentState[];
  readonly adjustments: readonly AccountAdjustment[];
  readonly credits: readonly AccountCredit[];
  readonly ledger: readonly LedgerEntry[];
  readonly bills: readonly Bill[];
  readonly overdue: readonly Month[];
  readonly lateFees: readonly LateFeeState[];
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
}

/** An assignment of one of the contracts. */
interface AssignmentState {
  readonly contractId: string;
  readonly monthFrom: Month;
  readonly monthTo?: Month;
}

/** The month whose statement charged the late fee for an owed month. */
interface LateFeeState {
  readonly owed: Month;
  readonly chargedBy: Month;
}

/** The state of the account. It shares its parts with the account: a caller that keeps it has to keep it as a text. */
export function stateOf(account: Account): AccountState {
  const { uuid, member, billingGroupId, createdAt, sequence, ledger, refunds } = account;
  return {
    ...{ uuid, member, billingGroupId, createdAt, sequence, ledger, refunds },
    billingGroupNames: [...account.billingGroupNames],
    projects: [...account.projects.values()],
    readings: [...account.readings.all()],
    contracts: [...account.contracts.values()],
    assignments: account.assignments.map(({ contract, ...months }) => ({ contractId: contract.contractId, ...months })),
    adjustments: [...account.adjustments.values()],
    credits: [...account.credits.values()],
    bills: [...account.bills.values()],
    overdue: [...account.overdue],
    lateFees: Array.from(account.lateFees, ([owed, chargedBy]) => ({ owed, chargedBy })),
    payments: [...account.payments.values()],
  };
}

/**
 * An account that is in the state, and takes every command as the account of the state does. Throws a `RangeError` for a state that no
 * account has.
 */
export function accountIn(state: AccountState): LiveAccount {
  const { uuid, member, billingGroupId, createdAt, sequence } = state;
  const account = openAccount({ uuid, member, billingGroupId, createdAt, projects: state.projects });
  account.sequence = sequence;
  for (const name of state.billingGroupNames) account.billingGroupNames.add(name);
  for (const reading of state.readings) account.readings.append(reading);
  putById(account.contracts, state.contracts, ({ contractId }) => contractId);
  putById(account.adjustments, state.adjustments, ({ adjustmentId }) => adjustmentId);
  account.assignments = state.assignments.map(({ contractId, ...months }) => assigned(account, contractId, months));
  for (const credit of state.credits) keepCredit(account, credit);
  for (const entry of state.ledger) account.ledger.push(entry);
  for (const bill of state.bills) keepBill(account, bill);
  for (const month of state.overdue) account.overdue.add(month);
  for (const { owed, chargedBy } of state.lateFees) account.lateFees.set(owed, chargedBy);
  for (const payment of state.payments) keepPayment(account, payment);
  for (const refund of state.refunds) account.refunds.push(refund);
  return account;
}

function assigned({ contracts }: Account, contractId: string, months: Omit<AssignmentState, 'contractId'>) {
  const contract = contracts.get(contractId);
  if (!contract) throw new RangeError(`The contract ${contractId} is assigned and is not there.`);
  return { contract, ...months };
}

function putById<Item>(items: Map<string, Item>, state: readonly Item[], idOf: (item: Item) => string): void {
  for (const item of state) items.set(idOf(item), item);
}
