import type { Account, AccountEvent, Bill, Project, RecordedReading } from '@billing-testkit/engine';
import { bytesOf, bytesOfField } from '../capacity/bytes-of.ts';

/** The approximate memory of an account in which nothing is, with its place among the others. */
const ACCOUNT_BYTES = 6_000;

/** The approximate memory that a deleted item takes in the order of its list. */
export const DELETED_ITEM_BYTES = 400;

/** The approximate memory of an item besides its data: its places in maps, in lists and in the index of ids. */
const ITEM_BYTES = 500;

const PROJECT_BYTES = 300;

/** Readings are kept in lists and by their event ids, and each has its exact quantity. */
const READING_BYTES = 232;

/** A contract that is assigned is there already. */
const ASSIGNMENT_BYTES = 150;

/** The approximate memory of an account that is about to be kept, in bytes: all that its events would have added. */
export function bytesOfAccount(account: Account): number {
  const { billingGroupId, billingGroupNames, bills } = account;
  return (
    ACCOUNT_BYTES +
    sum(account.projects.values(), bytesOfProject) +
    sum(billingGroupNames, bytesOfItem) -
    bytesOfItem(billingGroupId) +
    sum(account.readings.all(), bytesOfReading) +
    sum(account.contracts.values(), bytesOfItem) +
    account.assignments.length * ASSIGNMENT_BYTES +
    sum(account.adjustments.values(), bytesOfItem) +
    sum(account.credits.values(), bytesOfItem) +
    sum(account.ledger, bytesOf) +
    sum(bills.values(), bytesOfBill) +
    sum(account.payments.values(), bytesOfItem) +
    sum(account.refunds, bytesOf)
  );
}

/**
 * The approximate memory that an event will take, in bytes, negative for one that takes something out of the account. It measures
 * the items of the event and nothing else of the account, so that an account of any size costs the same.
 */
export function bytesBy(account: Account, event: AccountEvent): number {
  return measured(account, event.type, event);
}

function measured<Type extends keyof Events>(account: Account, type: Type, event: Events[Type]): number {
  return measures[type](event, account);
}

type Events = { readonly [Event in AccountEvent as Event['type']]: Event };
type Measures = { readonly [Type in keyof Events]: (event: Events[Type], account: Account) => number };

const nothing = () => 0;

const measures: Measures = {
  idsMade: nothing,
  projectJoined: ({ project }) => bytesOfProject(project),
  billingGroupNamed: ({ billingGroupId }) => bytesOfItem(billingGroupId),
  readingsRecorded: ({ readings }) => sum(readings, bytesOfReading),
  readingsDeleted: ({ meterIds }, { readings }) =>
    -sum(new Set(meterIds), (id) => bytesIfThere(readings.get(id), bytesOfReading)),
  contractCreated: ({ contract }) => bytesOfItem(contract),
  contractAssigned: () => ASSIGNMENT_BYTES,
  contractDeleted: ({ contractId }, { contracts, assignments }) => {
    const assigned = assignments.filter(({ contract }) => contract.contractId === contractId);
    return -bytesIfThere(contracts.get(contractId), bytesOfItem) - assigned.length * ASSIGNMENT_BYTES;
  },
  contractsRenewed: nothing,
  contractsUnassigned: (_, { assignments }) => -assignments.length * ASSIGNMENT_BYTES,
  adjustmentAdded: ({ adjustment }) => bytesOfItem(adjustment),
  adjustmentsDeleted: ({ adjustmentIds }, { adjustments }) =>
    -sum(new Set(adjustmentIds), (id) => bytesIfThere(adjustments.get(id), bytesOfItem)),
  creditGranted: ({ credit }) => bytesOfItem(credit),
  ledgerEntered: ({ entry }) => bytesOf(entry),
  creditEnded: nothing,
  statementCalculated: (calculated, { bills }) =>
    bytesOfBill(calculated) - bytesOfBillIn(bills, calculated.statement.month),
  statementOverdue: nothing,
  statementDeleted: ({ month }, { bills }) => -bytesOfBillIn(bills, month),
  paymentMade: ({ payment }) => bytesOfItem(payment),
  paymentSettled: nothing,
  paymentEnded: nothing,
  refundMade: ({ refund }) => bytesOf(refund),
  paymentStatusChanged: nothing,
};

function bytesOfProject(project: Project): number {
  return PROJECT_BYTES * (1 + project.appKeys.length) + bytesOf(project);
}

/** The approximate memory of an item with this data, in bytes. */
export function bytesOfItem(data: unknown): number {
  return ITEM_BYTES + bytesOf(data);
}

/** Every reading is measured, so its fields are named: it takes far longer to find the fields of any data. */
function bytesOfReading(reading: RecordedReading): number {
  const { meterId, projectId, counterName, counterType, unit, volume, timestamp } = reading;
  const { resourceId, resourceName, parentResourceId, source, appKey, eventId } = reading;
  return (
    READING_BYTES +
    bytesOfField(meterId) +
    bytesOfField(projectId) +
    bytesOfField(counterName) +
    bytesOfField(counterType) +
    bytesOfField(unit) +
    bytesOfField(volume) +
    bytesOfField(timestamp) +
    bytesOfField(resourceId) +
    bytesOfField(resourceName) +
    bytesOfField(parentResourceId) +
    bytesOfField(source) +
    bytesOfField(appKey) +
    bytesOfField(eventId)
  );
}

function bytesOfBillIn(bills: Account['bills'], month: string): number {
  return bytesIfThere(bills.get(month), bytesOfBill);
}

const ofStatements = new WeakMap<object, number>();

/** A statement is measured once: it is large, and its memory is asked for before it is kept, then, and when it goes. */
function bytesOfBill({ statement }: Pick<Bill, 'statement'>): number {
  const bytes = ofStatements.get(statement) ?? bytesOfItem(statement);
  ofStatements.set(statement, bytes);
  return bytes;
}

/** The measure of something that the account has, or nothing. */
function bytesIfThere<Item>(item: Item | undefined, measure: (item: Item) => number): number {
  return item === undefined ? 0 : measure(item);
}

function sum<Item>(items: Iterable<Item>, measure: (item: Item) => number): number {
  let bytes = 0;
  for (const item of items) bytes += measure(item);
  return bytes;
}
