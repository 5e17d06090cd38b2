import type { Bill, Payment } from '../account.ts';
import { billOf, outstandingIn } from '../bills.ts';
import type { ChangePaymentStatus } from '../commands.ts';
import { invalidTransition, mayBecome, type PaymentStatus } from '../payment-states.ts';
import type { Decision, Draft } from './draft.ts';
import { PaymentMoves } from './payment-moves.ts';

const METHOD = 'STATUS_CHANGE';
const NOT_ALLOWED = 'no payment goes from the one to the other';

/** The states in which nothing is paid. */
const unpaid: ReadonlySet<PaymentStatus> = new Set(['READY', 'REGISTERED', 'FAILED', 'CANCELLED']);

/** Sets a month's payment state, as the provider's staff does (§10). Money moves only with `PAID` and `REFUNDED`. */
export function changePaymentStatus(
  draft: Draft,
  { month, to }: ChangePaymentStatus,
): Decision<{ status: PaymentStatus }> {
  const bill = billOf(draft.account, month);
  const { status: from, paid } = bill;
  if (!mayBecome(from, to)) throw invalidTransition(month, from, to, NOT_ALLOWED);
  if (to === 'PARTIALLY_PAID') throw invalidTransition(month, from, to, 'it takes a payment of a part');
  if (unpaid.has(to) && paid > 0) throw invalidTransition(month, from, to, 'money was paid for it');
  const moves = new PaymentMoves(draft);
  changes[to](draft, bill, moves);
  return draft.decided({ status: moves.of(bill) });
}

type Change = (draft: Draft, bill: Bill, moves: PaymentMoves) => void;

const changes: Record<Exclude<PaymentStatus, 'PARTIALLY_PAID'>, Change> = {
  READY: (_draft, bill, moves) => moves.move(bill, 'READY', NOT_ALLOWED),

  REGISTERED: (_draft, bill, moves) => moves.enterRegistered(bill),

  PENDING(draft, bill, moves) {
    draft.add({ type: 'paymentMade', payment: paymentOf(draft, bill, 'PENDING') });
    moves.move(bill, 'PENDING', NOT_ALLOWED);
  },

  PAID(draft, bill, moves) {
    endPending(draft, bill, 'CANCELLED');
    if (outstandingIn(bill) > 0) draft.add({ type: 'paymentMade', payment: paymentOf(draft, bill, 'SETTLED') });
    moves.move(bill, 'PAID', NOT_ALLOWED);
  },

  FAILED(draft, bill, moves) {
    endPending(draft, bill, 'DECLINED');
    moves.move(bill, 'FAILED', NOT_ALLOWED);
  },

  CANCELLED(draft, bill, moves) {
    endPending(draft, bill, 'CANCELLED');
    moves.move(bill, 'CANCELLED', NOT_ALLOWED);
  },

  REFUNDED(draft, bill, moves) {
    const amount = bill.paid - bill.refunded;
    // A refund of nothing must not write off the amount that is still owed.
    if (amount === 0 && outstandingIn(bill) > 0) {
      throw invalidTransition(bill.month, bill.status, 'REFUNDED', 'there is no money to give back');
    }
    const refund = { refundId: draft.id('refund'), month: bill.month, amount, at: draft.now };
    if (amount > 0) draft.add({ type: 'refundMade', refund });
    moves.move(bill, 'REFUNDED', NOT_ALLOWED);
  },
};

/** A payment of all that the month by itself still owes. */
function paymentOf(draft: Draft, bill: Bill, status: 'PENDING' | 'SETTLED'): Payment {
  const { month } = bill;
  const amount = outstandingIn(bill);
  const ids = { paymentId: draft.id('payment'), transactionId: draft.id('tx') };
  const allocations = status === 'SETTLED' ? [{ month, amount }] : [];
  return { ...ids, month, amount, method: METHOD, status, at: draft.now, allocations };
}

function endPending(draft: Draft, { month }: Bill, as: 'DECLINED' | 'CANCELLED'): void {
  const pending = draft.account.pending.get(month);
  if (pending) draft.add({ type: 'paymentEnded', paymentId: pending.paymentId, as });
}
