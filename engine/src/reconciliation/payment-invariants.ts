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
  { section: 8, invariant: 'a payment is allocated to months in full', violations: unallocated },
  {
    section: 8,
    invariant: 'the paid amount of a month is the sum of what payments allocate to it',
    violations: wrongPaid,
  },
  { section: 8, invariant: 'no month is paid more than it owes', violations: overpaid },
  { section: 8, invariant: 'the months that owe are those of which something is outstanding', violations: wrongOwing },
  {
    section: 10,
    invariant: 'the refunded amount of a month is the sum of its refunds, and not above the paid amount',
    violations: wrongRefunds,
  },
  {
    section: 10,
    invariant: 'the payment status of a month agrees with what was paid and refunded',
    violations: wrongStates,
  },
];

function nothingPaid({ paid }: Bill): string | undefined {
  return paid === 0 ? undefined : `${paid} was paid`;
}

function* unallocated({ payments }: Account): Generator<string> {
  for (const { paymentId, amount, status, allocations } of payments.values()) {
    const sum = allocations.reduce((all, allocation) => all + allocation.amount, 0);
    if (status === 'SETTLED' && sum !== amount)
      yield `The payment ${paymentId} is of ${amount}, but ${sum} is allocated to months.`;
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
    if (sum !== paid) yield `The paid amount of ${month} is ${paid}, but payments allocate ${sum} to it.`;
  }
}

function* overpaid({ bills }: Account): Generator<string> {
  for (const { month, statement, paid } of bills.values()) {
    const left = outstandingOf({ ...statement, paid });
    if (left < 0) yield `${month} is paid ${-left} more than it owes.`;
  }
}

function* wrongOwing({ bills, owing }: Account): Generator<string> {
  for (const bill of bills.values()) {
    if (outstandingIn(bill) > 0 !== owing.has(bill.month))
      yield `Of ${bill.month} ${outstandingIn(bill)} is outstanding, but it is ${owing.has(bill.month) ? '' : 'not '}among the months that owe.`;
  }
}

function* wrongRefunds({ bills, refunds }: Account): Generator<string> {
  const givenBack = new Sums();
  for (const { month, amount } of refunds) givenBack.add(month, amount);
  for (const { month, paid, refunded } of bills.values()) {
    const sum = givenBack.of(month);
    if (sum !== refunded) yield `The refunded amount of ${month} is ${refunded}, but its refunds come to ${sum}.`;
    if (refunded > paid) yield `The refunded amount of ${month} is ${refunded}, but only ${paid} was paid.`;
  }
}

function* wrongStates(account: Account): Generator<string> {
  for (const bill of account.bills.values()) {
    const wrong = states[bill.status](bill, account);
    if (wrong !== undefined) yield `${bill.month} is ${bill.status}, but ${wrong}.`;
  }
}
