import type { AccountModel } from './account-model.ts';
import { type Bill, outstanding } from './bill.ts';
import type { Month } from './calendar.ts';
import { mayBecome, type PaymentStatus } from './payment-states.ts';
import { register } from './payments.ts';
import { Refused } from './refused.ts';

/** The states of a month for which nothing is paid. */
const unpaid: readonly PaymentStatus[] = ['READY', 'REGISTERED', 'FAILED', 'CANCELLED'];

/** Moves a month's payment to another state that the table has; money moves only to `PAID` and to `REFUNDED` (§10). */
export function changeStatus(account: AccountModel, month: Month, to: PaymentStatus): { paymentStatus: PaymentStatus } {
  const bill = account.bill(month);
  if (to === 'PARTIALLY_PAID' || !mayBecome(bill.status, to)) throw new Refused('INVALID_TRANSITION');
  if (unpaid.includes(to) && bill.paid > 0) throw new Refused('INVALID_TRANSITION');
  changes[to](account, bill);
  return { paymentStatus: bill.status };
}

const changes: Record<Exclude<PaymentStatus, 'PARTIALLY_PAID'>, (account: AccountModel, bill: Bill) => void> = {
  READY: (_, bill) => {
    bill.status = 'READY';
  },
  REGISTERED: (_, bill) => {
    bill.status = 'READY';
    register(bill);
  },
  // The rules are silent: a payment that is put in flight by hand pays the month's own outstanding.
  PENDING(account, bill) {
    const { month } = bill;
    account.payments.push({ month, amount: outstanding(bill), result: 'PENDING', allocations: [] });
    bill.status = 'PENDING';
  },
  PAID(account, bill) {
    endPending(account, bill, 'CANCELLED');
    const { month } = bill;
    const amount = outstanding(bill);
    if (amount > 0) account.payments.push({ month, amount, result: 'SETTLED', allocations: [{ month, amount }] });
    bill.paid += amount;
    bill.status = 'PAID';
  },
  FAILED(account, bill) {
    endPending(account, bill, 'DECLINED');
    bill.status = 'FAILED';
  },
  CANCELLED(account, bill) {
    endPending(account, bill, 'CANCELLED');
    bill.status = 'CANCELLED';
  },
  // A refund of nothing does not write off the amount that is still owed; the rules are silent.
  REFUNDED(_, bill) {
    if (bill.paid === bill.refunded && outstanding(bill) > 0) throw new Refused('INVALID_TRANSITION');
    bill.refunded = bill.paid;
    bill.status = 'REFUNDED';
  },
};

function endPending({ pending }: AccountModel, { month }: Bill, result: 'CANCELLED' | 'DECLINED'): void {
  for (const payment of pending) if (payment.month === month) payment.result = result;
}
