import type { Adjustment } from './adjustments.ts';
import { sum } from './arithmetic.ts';
import { type Bill, outstanding, type Payment } from './bill.ts';
import type { Month } from './calendar.ts';
import type { Assignment, Contract } from './contracts.ts';
import { Credits } from './credits.ts';
import type { Member } from './member.ts';
import { owesNothingMore } from './payment-states.ts';
import type { Reading } from './readings.ts';
import { Refused } from './refused.ts';

/** The test's own knowledge of an account, from the billing rules and the requests that it sent. */
export class AccountModel {
  readonly uuid: string;
  readonly member: Member;
  readonly readings: Reading[] = [];
  contracts: Contract[] = [];
  assignments: Assignment[] = [];
  adjustments: Adjustment[] = [];
  readonly credits: Credits;
  readonly payments: Payment[] = [];
  /** The months that a late fee was charged for, and by the statement of which month (§8). */
  readonly lateFees = new Map<Month, Month>();
  readonly #bills = new Map<Month, Bill>();

  constructor(uuid: string, member: Member) {
    this.uuid = uuid;
    this.member = member;
    this.credits = new Credits(member.currency);
  }

  get billingGroupId(): string {
    return `bg-${this.uuid}`;
  }

  paymentGroupId(month: Month): string {
    return `pg-${this.uuid}-${month}`;
  }

  /** The calculated months, oldest first. */
  get bills(): Bill[] {
    return [...this.#bills.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
  }

  /** The month's bill; one that is not calculated is refused as not found. */
  bill(month: Month): Bill {
    const bill = this.#bills.get(month);
    if (!bill) throw new Refused('NOT_FOUND');
    return bill;
  }

  find(month: Month): Bill | undefined {
    return this.#bills.get(month);
  }

  calculated(bill: Bill): void {
    this.#bills.set(bill.month, bill);
  }

  dropped(month: Month): void {
    this.#bills.delete(month);
  }

  /** The months up to one that still owe something, oldest first (§8). */
  owedUpTo(month: Month): Bill[] {
    return this.bills.filter((bill) => bill.month <= month && outstanding(bill) > 0);
  }

  /** The outstanding amount of all months up to the given one (§8). */
  amountDue(month: Month): number {
    return sum(this.owedUpTo(month).map(outstanding));
  }

  /** Whether paying the month would not be refused as a transition (§10). */
  isOpenToPayment(month: Month): boolean {
    const bill = this.#bills.get(month);
    const isInFlight = this.pending.some((payment) => payment.month <= month);
    return bill !== undefined && !owesNothingMore(bill.status) && !isInFlight && this.amountDue(month) > 0;
  }

  /** The payments that are in flight, the oldest month's first. */
  get pending(): Payment[] {
    const inFlight = this.payments.filter(({ result }) => result === 'PENDING');
    return inFlight.sort((a, b) => (a.month < b.month ? -1 : 1));
  }
}
