import { addMonths, type Month } from '@billing-testkit/engine';
import type { BillingCase, EarlierMonth, PaymentStep } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { members, metered } from './case-parts.ts';

/** Months that were billed before `month`, oldest first. */
type History = (month: Month) => readonly EarlierMonth[];

/** The bills of earlier months and their payments. A bill of two months ago is overdue, one of last month is not. */
const histories: Readonly<Record<string, History>> = {
  none: () => [],
  current: (month) => [billed(month, 1, 3000)],
  overdue: (month) => [billed(month, 2, 10_030)],
  // The late fee for the first was the second's, and is not charged again.
  'late-fee-charged': (month) => [billed(month, 3, 10_030), billed(month, 1, 3000)],
  // The second bill is overdue with a late fee of its own. No late fee is taken of that fee.
  'late-fee-overdue': (month) => [billed(month, 4, 10_030), billed(month, 2, 3000)],
  'late-fee-part-paid': (month) => [
    billed(month, 4, 10_030),
    billed(month, 2, 3000, { do: 'pay', month: addMonths(month, -4) }, { do: 'pay', amount: 700 }),
  ],
  'part-paid': (month) => [
    billed(month, 2, 10_030, { do: 'pay', amount: 1015 }),
    billed(month, 1, 3000, { do: 'pay', amount: 1, outcome: 'IS_DECLINED' }),
  ],
  paid: (month) => [billed(month, 2, 10_030), billed(month, 1, 3000, { do: 'pay' })],
  pending: (month) => [billed(month, 2, 10_030), billed(month, 1, 3000, { do: 'pay', outcome: 'STAYS_PENDING' })],
  cancelled: (month) => [
    billed(month, 2, 10_030, { do: 'changePaymentStatus', to: 'CANCELLED' }),
    billed(month, 1, 3000),
  ],
  refunded: (month) => [billed(month, 2, 10_030, { do: 'pay', amount: 1015 }, { do: 'refund' })],
  'part-refunded': (month) => [billed(month, 2, 10_030, { do: 'pay' }, { do: 'refund', amount: 15 })],
  // A credit that the month's bill uses.
  'refunded-as-credit': (month) => [
    billed(month, 1, 3000, { do: 'pay' }, { do: 'refund', amount: 1015, asCredit: true }),
  ],
  free: (month) => [billed(month, 2, 0), billed(month, 1, 0, { do: 'changePaymentStatus', to: 'REGISTERED' })],
};

function billed(month: Month, monthsAgo: number, amount: number, ...steps: readonly PaymentStep[]): EarlierMonth {
  const before = addMonths(month, -monthsAgo);
  const usage = metered({ month: before, projectId: 'web', counterName: 'test.units' }, [15, `${amount} UNITS`]);
  return { month: before, usage, payments: steps };
}

/** Steps of payments for a month's bill. Steps that its state does not allow are refused. */
const paymentPaths: Readonly<Record<string, (month: Month) => readonly PaymentStep[]>> = {
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
  'part-payments-cancelled': (month) => [
    { do: 'pay', month: addMonths(month, -1), amount: 500 },
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

/** Unpaid earlier months × paths through the states of a payment, refused steps included. */
export const payments = defineMatrix({
  name: 'payments',
  dimensions: {
    member: members,
    month: ['2025-08'],
    earlier: histories,
    bill: {
      some: (month) => ({ usage: units(month, 5030) }),
      // Nothing is due, and a month that owes nothing is paid as soon as it is registered.
      nothing: () => ({}),
      'late-usage': (month) => ({ usage: units(month, 4030), lateUsage: units(month, 1000) }),
    } satisfies Record<string, (month: Month) => Pick<BillingCase, 'usage' | 'lateUsage'>>,
    path: paymentPaths,
  },
  build: ({ member, month, earlier, bill, path }) => ({
    member,
    month,
    earlier: earlier(month),
    ...bill(month),
    payments: path(month),
  }),
});

function units(month: Month, count: number) {
  return metered({ month, projectId: 'web', counterName: 'test.units' }, [12, `${count} UNITS`]);
}
