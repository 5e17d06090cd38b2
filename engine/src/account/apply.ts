import type { Month } from '../values/calendar.ts';
import type { Bill } from './account.ts';
import { outstandingIn } from './bills.ts';
import type { AccountEvent, EventData } from './events.ts';
import type { LiveAccount } from './live-account.ts';

/** Changes the account by what happened to it. Takes every event that was decided on this account, and never fails. */
export function apply(account: LiveAccount, event: AccountEvent): void {
  change(account, event.type, event);
}

function change<Type extends keyof EventData>(account: LiveAccount, type: Type, event: EventData[Type]): void {
  changes[type](account, event);
}

type Changes = { readonly [Type in keyof EventData]: (account: LiveAccount, event: EventData[Type]) => void };

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

  readingsRecorded({ readings: log }, { readings }) {
    for (const reading of readings) log.append(reading);
  },

  readingsDeleted({ readings: log }, { meterIds }) {
    for (const meterId of meterIds) log.delete(meterId);
  },

  contractCreated({ contracts }, { contract }) {
    contracts.set(contract.contractId, contract);
  },

  contractAssigned({ assignments }, { assignment }) {
    assignments.push(assignment);
  },

  adjustmentAdded({ adjustments }, { adjustment }) {
    adjustments.set(adjustment.adjustmentId, adjustment);
  },

  adjustmentsDeleted({ adjustments }, { adjustmentIds }) {
    for (const adjustmentId of adjustmentIds) adjustments.delete(adjustmentId);
  },

  creditGranted({ credits }, { credit }) {
    credits.set(credit.creditId, credit);
  },

  ledgerEntered({ credits, ledger }, { entry }) {
    const credit = credits.get(entry.creditId);
    if (credit) credits.set(entry.creditId, { ...credit, balance: entry.balance });
    ledger.push(entry);
  },

  statementCalculated(account, { statement, ...calculated }) {
    const { month, lateFeeMonths } = statement;
    for (const [owed, chargedBy] of account.lateFees) if (chargedBy === month) account.lateFees.delete(owed);
    for (const owed of lateFeeMonths) account.lateFees.set(owed, month);
    const { status = 'READY', paid = 0 } = account.bills.get(month) ?? {};
    keep(account, { month, ...calculated, statement, status, paid });
  },

  paymentMade(account, { payment }) {
    account.payments.set(payment.paymentId, payment);
    for (const { month, amount } of payment.allocations) {
      revise(account, month, (bill) => ({ ...bill, paid: bill.paid + amount }));
    }
  },

  paymentStatusChanged(account, { month, to }) {
    revise(account, month, (bill) => ({ ...bill, status: to }));
  },
};

function revise(account: LiveAccount, month: Month, revised: (bill: Bill) => Bill): void {
  const bill = account.bills.get(month);
  if (bill) keep(account, revised(bill));
}

function keep({ bills, owing, pending }: LiveAccount, bill: Bill): void {
  bills.set(bill.month, bill);
  if (outstandingIn(bill) > 0) owing.set(bill.month, bill);
  else owing.delete(bill.month);
  if (bill.status === 'PENDING') pending.add(bill.month);
  else pending.delete(bill.month);
}
