import { addMonths, type Money, type Month, type Policy } from '@billing-testkit/engine';
import type { PaymentStep } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { membersOf } from './case-parts.ts';
import { decisiveMonths, monthsUntilOverdue } from './overdue-months.ts';
import { costing } from './priced-counters.ts';

/** A month that was billed earlier. */
interface Owed {
  readonly month: Month;
  readonly amount: Money;
  readonly steps: readonly PaymentStep[];
}

/** Earlier months with a bill, by how long they are owed at the month. */
interface OwedMonths {
  /** The earliest month that is not overdue yet; a month ago when even that is overdue. */
  readonly current: Month;
  /** The latest month before `current` that is overdue. */
  readonly overdue: Month;
  /** Months that were overdue when the current one, and when the overdue one was billed. */
  readonly overdueAtCurrent: Month;
  readonly overdueAtOverdue: Month;
}

function owedMonths(month: Month, policy: Policy): OwedMonths {
  const before = (later: Month) => addMonths(later, -monthsUntilOverdue(later, policy));
  const current = addMonths(month, -Math.max(1, monthsUntilOverdue(month, policy) - 1));
  const overdue = before(month) < current ? before(month) : addMonths(current, -1);
  return { current, overdue, overdueAtCurrent: before(current), overdueAtOverdue: before(overdue) };
}

/** Months that were billed before, oldest first. */
type History = (months: OwedMonths) => readonly Owed[];

/** The bills of earlier months and their payments. */
const histories: Readonly<Record<string, History>> = {
  none: () => [],
  current: ({ current }) => [billed(current, 3000)],
  overdue: ({ overdue }) => [billed(overdue, 10_030)],
  // The last decimal of the late fee's rate shows.
  'overdue-large': ({ overdue }) => [billed(overdue, 100_000_000_030)],
  // The late fee for the first was the second's, and is not charged again.
  'late-fee-charged': ({ overdueAtCurrent, current }) => [billed(overdueAtCurrent, 10_030), billed(current, 3000)],
  // The second bill is overdue with a late fee of its own. No late fee is taken of that fee.
  'late-fee-overdue': ({ overdueAtOverdue, overdue }) => [billed(overdueAtOverdue, 10_030), billed(overdue, 3000)],
  'late-fee-overdue-large': ({ overdueAtOverdue, overdue }) => [
    billed(overdueAtOverdue, 100_000_000_030),
    billed(overdue, 3000),
  ],
  'late-fee-part-paid': ({ overdueAtOverdue, overdue }) => [
    billed(overdueAtOverdue, 10_030),
    billed(overdue, 3000, { do: 'pay', month: overdueAtOverdue }, { do: 'pay', amount: 700 }),
  ],
  'part-paid': ({ overdue, current }) => [
    billed(overdue, 10_030, { do: 'pay', amount: 1015 }),
    billed(current, 3000, { do: 'pay', amount: 1, outcome: 'IS_DECLINED' }),
  ],
  paid: ({ overdue, current }) => [billed(overdue, 10_030), billed(current, 3000, { do: 'pay' })],
  pending: ({ overdue, current }) => [
    billed(overdue, 10_030),
    billed(current, 3000, { do: 'pay', outcome: 'STAYS_PENDING' }),
  ],
  cancelled: ({ overdue, current }) => [
    billed(overdue, 10_030, { do: 'changePaymentStatus', to: 'CANCELLED' }),
    billed(current, 3000),
  ],
  refunded: ({ overdue }) => [billed(overdue, 10_030, { do: 'pay', amount: 1015 }, { do: 'refund' })],
  'part-refunded': ({ overdue }) => [billed(overdue, 10_030, { do: 'pay' }, { do: 'refund', amount: 15 })],
  // A credit that the month's bill uses.
  'refunded-as-credit': ({ current }) => [
    billed(current, 3000, { do: 'pay' }, { do: 'refund', amount: 1015, asCredit: true }),
  ],
  free: ({ overdue, current }) => [
    billed(overdue, 0),
    billed(current, 0, { do: 'changePaymentStatus', to: 'REGISTERED' }),
  ],
};

function billed(month: Month, amount: Money, ...steps: readonly PaymentStep[]): Owed {
  return { month, amount, steps };
}

