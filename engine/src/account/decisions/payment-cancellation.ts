import type { Month } from '../../values/calendar.ts';
import { type Money, sumMoney } from '../../values/money.ts';
import type { Bill, Payment } from '../account.ts';
import { billOf } from '../bills.ts';
import type { OfMonth, PaymentsCancelled } from '../commands.ts';
import { invalidTransition } from '../payment-states.ts';
import type { Decision, Draft } from './draft.ts';
import { PaymentMoves } from './payment-moves.ts';

/** Gives back the amounts that the payments of a month paid: every month they touched owes its part again (§10). */
export function cancelPayments(draft: Draft, { month }: OfMonth): Decision<PaymentsCancelled> {
  const { account } = draft;
  const bill = billOf(account, month);
  const payments = [...(account.settled.get(month)?.values() ?? [])];
  if (payments.length === 0) {
    throw invalidTransition(month, bill.status, 'REGISTERED', 'there is no payment of it to cancel');
  }
  for (const { paymentId } of payments) draft.add({ type: 'paymentEnded', paymentId, as: 'CANCELLED' });
  const moves = new PaymentMoves(draft);
  for (const [touched, amount] of amountsByMonth(payments)) reopen(draft, moves, billOf(account, touched), amount);
  const cancelledAmount = sumMoney(payments.map(({ amount }) => amount));
  return draft.decided({ cancelledAmount, status: moves.of(bill) });
}

/** Takes a month back to `REGISTERED`, or to `PARTIALLY_PAID` when other payments have paid a part of it. */
function reopen({ account }: Draft, moves: PaymentMoves, bill: Bill, amount: Money): void {
  const { month, status, paid, refunded } = bill;
  const to = paid === amount ? 'REGISTERED' : 'PARTIALLY_PAID';
  if (refunded > 0) throw invalidTransition(month, status, to, 'a part of what was paid for it was refunded');
  if (account.pending.has(month)) throw invalidTransition(month, status, to, 'a payment of it is pending');
  if (status !== to) moves.move(bill, to, 'what was paid for it cannot be undone');
}

function amountsByMonth(payments: readonly Payment[]): Map<Month, Money> {
  const amounts = new Map<Month, Money>();
  for (const { month, amount } of payments.flatMap(({ allocations }) => allocations)) {
    amounts.set(month, sumMoney([amounts.get(month) ?? 0, amount]));
  }
  return amounts;
}
