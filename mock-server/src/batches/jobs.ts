import {
  amountDue,
  type Bill,
  calculateStatement,
  isRecalculable,
  monthIn,
  owedUpTo,
  reconcile,
} from '@billing-testkit/engine';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Calculations } from '../traces/traces.ts';
import { sumInCurrency } from '../wire/credit.ts';
import type { BatchJobCode, JobResult } from './batch.ts';
import type { Outboxes } from './outboxes.ts';

/** An account's part of a batch. */
interface Task {
  readonly store: Store;
  readonly clocks: AccountClocks;
  readonly outboxes: Outboxes;
  readonly calculations: Calculations;
  readonly uuid: string;
  /** The month that the batch is for. */
  readonly month: string;
  /** The date that the batch is for, in the member's time zone. */
  readonly date: string;
}

type Job = (task: Task) => JobResult;

/** The work of each batch job for one account. An error that it throws becomes the account's failure. */
export const jobs: Readonly<Record<BatchJobCode, Job>> = {
  API_CALCULATE_USAGE_AND_PRICE({ store, uuid, month }) {
    const bill = billOf({ store, uuid, month });
    if (bill && !isRecalculable(bill.status)) {
      const message = `The statement is final: its payment is ${bill.status}.`;
      return { ...skipped(month, message), error: 'STATEMENT_FINALIZED' };
    }
    store.update(uuid, { type: 'calculate', month });
    return { status: 'SUCCEEDED', month, ...figuresOf(billOf({ store, uuid, month })) };
  },

  BATCH_USAGE_AGGREGATION({ store, calculations, uuid, month }) {
    const { readings, member, assignments } = store.read(uuid);
    const inMonth = readings.within(month, monthIn(month, member.timeZone)).length;
    const usage = { member: member.member, month, readings: readings.billable(month), contracts: assignments };
    const { policy, rules } = store.circumstancesOf(uuid);
    const { lineItems } = calculations.traced({ account: uuid, member: member.member, month }, (trace) =>
      calculateStatement(usage, { policy, rules, ...(trace && { trace }) }),
    );
    const message = `${inMonth} readings make ${lineItems.length} line items.`;
    return { status: 'SUCCEEDED', month, count: lineItems.length, message };
  },

  BATCH_GENERATE_STATEMENT({ store, uuid, month }) {
    const bill = billOf({ store, uuid, month });
    if (bill?.status !== 'READY') return skipped(month, 'There is no statement that is calculated and not yet issued.');
    store.update(uuid, { type: 'changePaymentStatus', month, to: 'REGISTERED' });
    return { status: 'SUCCEEDED', month, ...figuresOf(billOf({ store, uuid, month })) };
  },

  BATCH_PROCESS_PAYMENT({ store, uuid, month }) {
    const inFlight = [...store.read(uuid).pending.keys()].sort();
    const settled = inFlight.map((pending) => store.update(uuid, { type: 'settlePayment', month: pending }));
    const isRegistered = billOf({ store, uuid, month })?.status === 'REGISTERED';
    const isDue = isRegistered && amountDue(store.read(uuid), month) > 0;
    const collected = isDue ? [store.update(uuid, { type: 'pay', month, method: 'BATCH', outcome: 'SUCCEEDS' })] : [];
    const made = [...settled, ...collected];
    if (made.length === 0) return skipped(month, 'There is nothing to collect.');
    const amount = made.reduce((sum, { payment }) => sum + payment.amount, 0);
    const paymentStatus = billOf({ store, uuid, month })?.status;
    return { status: 'SUCCEEDED', month, count: made.length, amount, ...(paymentStatus && { paymentStatus }) };
  },

  BATCH_CREDIT_EXPIRY({ store, uuid, month, date }) {
    const { ended } = store.update(uuid, { type: 'expireCredits', on: date });
    if (ended.length === 0) return skipped(month, 'No credit expired.');
    return { status: 'SUCCEEDED', month, count: ended.length, amount: sumInCurrency(store.read(uuid), ended) };
  },

  BATCH_CONTRACT_RENEWAL({ store, uuid, month }) {
    const { renewedCount } = store.update(uuid, { type: 'renewContracts', month });
    if (renewedCount === 0) return skipped(month, 'No assignment ends with the month.');
    return { status: 'SUCCEEDED', month, count: renewedCount };
  },

  BATCH_SEND_INVOICE({ store, clocks, outboxes, uuid, month }) {
    const bill = billOf({ store, uuid, month });
    if (!bill) return skipped(month, 'There is no statement to send.');
    const amount = amountDue(store.read(uuid), month);
    outboxes.post(uuid, { kind: 'INVOICE', month, amountDue: amount, at: clocks.now(uuid) });
    return { status: 'SUCCEEDED', month, statementId: bill.statementId, count: 1, amount };
  },

  BATCH_PAYMENT_REMINDER({ store, clocks, outboxes, uuid, month }) {
    const account = store.read(uuid);
    const owed = owedUpTo(account, month);
    if (owed.length === 0) return skipped(month, 'Nothing is outstanding.');
    const amount = amountDue(account, month);
    outboxes.post(uuid, { kind: 'PAYMENT_REMINDER', month, amountDue: amount, at: clocks.now(uuid) });
    return { status: 'SUCCEEDED', month, count: 1, amount };
  },

  BATCH_RECONCILIATION({ store, uuid }) {
    const { policy } = store.circumstancesOf(uuid);
    const findings = reconcile(store.read(uuid), policy).map((finding) => ({ uuid, ...finding }));
    const message = findings.length === 0 ? 'Every invariant holds.' : `${findings.length} invariants do not hold.`;
    return { status: 'SUCCEEDED', count: findings.length, message, findings };
  },
};

function billOf({ store, uuid, month }: Pick<Task, 'store' | 'uuid' | 'month'>): Bill | undefined {
  return store.find(uuid)?.bills.get(month);
}

/** The fields of a statement that a job's result shows. */
function figuresOf(bill: Bill | undefined): Pick<JobResult, 'statementId' | 'paymentStatus' | 'amount'> {
  if (!bill) return {};
  return { statementId: bill.statementId, paymentStatus: bill.status, amount: bill.statement.totalAmount };
}

function skipped(month: string, message: string): JobResult {
  return { status: 'SKIPPED', month, message };
}