/** Steps of payments for a month's bill. Steps that its state does not allow are refused. */
const paymentPaths: Readonly<Record<string, (months: OwedMonths) => readonly PaymentStep[]>> = {
  none: () => [],
  paid: () => [{ do: 'pay' }],
  'paid-in-parts': () => [{ do: 'pay', amount: 101 }, { do: 'pay', amount: 4000 }, { do: 'pay' }],
  'paid-by-half': () => [{ do: 'pay', outcome: 'TAKES_HALF' }],
  'paid-too-much': () => [{ do: 'pay', amount: 1_000_000 }, { do: 'pay' }, { do: 'pay' }],
  declined: () => [{ do: 'pay', outcome: 'IS_DECLINED' }],
  'declined-then-paid': () => [{ do: 'pay', outcome: 'IS_DECLINED' }, { do: 'pay' }],
  'part-paid-then-declined': () => [
    { do: 'pay', amount: 101 },
    { do: 'pay', outcome: 'IS_DECLINED' },
  ],
  'pending-then-paid': () => [{ do: 'pay', outcome: 'STAYS_PENDING' }, { do: 'pay' }],
  'pending-then-collected': () => [{ do: 'pay', outcome: 'STAYS_PENDING' }, { do: 'collect' }],
  'pending-then-failed': () => [
    { do: 'pay', outcome: 'STAYS_PENDING' },
    { do: 'changePaymentStatus', to: 'FAILED' },
    { do: 'pay' },
  ],
  'registered-then-collected': () => [{ do: 'changePaymentStatus', to: 'REGISTERED' }, { do: 'collect' }],
  'declared-paid': () => [
    { do: 'changePaymentStatus', to: 'PAID' },
    { do: 'changePaymentStatus', to: 'REGISTERED' },
    { do: 'changePaymentStatus', to: 'PAID' },
  ],
  registered: () => [
    { do: 'changePaymentStatus', to: 'REGISTERED' },
    { do: 'changePaymentStatus', to: 'PARTIALLY_PAID' },
  ],
  cancelled: () => [{ do: 'changePaymentStatus', to: 'CANCELLED' }, { do: 'pay' }],
  'payments-cancelled': () => [{ do: 'pay' }, { do: 'cancelPayments' }],
  'part-payments-cancelled': ({ current }) => [
    { do: 'pay', month: current, amount: 500 },
    { do: 'pay', amount: 900 },
    { do: 'cancelPayments' },
    { do: 'cancelPayments' },
  ],
  refunded: () => [{ do: 'pay' }, { do: 'refund' }, { do: 'pay' }],
  'refunded-in-parts': () => [
    { do: 'pay' },
    { do: 'refund', amount: 77 },
    { do: 'cancelPayments' },
    { do: 'refund', amount: 1_000_000 },
    { do: 'refund' },
    { do: 'refund' },
  ],
  'refunded-as-credit': () => [{ do: 'pay' }, { do: 'refund', amount: 77, asCredit: true }],
  'refunded-unpaid': () => [{ do: 'refund' }, { do: 'changePaymentStatus', to: 'REFUNDED' }],
  'declared-refunded': () => [
    { do: 'pay', amount: 12_345 },
    { do: 'changePaymentStatus', to: 'REFUNDED' },
  ],
};

/** The amounts that the month is billed from: the first usage, and the usage that arrives later. */
interface Billed {
  readonly amount: Money;
  readonly late?: Money;
}

const bills: Readonly<Record<string, Billed>> = {
  some: { amount: 5030 },
  // Nothing is due, and a month that owes nothing is paid as soon as it is registered.
  nothing: { amount: 0 },
  'late-usage': { amount: 4030, late: 1000 },
};

/** Unpaid earlier months × paths through the states of a payment, refused steps included. */
export const payments = defineMatrix({
  name: 'payments',
  dimensions: (policy) => ({
    member: membersOf(policy),
    month: [...new Set(['2025-08', ...decisiveMonths(policy)])],
    earlier: histories,
    bill: bills,
    path: paymentPaths,
  }),
  build: ({ member, month, earlier, bill: { amount, late }, path }, policy) => {
    const usage = (cost: Money, of: Month, day: number) =>
      cost === 0 ? [] : [costing({ policy, member, month: of }, cost, day)];
    const months = owedMonths(month, policy);
    return {
      member,
      month,
      earlier: earlier(months).map((owed) => ({
        month: owed.month,
        usage: usage(owed.amount, owed.month, 15),
        payments: owed.steps,
      })),
      usage: usage(amount, month, 12),
      ...(late !== undefined && { lateUsage: usage(late, month, 12) }),
      payments: path(months),
    };
  },
});
