import type { Schema } from '@billing-testkit/contracts';

export type PaymentStatus = Schema<'PaymentStatus'>;

/** The table of §10, as it is written there. */
const transitions: Record<PaymentStatus, readonly PaymentStatus[]> = {
  READY: ['REGISTERED', 'CANCELLED'],
  REGISTERED: ['READY', 'PENDING', 'PAID', 'PARTIALLY_PAID', 'FAILED', 'CANCELLED'],
  PENDING: ['PAID', 'PARTIALLY_PAID', 'FAILED', 'CANCELLED'],
  FAILED: ['PENDING', 'PAID', 'PARTIALLY_PAID', 'REGISTERED', 'CANCELLED'],
  PARTIALLY_PAID: ['PENDING', 'PAID', 'PARTIALLY_PAID', 'REGISTERED', 'REFUNDED'],
  PAID: ['REFUNDED', 'REGISTERED', 'PARTIALLY_PAID'],
  CANCELLED: [],
  REFUNDED: [],
};

export const paymentStatuses: readonly PaymentStatus[] = [
  'READY',
  'REGISTERED',
  'PENDING',
  'FAILED',
  'PARTIALLY_PAID',
  'PAID',
  'CANCELLED',
  'REFUNDED',
];

export function mayBecome(from: PaymentStatus, to: PaymentStatus): boolean {
  return transitions[from].includes(to);
}

/** Months in these states owe nothing more (§8). */
export function owesNothingMore(status: PaymentStatus): boolean {
  return status === 'CANCELLED' || status === 'REFUNDED';
}

/** A statement may be calculated again in these states only (§9). */
export function isRecalculable(status: PaymentStatus): boolean {
  return status === 'READY' || status === 'REGISTERED' || status === 'FAILED';
}
