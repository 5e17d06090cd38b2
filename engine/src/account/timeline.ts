import type { Instant, Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type { Account, LedgerEntry, LedgerKind, Payment } from './account.ts';
import { outstandingIn } from './bills.ts';
import type { AccountEvent, EventData } from './events.ts';

/** The kinds of events of an account that matter to its owner. */
export const timelineKinds = [
  'statement.calculated',
  'statement.issued',
  'statement.overdue',
  'payment.settled',
  'payment.failed',
  'credit.granted',
  'credit.used',
  'credit.expired',
] as const;

export type TimelineKind = (typeof timelineKinds)[number];

/** An event of an account that matters to its owner. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly kind: TimelineKind;
  /** The billing month that it is about. */
  readonly month?: Month;
  /**
   * The amount in minor units of `currency`: the total of a statement, the outstanding amount of an overdue month, the amount that a
   * payment took or tried to take, or the amount of a credit that was granted, used or lost.
   */
  readonly amount: Money;
  readonly currency: string;
  readonly statementId?: string;
  readonly paymentId?: string;
  readonly creditId?: string;
}

/**
 * The timeline's entry for an event; `undefined` for an event that is bookkeeping only. `account` is the account to which
 * the event is about to be applied, and `at` the time of the event.
 */
export function timelineEntryOf(account: Account, event: AccountEvent, at: Instant): TimelineEntry | undefined {
  const entry = entryWithoutTime(account, event.type, event);
  return entry && { at, ...entry };
}

type EntryWithoutTime = Omit<TimelineEntry, 'at'> | undefined;

function entryWithoutTime<Type extends keyof EventData>(
  account: Account,
  type: Type,
  event: EventData[Type],
): EntryWithoutTime {
  return entriesByEvent[type]?.(account, event);
}

type EntriesByEvent = {
  readonly [Type in keyof EventData]?: (account: Account, event: EventData[Type]) => EntryWithoutTime;
};

const entriesByEvent: EntriesByEvent = {
  statementCalculated({ member: { currency } }, { statement: { month, totalAmount }, statementId }) {
    return { kind: 'statement.calculated', month, amount: totalAmount, currency, statementId };
  },

  paymentStatusChanged({ bills, member: { currency } }, { month, from, to }) {
    const bill = bills.get(month);
    if (!bill || from !== 'READY' || to !== 'REGISTERED') return undefined;
    const { statementId, statement } = bill;
    return { kind: 'statement.issued', month, amount: statement.totalAmount, currency, statementId };
  },

  statementOverdue({ bills, member: { currency } }, { month }) {
    const bill = bills.get(month);
    if (!bill) return undefined;
    return { kind: 'statement.overdue', month, amount: outstandingIn(bill), currency, statementId: bill.statementId };
  },

  paymentMade: (account, { payment }) => paymentEntry(account, payment, payment.status),

  paymentSettled(account, { paymentId, amount }) {
    const payment = account.payments.get(paymentId);
    return payment && paymentEntry(account, { ...payment, amount }, 'SETTLED');
  },

  paymentEnded(account, { paymentId, as }) {
    const payment = account.payments.get(paymentId);
    return payment && paymentEntry(account, payment, as);
  },

  ledgerEntered: (account, { entry }) => creditEntry(account, entry),
};

const paymentKinds: { readonly [Status in Payment['status']]?: TimelineKind } = {
  SETTLED: 'payment.settled',
  DECLINED: 'payment.failed',
};

function paymentEntry({ member }: Account, payment: Payment, status: Payment['status']): EntryWithoutTime {
  const kind = paymentKinds[status];
  const { month, amount, paymentId } = payment;
  return kind && { kind, month, amount, currency: member.currency, paymentId };
}

const creditKinds: { readonly [Kind in LedgerKind]?: TimelineKind } = {
  GRANT: 'credit.granted',
  REFUND: 'credit.granted',
  USE: 'credit.used',
  EXPIRE: 'credit.expired',
};

function creditEntry(
  { uuid, credits, member }: Account,
  { creditId, kind: movement, amount, statementId }: LedgerEntry,
) {
  const kind = creditKinds[movement];
  if (!kind) return undefined;
  const { currency } = credits.get(creditId) ?? member;
  // A statement's id ends with its month.
  const ofStatement = statementId === undefined ? {} : { month: statementId.slice(`st-${uuid}-`.length), statementId };
  return { kind, amount, currency, creditId, ...ofStatement };
}
