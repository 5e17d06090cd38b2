import { addMonths, type Month } from '@billing-testkit/engine';
import type { PaymentStep } from '../life/billing-case.ts';

/** What becomes of a month's bill; steps that the state it is in does not allow are refused. */
export const paymentPaths: Readonly<Record<string, (month: Month) => readonly PaymentStep[]>> = {
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
