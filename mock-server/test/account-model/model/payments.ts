import type { Schema } from '@billing-testkit/contracts';
import type { AccountModel } from './account-model.ts';
import { sum } from './arithmetic.ts';
import { type Allocation, type Bill, outstanding, type Payment } from './bill.ts';
import type { Month } from './calendar.ts';
import { mayBecome } from './payment-states.ts';
import { Refused } from './refused.ts';

/** The tokens that are answered: the network error is not. */
export type TestToken = Exclude<Schema<'TestToken'>, 'tok_network_error'>;

export interface Wish {
  /** All that is due is paid when the amount is absent. */
  readonly amount?: number;
  readonly testToken: TestToken;
}

/** Pays the oldest outstanding months first, up to `month` (§8, §10). */
export function pay(account: AccountModel, month: Month, { amount, testToken }: Wish) {
  const bill = account.bill(month);
  if (!account.isOpenToPayment(month)) throw new Refused('INVALID_TRANSITION');
  const due = account.amountDue(month);
  const asked = amount ?? due;
  if (asked > due) throw new Refused('OVERPAYMENT');
  return outcomes[testToken](account, bill, asked);
}

type Outcome = (
  account: AccountModel,
  bill: Bill,
  amount: number,
) => { status: Bill['status']; amount: number; month: Month };

const outcomes: Record<TestToken, Outcome> = {
  tok_success: take,
  // The rules don't say which half of an odd amount: the server takes the larger one.
  tok_partial: (account, bill, amount) => take(account, bill, Math.ceil(amount / 2)),
  tok_pending: leaveInFlight,
  tok_declined: decline,
  tok_insufficient_funds: decline,
};

function take(account: AccountModel, bill: Bill, amount: number) {
  const { month } = bill;
  account.payments.push({ month, amount, result: 'SETTLED', allocations: allocate(account, month, amount) });
  register(bill);
  return { status: bill.status, amount, month };
}

function leaveInFlight(account: AccountModel, bill: Bill, amount: number) {
  if (!mayBecome(stateOncePaid(bill), 'PENDING')) throw new Refused('INVALID_TRANSITION');
  const { month } = bill;
  account.payments.push({ month, amount, result: 'PENDING', allocations: [] });
  bill.status = 'PENDING';
  return { status: bill.status, amount, month };
}

function decline(account: AccountModel, bill: Bill, amount: number): never {
  account.payments.push({ month: bill.month, amount, result: 'DECLINED', allocations: [] });
  register(bill);
  if (bill.status === 'REGISTERED') bill.status = 'FAILED';
  throw new Refused('PAYMENT_DECLINED');
}

/** Pays the months up to one, the oldest first; each month takes its own new state (§8, §10). */
function allocate(account: AccountModel, month: Month, amount: number): Allocation[] {
  let left = amount;
  return account.owedUpTo(month).flatMap((bill) => {
    const share = Math.min(left, outstanding(bill));
    left -= share;
    if (share === 0) return [];
    bill.paid += share;
    bill.status = outstanding(bill) === 0 ? 'PAID' : 'PARTIALLY_PAID';
    return [{ month: bill.month, amount: share }];
  });
}

/** Registers a month that was only calculated; a month that owes nothing of its own is paid at once (§10). */
export function register(bill: Bill): void {
  bill.status = stateOncePaid(bill);
}

function stateOncePaid(bill: Bill): Bill['status'] {
  if (bill.status !== 'READY') return bill.status;
  return outstanding(bill) === 0 ? 'PAID' : 'REGISTERED';
}

/** The payments in flight arrive, and as much of them is taken as is due by now. */
export function settleAll(account: AccountModel): Payment[] {
  return account.pending.map((payment) => {
    const bill = account.bill(payment.month);
    payment.amount = Math.min(payment.amount, account.amountDue(payment.month));
    payment.allocations = allocate(account, payment.month, payment.amount);
    payment.result = 'SETTLED';
    if (bill.status === 'PENDING') bill.status = outstanding(bill) === 0 ? 'PAID' : 'PARTIALLY_PAID';
    return payment;
  });
}

/** Undoes all that the month's payments paid (§10). */
export function cancelPayments(account: AccountModel, month: Month) {
  const bill = account.bill(month);
  const settled = account.payments.filter((payment) => payment.month === month && payment.result === 'SETTLED');
  const allocations = settled.flatMap((payment) => payment.allocations);
  const touched = [...new Set(allocations.map((allocation) => allocation.month))].map((paid) => account.bill(paid));
  const isClosed = ({ refunded, status }: Bill) => refunded > 0 || status === 'PENDING';
  if (settled.length === 0 || touched.some(isClosed)) throw new Refused('INVALID_TRANSITION');
  for (const payment of settled) payment.result = 'CANCELLED';
  for (const owing of touched) {
    owing.paid -= sum(allocations.filter((one) => one.month === owing.month).map(({ amount }) => amount));
    owing.status = owing.paid === 0 ? 'REGISTERED' : 'PARTIALLY_PAID';
  }
  return { cancelledAmount: sum(settled.map(({ amount }) => amount)), paymentStatus: bill.status };
}

/** Refunds the amount that was paid for the month (§10). */
export function refund(account: AccountModel, month: Month, wished: number | undefined) {
  const bill = account.bill(month);
  const left = bill.paid - bill.refunded;
  const amount = wished ?? left;
  if ((bill.status !== 'PAID' && bill.status !== 'PARTIALLY_PAID') || left === 0)
    throw new Refused('INVALID_TRANSITION');
  if (amount > left) throw new Refused('OVERPAYMENT');
  bill.refunded += amount;
  if (bill.refunded === bill.paid) bill.status = 'REFUNDED';
  return { amount, paymentStatus: bill.status };
}
