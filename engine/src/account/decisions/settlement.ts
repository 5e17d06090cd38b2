import type { Month } from '../../values/calendar.ts';
import { amountDue, billOf } from '../bills.ts';
import type { OfMonth, PaymentAnswer } from '../commands.ts';
import { invalidTransition } from '../payment-states.ts';
import { allocate, allocationsOf } from './allocate.ts';
import type { Decision, Draft } from './draft.ts';
import { PaymentMoves } from './payment-moves.ts';

/**
 * Settles the payment of a month that is in flight: as much of it is taken as is due by now (§10). An older month that it
 * pays, but whose own payment is in flight too, stays pending until that one is settled.
 */
export function settlePayment(draft: Draft, { month }: OfMonth): Decision<PaymentAnswer> {
  const { account } = draft;
  const bill = billOf(account, month);
  const pending = account.pending.get(month);
  if (!pending) throw invalidTransition(month, bill.status, 'PAID', 'no payment of it is pending');
  const amount = Math.min(pending.amount, amountDue(account, month));
  const shares = allocate(account, month, amount);
  const allocations = allocationsOf(shares);
  draft.add({ type: 'paymentSettled', paymentId: pending.paymentId, amount, allocations });
  const moves = new PaymentMoves(draft);
  const isInFlight = (other: Month) => other !== month && account.pending.has(other);
  for (const share of shares) if (!isInFlight(share.bill.month)) moves.settle(share.bill, share.amount);
  if (moves.of(bill) === 'PENDING') moves.settle(bill, 0);
  const payment = { ...pending, amount, allocations, status: 'SETTLED' } as const;
  return draft.decided({ payment, paymentGroupId: bill.paymentGroupId, status: moves.of(bill) });
}
