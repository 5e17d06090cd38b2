import type { Month } from '../values/calendar.ts';
import type { AccountCredit, Allocation, Bill, Payment } from './account.ts';
import { outstandingIn } from './bills.ts';
import type { AccountEvent, EventData } from './events.ts';
import type { LiveAccount, LiveBooks } from './live-account.ts';

/** Changes the account by an event. Takes every event that was decided on this account, and never fails. */
export function apply(account: LiveAccount, event: AccountEvent): void {
  if (event.type === 'readingsRecorded') for (const reading of event.readings) account.readings.append(reading);
  else if (event.type === 'readingsDeleted') account.readings.delete(event.meterIds);
  else change(account, event.type, event);
}

/** Changes the books of an account as `apply` does; an event that is about readings changes nothing of them. */
export function applyToBooks(books: LiveBooks, event: AccountEvent): void {
  if (event.type !== 'readingsRecorded' && event.type !== 'readingsDeleted') change(books, event.type, event);
}

function change<Type extends BookEvent>(books: LiveBooks, type: Type, event: EventData[Type]): void {
  changes[type](books, event);
}

/** The types of the events that change something else than readings. */
type BookEvent = Exclude<keyof EventData, 'readingsRecorded' | 'readingsDeleted'>;

type Changes = { readonly [Type in BookEvent]: (books: LiveBooks, event: EventData[Type]) => void };

const changes: Changes = {
  idsMade(account, { sequence }) {
    account.sequence = sequence;
  },

  projectJoined({ projects, appKeys }, { project }) {
    projects.set(project.projectId, project);
    for (const appKey of project.appKeys) appKeys.set(appKey, project.projectId);
  },

  billingGroupNamed({ billingGroupNames }, { billingGroupId }) {
    billingGroupNames.add(billingGroupId);
  },

  contractCreated({ contracts }, { contract }) {
    contracts.set(contract.contractId, contract);
  },

  contractAssigned({ assignments }, { assignment }) {
    assignments.push(assignment);
  },

  contractDeleted(account, { contractId }) {
    account.contracts.delete(contractId);
    account.assignments = account.assignments.filter(({ contract }) => contract.contractId !== contractId);
  },

  contractsRenewed(account, { month }) {
    account.assignments = account.assignments.map((assignment) => {
      const { monthTo, ...open } = assignment;
      return monthTo === month ? open : assignment;
    });
  },

  contractsUnassigned(account) {
    account.assignments = [];
  },

  adjustmentAdded({ adjustments }, { adjustment }) {
    adjustments.set(adjustment.adjustmentId, adjustment);
  },

  adjustmentsDeleted({ adjustments }, { adjustmentIds }) {
    for (const adjustmentId of adjustmentIds) adjustments.delete(adjustmentId);
  },

  creditGranted(account, { credit }) {
    keepCredit(account, credit);
  },

  ledgerEntered({ credits, ledger }, { entry }) {
    const credit = credits.get(entry.creditId);
    if (credit) credits.set(entry.creditId, { ...credit, balance: entry.balance });
    ledger.push(entry);
  },

  creditEnded({ credits }, { creditId, how }) {
    const credit = credits.get(creditId);
    if (credit) credits.set(creditId, { ...credit, ended: how });
  },

  statementCalculated(account, { statement, statementId, paymentGroupId, calculatedAt }) {
    const { month, lateFeeMonths } = statement;
    forgetLateFees(account, month);
    for (const owed of lateFeeMonths) account.lateFees.set(owed, month);
    const { status = 'READY', paid = 0, refunded = 0 } = account.bills.get(month) ?? {};
    keepBill(account, { month, statementId, paymentGroupId, statement, calculatedAt, status, paid, refunded });
  },

  statementDeleted(account, { month }) {
    forgetLateFees(account, month);
    account.bills.delete(month);
    account.owing.delete(month);
    account.overdue.delete(month);
  },

  statementOverdue({ overdue }, { month }) {
    overdue.add(month);
  },

  paymentMade(account, { payment }) {
    keepPayment(account, payment);
    allocate(account, payment.allocations);
  },

  paymentSettled(account, { paymentId, amount, allocations }) {
    const payment = account.payments.get(paymentId);
    if (!payment) return;
    keepPayment(account, { ...payment, amount, allocations, status: 'SETTLED' });
    allocate(account, allocations);
  },

  paymentEnded(account, { paymentId, as }) {
    const payment = account.payments.get(paymentId);
    if (!payment) return;
    keepPayment(account, { ...payment, status: as });
    allocate(
      account,
      payment.allocations.map(({ month, amount }) => ({ month, amount: -amount })),
    );
  },

  refundMade(account, { refund }) {
    account.refunds.push(refund);
    revise(account, refund.month, (bill) => ({ ...bill, refunded: bill.refunded + refund.amount }));
  },

  paymentStatusChanged(account, { month, to }) {
    revise(account, month, (bill) => ({ ...bill, status: to }));
  },
};

/** Keeps a new credit, and what is granted in its currency and for its coupon. */
export function keepCredit({ credits, granted, coupons }: LiveBooks, credit: AccountCredit): void {
  credits.set(credit.creditId, credit);
  granted.set(credit.currency, (granted.get(credit.currency) ?? 0) + credit.granted);
  if (credit.couponCode !== undefined) coupons.add(credit.couponCode);
}

/** Forgets the months that the month's statement has charged late fees for, before that statement is replaced or deleted. */
function forgetLateFees({ bills, lateFees }: LiveBooks, month: Month): void {
  for (const owed of bills.get(month)?.statement.lateFeeMonths ?? []) {
    if (lateFees.get(owed) === month) lateFees.delete(owed);
  }
}

/** Keeps a payment, new or changed, where it is looked for by its month and its status. */
export function keepPayment({ payments, paymentsByMonth, settled, pending }: LiveBooks, payment: Payment): void {
  const { paymentId, month, status } = payment;
  payments.set(paymentId, payment);
  putUnder(paymentsByMonth, payment);
  if (status === 'SETTLED') putUnder(settled, payment);
  else takeOutOf(settled, payment);
  if (status === 'PENDING') pending.set(month, payment);
  else if (pending.get(month)?.paymentId === paymentId) pending.delete(month);
}

function putUnder(byMonth: Map<Month, Map<string, Payment>>, payment: Payment): void {
  const ofMonth = byMonth.get(payment.month) ?? new Map<string, Payment>();
  byMonth.set(payment.month, ofMonth.set(payment.paymentId, payment));
}

function takeOutOf(byMonth: Map<Month, Map<string, Payment>>, { month, paymentId }: Payment): void {
  const ofMonth = byMonth.get(month);
  ofMonth?.delete(paymentId);
  if (ofMonth?.size === 0) byMonth.delete(month);
}

function allocate(account: LiveBooks, allocations: readonly Allocation[]): void {
  for (const { month, amount } of allocations) {
    revise(account, month, (bill) => ({ ...bill, paid: bill.paid + amount }));
  }
}

function revise(account: LiveBooks, month: Month, revised: (bill: Bill) => Bill): void {
  const bill = account.bills.get(month);
  if (bill) keepBill(account, revised(bill));
}

/** Keeps a bill, new or changed, also among those that have something outstanding. */
export function keepBill({ bills, owing }: LiveBooks, bill: Bill): void {
  bills.set(bill.month, bill);
  if (outstandingIn(bill) > 0) owing.set(bill.month, bill);
  else owing.delete(bill.month);
}
