import type { Month } from '../../values/calendar.ts';
import type { Money } from '../../values/money.ts';
import type { Bill } from '../account.ts';
import { outstandingIn } from '../bills.ts';
import { invalidTransition, mayBecome, type PaymentStatus } from '../payment-states.ts';
import type { Draft } from './draft.ts';

/** The payment states of the months during a decision, which moves them by one transition of §10 after the other. */
export class PaymentMoves {
  readonly #draft: Draft;
  readonly #moved = new Map<Month, PaymentStatus>();

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  of({ month, status }: Bill): PaymentStatus {
    return this.#moved.get(month) ?? status;
  }

  /** Moves a month to another state. Throws `INVALID_TRANSITION` when the table of §10 lacks the transition. */
  move(bill: Bill, to: PaymentStatus, why: string): void {
    const from = this.of(bill);
    if (!mayBecome(from, to)) throw invalidTransition(bill.month, from, to, why);
    this.#moved.set(bill.month, to);
    this.#draft.add({ type: 'paymentStatusChanged', month: bill.month, from, to });
  }

  /** Paying a month that was only calculated registers it on the way. */
  register(bill: Bill): void {
    if (this.of(bill) === 'READY') this.enterRegistered(bill);
  }

  /** A month that owes nothing by itself is paid as soon as it is registered. */
  enterRegistered(bill: Bill): void {
    this.move(bill, 'REGISTERED', 'it cannot be registered');
    if (outstandingIn(bill) === 0) this.move(bill, 'PAID', 'it cannot be paid');
  }

  /** A declined payment does not change the amount that was paid before. */
  fail(bill: Bill): void {
    if (this.of(bill) === 'REGISTERED') this.move(bill, 'FAILED', 'it cannot fail');
  }

  /** Moves a month to the state that follows from the money that it gets. */
  settle(bill: Bill, amount: Money): void {
    this.register(bill);
    const to = outstandingIn(bill) === amount ? 'PAID' : 'PARTIALLY_PAID';
    if (this.of(bill) !== to) this.move(bill, to, 'it cannot be paid');
  }
}
