import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import type { Money } from '../../values/money.ts';
import type { Bill, Refund } from '../account.ts';
import { billOf } from '../bills.ts';
import type { RefundAnswer, RefundMonth } from '../commands.ts';
import { invalidTransition } from '../payment-states.ts';
import type { Decision, Draft } from './draft.ts';
import { addCredit } from './ledger.ts';
import { PaymentMoves } from './payment-moves.ts';

/** Gives back an amount that was paid for one month, the way it came or as a credit (§10). */
export function refund(draft: Draft, input: RefundMonth): Decision<RefundAnswer> {
  const { month, reason, to } = input;
  const bill = billOf(draft.account, month);
  const amount = refundable(bill, input);
  const creditId = to === 'CREDIT' ? grantRefund(draft, bill, amount) : undefined;
  const made: Refund = {
    refundId: draft.id('refund'),
    month,
    amount,
    at: draft.now,
    ...(reason !== undefined && { reason }),
    ...(creditId !== undefined && { creditId }),
  };
  draft.add({ type: 'refundMade', refund: made });
  const moves = new PaymentMoves(draft);
  if (bill.refunded + amount === bill.paid) moves.move(bill, 'REFUNDED', 'nothing was paid for it');
  return draft.decided({ refund: made, status: moves.of(bill) });
}

function refundable(bill: Bill, { month, amount }: RefundMonth): Money {
  const left = bill.paid - bill.refunded;
  const isPaid = bill.status === 'PAID' || bill.status === 'PARTIALLY_PAID';
  if (!isPaid || left === 0) throw invalidTransition(month, bill.status, 'REFUNDED', 'there is no money to give back');
  const inspection = new Inspection();
  if (amount !== undefined) inspection.money(amount, '/amount', { min: 1 });
  inspection.finish('Nothing was refunded:');
  const asked = amount ?? left;
  if (asked <= left) return asked;
  throw new BillingError(
    'OVERPAYMENT',
    `Only ${left} of ${month} is left to refund, not ${asked}: refund at most that.`,
    [{ path: '/amount', message: `must be <= ${left}` }],
  );
}

function grantRefund(draft: Draft, { month }: Bill, amount: Money): string {
  const { currency } = draft.account.member;
  return addCredit(draft, { type: 'REFUND', currency, name: `Refund of ${month}`, granted: amount }, 'REFUND').creditId;
}
