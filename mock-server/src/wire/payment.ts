import type { Schema } from '@billing-testkit/contracts';
import type { Answer, Payment } from '@billing-testkit/engine';
import { toWireInstant } from './instant.ts';

/** A payment as the answer to its request has it. */
export function toPaymentAnswer({ payment, paymentGroupId, status }: Answer<'pay'>) {
  const { paymentId, amount, method, transactionId, at, month } = payment;
  return { paymentId, paymentGroupId, status, amount, method, transactionId, paymentDate: toWireInstant(at), month };
}

/** A payment as lists have it. */
export function toWirePayment(payment: Payment, paymentGroupId: string): Schema<'Payment'> {
  const { paymentId, month, status, amount, method, transactionId, at, allocations } = payment;
  return {
    paymentId,
    paymentGroupId,
    month,
    result: status,
    amount,
    method,
    transactionId,
    paymentDate: toWireInstant(at),
    allocations: allocations.map((allocation) => ({ ...allocation })),
  };
}
