import { addMonths, type Month } from '@billing-testkit/engine';
import type { EarlierMonth, PaymentStep } from '../life/billing-case.ts';
import { metered } from './metered.ts';

/** Months that were billed before `month`, oldest first. */
export type History = (month: Month) => readonly EarlierMonth[];

/** What an earlier month was billed and what became of it. Two months ago is overdue, one month ago is not. */
export const histories: Readonly<Record<string, History>> = {
  none: () => [],
  current: (month) => [billed(month, 1, 3000)],
  overdue: (month) => [billed(month, 2, 10_030)],
  // The late fee for the first was the second's, and is not charged again.
  'late-fee-charged': (month) => [billed(month, 3, 10_030), billed(month, 1, 3000)],
  // The second is overdue with a late fee of its own, of which no late fee is taken.
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

function billed(month: Month, monthsAgo: number, amount: number, ...payments: readonly PaymentStep[]): EarlierMonth {
  const before = addMonths(month, -monthsAgo);
  const usage = metered({ month: before, projectId: 'web', counterName: 'test.units' }, [15, `${amount} UNITS`]);
  return { month: before, usage, payments };
}
