import { BillingError } from '../../errors/billing-error.ts';
import type { Month } from '../../values/calendar.ts';
import type { Account, Bill } from '../account.ts';
import { isRecalculable } from '../payment-states.ts';

/** The month's statement when it is final: readings of the month change nothing of it (§9). */
export function finalBillOf({ bills }: Account, month: Month): Bill | undefined {
  const bill = bills.get(month);
  return bill && !isRecalculable(bill.status) ? bill : undefined;
}

/**
 * The refusal to change a final statement, or something that it was billed for. `path` is the field that named it, and
 * `must` has the words for the thing that the field names.
 */
export function finalized({ month, status }: Bill, path: string, must: string): BillingError {
  return new BillingError(
    'STATEMENT_FINALIZED',
    `The statement of ${month} is final: its payment is ${status}. Only READY, REGISTERED and FAILED months can change.`,
    [{ path, message: `must be ${must} whose statement is not final` }],
  );
}
