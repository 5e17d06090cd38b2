import type { AccountModel } from './account-model.ts';
import { sum } from './arithmetic.ts';
import { calculate } from './calculation.ts';
import { lastDay, type Month } from './calendar.ts';
import { isRecalculable } from './payment-states.ts';
import { pay, register, settleAll } from './payments.ts';

const SKIPPED = { status: 'SKIPPED' };

export function calculateInBatch(account: AccountModel, month: Month): object {
  const { status = 'READY' } = account.find(month) ?? {};
  return isRecalculable(status) ? { status: 'SUCCEEDED', ...calculate(account, month) } : SKIPPED;
}

/** Issues a statement that is only calculated. */
export function generateStatement(account: AccountModel, month: Month): object {
  const bill = account.find(month);
  if (bill?.status !== 'READY') return SKIPPED;
  register(bill);
  return { status: 'SUCCEEDED', paymentStatus: bill.status };
}

/** Settles all that is in flight, then collects the month when it is registered and anything is due. */
export function processPayment(account: AccountModel, month: Month): object {
  const settled = settleAll(account).map(({ amount }) => amount);
  const isDue = account.find(month)?.status === 'REGISTERED' && account.amountDue(month) > 0;
  const collected = isDue ? [pay(account, month, { testToken: 'tok_success' }).amount] : [];
  const made = [...settled, ...collected];
  if (made.length === 0) return SKIPPED;
  const bill = account.find(month);
  const now = bill ? { paymentStatus: bill.status } : {};
  return { status: 'SUCCEEDED', count: made.length, amount: sum(made), ...now };
}

/** Expires credits as of the month's last day: a credit can be used through its expiry date (§6). */
export function expireCredits({ credits }: AccountModel, month: Month): object {
  const day = lastDay(month);
  const { count, amount } = credits.end('EXPIRE', ({ expiresOn = day }) => expiresOn < day);
  return count > 0 ? { status: 'SUCCEEDED', count, amount } : SKIPPED;
}

/** Assignments that end with the month go on, open ended. */
export function renewContracts(account: AccountModel, month: Month): object {
  const ending = account.assignments.filter(({ monthTo }) => monthTo === month);
  account.assignments = account.assignments.map((assignment) => {
    if (assignment.monthTo !== month) return assignment;
    const { contract, monthFrom } = assignment;
    return { contract, monthFrom };
  });
  return ending.length > 0 ? { status: 'SUCCEEDED', count: ending.length } : SKIPPED;
}
