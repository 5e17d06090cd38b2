import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import type { Month } from '../../values/calendar.ts';
import type { Money } from '../../values/money.ts';
import type { Account, Bill, Payment } from '../account.ts';
import { amountDue, billOf } from '../bills.ts';
import type { Pay, PaymentAnswer, PaymentOutcome } from '../commands.ts';
import { invalidTransition, isWrittenOff } from '../payment-states.ts';
import { allocate, allocationsOf } from './allocate.ts';
import type { Decision, Draft } from './draft.ts';
import { PaymentMoves } from './payment-moves.ts';

interface Outcome {
  readonly status: 'SETTLED' | 'PENDING' | 'DECLINED';
  readonly taken: (amount: Money) => Money;
}

const outcomes: Record<PaymentOutcome, Outcome> = {
  SUCCEEDS: { status: 'SETTLED', taken: (amount) => amount },
  TAKES_HALF: { status: 'SETTLED', taken: (amount) => Math.ceil(amount / 2) },
  STAYS_PENDING: { status: 'PENDING', taken: (amount) => amount },
  IS_DECLINED: { status: 'DECLINED', taken: (amount) => amount },
};

/** Pays the oldest outstanding months up to `month` (§8); every month it touches takes its own new state (§10). */
export function pay(draft: Draft, { month, amount, method, outcome }: Pay): Decision<PaymentAnswer> {
  const inspection = new Inspection();
  inspection.month(month, '/month');
  if (amount !== undefined) inspection.money(amount, '/amount', { min: 1 });
  inspection.finish('Nothing was paid:');
  const bill = billOf(draft.account, month);
  const due = payable(draft, bill);
  const asked = amount ?? due;
  if (asked > due) {
    throw new BillingError('OVERPAYMENT', `Only ${due} is due for ${month}, not ${asked}: pay at most what is due.`, [
      { path: '/amount', message: `must be <= ${due}` },
    ]);
  }
  const { status, taken } = outcomes[outcome];
  const paid = taken(asked);
  const shares = status === 'SETTLED' ? allocate(draft.account, month, paid) : [];
  const payment: Payment = {
    paymentId: draft.id('payment'),
    transactionId: draft.id('tx'),
    month,
    amount: paid,
    method,
    status,
    at: draft.now,
    allocations: allocationsOf(shares),
  };
  draft.add({ type: 'paymentMade', payment });
  const moves = new PaymentMoves(draft);
  moves.register(bill);
  after[status](moves, bill);
  for (const share of shares) moves.settle(share.bill, share.amount);
  return draft.decided({ payment, paymentGroupId: bill.paymentGroupId, status: moves.of(bill) });
}

/** The effect of a payment on the month that was paid, by the payment's status. */
const after: Record<Outcome['status'], (moves: PaymentMoves, bill: Bill) => void> = {
  SETTLED: () => undefined,
  PENDING: (moves, bill) => moves.move(bill, 'PENDING', 'it is not open to a payment'),
  DECLINED: (moves, bill) => moves.fail(bill),
};

/** The amount due for the month; throws when the month is not open to a payment (§10). */
function payable({ account }: Draft, bill: Bill): Money {
  const { month, status } = bill;
  if (isWrittenOff(status)) throw invalidTransition(month, status, 'PAID', 'it is final');
  const pending = firstPending(account);
  if (pending !== undefined && pending <= month) {
    throw invalidTransition(month, status, 'PENDING', `a payment of ${pending} is pending and has to settle first`);
  }
  const due = amountDue(account, month);
  if (due === 0) throw invalidTransition(month, status, 'PAID', 'nothing is due');
  return due;
}

function firstPending({ pending }: Account): Month | undefined {
  let first: Month | undefined;
  for (const month of pending.keys()) if (first === undefined || month < first) first = month;
  return first;
}
