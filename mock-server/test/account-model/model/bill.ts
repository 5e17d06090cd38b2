import type { AppliedAdjustment } from './adjustments.ts';
import type { Month } from './calendar.ts';
import type { Use } from './credits.ts';
import { owesNothingMore, type PaymentStatus } from './payment-states.ts';
import type { Line } from './usage.ts';

/** The calculated part of a statement, as it is printed. */
export interface CalculatedStatement {
  readonly lineItems: readonly Line[];
  readonly usageAmount: number;
  readonly contractDiscount: number;
  readonly baseFee: number;
  readonly minimumCommitment: number;
  readonly subtotal: number;
  readonly appliedAdjustments: readonly AppliedAdjustment[];
  readonly adjustmentTotal: number;
  readonly discount: number;
  readonly appliedCredits: readonly Use[];
  readonly creditApplied: number;
  readonly charge: number;
  readonly vat: number;
  readonly unpaidAmount: number;
  readonly lateFee: number;
  readonly totalAmount: number;
}

export interface Bill {
  readonly month: Month;
  statement: CalculatedStatement;
  status: PaymentStatus;
  /** The paid part of the month's own due; refunds don't lower it. */
  paid: number;
  refunded: number;
}

export interface Allocation {
  readonly month: Month;
  readonly amount: number;
}

export interface Payment {
  readonly month: Month;
  amount: number;
  result: 'SETTLED' | 'PENDING' | 'DECLINED' | 'CANCELLED';
  allocations: readonly Allocation[];
}

/** A month's own due, less the paid part (§8). */
export function outstanding({ statement: { charge, vat, lateFee }, status, paid }: Bill): number {
  return owesNothingMore(status) ? 0 : charge + vat + lateFee - paid;
}
