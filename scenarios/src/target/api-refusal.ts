import type { BillingErrorCode } from '@billing-testkit/engine';
import type { BillingApiError } from '@billing-testkit/sdk';

/** What a bill can be refused for: what the engine refuses too, and a declined payment. Anything else is trouble. */
const refusals: Readonly<Record<BillingErrorCode | 'PAYMENT_DECLINED', true>> = {
  ALREADY_EXISTS: true,
  AMOUNT_OUT_OF_RANGE: true,
  COUNTER_TYPE_CONFLICT: true,
  COUPON_REDEEMED: true,
  CURRENCY_MISMATCH: true,
  INVALID_TRANSITION: true,
  NOT_FOUND: true,
  OVERPAYMENT: true,
  PAYMENT_DECLINED: true,
  STATEMENT_FINALIZED: true,
  UNIT_MISMATCH: true,
  VALIDATION_ERROR: true,
};

/** Whether the system understood what it was asked and said no. */
export function isRefusal({ code }: BillingApiError): boolean {
  return Object.hasOwn(refusals, code);
}
