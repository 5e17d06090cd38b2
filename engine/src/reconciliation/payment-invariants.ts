import type { Account, Bill } from '../account/account.ts';
import { outstandingIn } from '../account/bills.ts';
import type { PaymentStatus } from '../account/payment-states.ts';
import { outstandingOf } from '../model/outstanding.ts';
import type { Invariant } from './invariant.ts';
import { Sums } from './sums.ts';

/** The mistake in a bill, by payment state; `undefined` when there is none. */
const states: Readonly<Record<PaymentStatus, (bill: Bill, account: Account) => string | undefined>> = {
  READY: nothingPaid,
  REGISTERED: nothingPaid,
  FAILED: nothingPaid,
  CANCELLED: nothingPaid,
  PENDING: ({ month }, { pending }) => (pending.has(month) ? undefined : 'no payment of it is pending'),
  PARTIALLY_PAID: (bill) => (outstandingIn(bill) > 0 ? undefined : 'nothing is outstanding'),
  PAID: (bill) => (outstandingIn(bill) === 0 ? undefined : `${outstandingIn(bill)} is outstanding`),
  REFUNDED: ({ paid, refunded }) => (paid === refunded ? undefined : `${paid} was paid and ${refunded} refunded`),
};

export const paymentInvariants: readonly Invariant[] = [
  { section: 8, invariant: 'a payment goes to months in full', violations: unallocated },
  { section: 8, invariant: 'what was paid of a month is what payments brought', violations: wrongPaid },
  { section: 8, invariant: 'no month is paid more than it owes', violations: overpaid },
  { section: 8, invariant: 'what is outstanding is kept in mind', violations: wrongOwing },
  {
    section: 10,
    invariant: 'what was refunded of a month is what refunds gave back, and no more than was paid',
    violations: wrongRefunds,
  },
  { section: 10, invariant: 'a state says how a month is paid', violations: wrongStates },
];

function nothingPaid({ paid }: Bill): string | undefined {
  return paid === 0 ? undefined : `${paid} was paid`;
}

function* unallocated({ payments }: Account): Generator<string> {
  for (const { paymentId, amount, status, allocations } of payments.values()) {
    const sum = allocations.reduce((all, allocation) => all + allocation.amount, 0);
    if (status === 'SETTLED' && sum !== amount)
      yield `The payment ${paymentId} is of ${amount}, and ${sum} went to months.`;
  }
}

function* wrongPaid({ bills, payments }: Account): Generator<string> {
  const brought = new Sums();
  for (const { status, allocations } of payments.values()) {
    if (status !== 'SETTLED') continue;
    for (const { month, amount } of allocations) brought.add(month, amount);
  }
  for (const { month, paid } of bills.values()) {
    const sum = brought.of(month);
    if (sum !== paid) yield `Of ${month} ${paid} was paid, and payments brought ${sum}.`;
  }
}

function* overpaid({ bills }: Account): Generator<string> {
  for (const { month, statement, paid } of bills.values()) {
    const left = outstandingOf({ ...statement, paid });
    if (left < 0) yield `Of ${month} ${-left} too much was paid.`;
  }
}

function* wrongOwing({ bills, owing }: Account): Generator<string> {
  for (const bill of bills.values()) {
    if (outstandingIn(bill) > 0 !== owing.has(bill.month)) yield `${bill.month} owes ${outstandingIn(bill)}.`;
  }
}

function* wrongRefunds({ bills, refunds }: Account): Generator<string> {
  const givenBack = new Sums();
  for (const { month, amount } of refunds) givenBack.add(month, amount);
  for (const { month, paid, refunded } of bills.values()) {
    const sum = givenBack.of(month);
    if (sum !== refunded) yield `Of ${month} ${refunded} was refunded, and refunds come to ${sum}.`;
    if (refunded > paid) yield `Of ${month} ${refunded} was refunded, and ${paid} was paid.`;
  }
}

function* wrongStates(account: Account): Generator<string> {
  for (const bill of account.bills.values()) {
    const wrong = states[bill.status](bill, account);
    if (wrong !== undefined) yield `${bill.month} is ${bill.status}, but ${wrong}.`;
  }
}
