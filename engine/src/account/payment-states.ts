import { BillingError } from '../errors/billing-error.ts';
import type { Month } from '../values/calendar.ts';

/** The state of a month's payment (§10). */
export type PaymentStatus = keyof typeof paymentTransitions;

/** The states that may follow each state. */
export const paymentTransitions = {
  READY: ['REGISTERED', 'CANCELLED'],
  REGISTERED: ['READY', 'PENDING', 'PAID', 'PARTIALLY_PAID', 'FAILED', 'CANCELLED'],
  PENDING: ['PAID', 'PARTIALLY_PAID', 'FAILED', 'CANCELLED'],
  FAILED: ['PENDING', 'PAID', 'PARTIALLY_PAID', 'REGISTERED', 'CANCELLED'],
  PARTIALLY_PAID: ['PENDING', 'PAID', 'PARTIALLY_PAID', 'REGISTERED', 'REFUNDED'],
  PAID: ['REFUNDED', 'REGISTERED', 'PARTIALLY_PAID'],
  CANCELLED: [],
  REFUNDED: [],
} as const satisfies Record<string, readonly string[]>;

/** Whether a statement may still be recalculated (§9). */
export function isRecalculable(status: PaymentStatus): boolean {
  return status === 'READY' || status === 'REGISTERED' || status === 'FAILED';
}

/** Whether a month owes nothing more, whatever was paid of it (§8). */
export function isWrittenOff(status: PaymentStatus): boolean {
  return status === 'CANCELLED' || status === 'REFUNDED';
}

export function mayBecome(from: PaymentStatus, to: PaymentStatus): boolean {
  const allowed: readonly PaymentStatus[] = paymentTransitions[from];
  return allowed.includes(to);
}

export function invalidTransition(month: Month, from: PaymentStatus, to: PaymentStatus, why: string): BillingError {
  return new BillingError('INVALID_TRANSITION', `The payment of ${month} is ${from} and cannot become ${to}: ${why}.`);
}
