import type { Account, AccountCredit, AccountEvent } from '@billing-testkit/engine';
import type { IdKind } from './id-index.ts';

export type NamedId = readonly [kind: IdKind, id: string];

/** All ids that an account is found by in the index; a reading's own id says whose it is. */
export function idsOf(account: Account): NamedId[] {
  return [
    ...idsOfKind('billingGroup', account.billingGroupNames),
    ...idsOfKind('project', account.projects.keys()),
    ...idsOfKind('appKey', account.appKeys.keys()),
    ...idsOfKind('contract', account.contracts.keys()),
    ...idsOfKind('adjustment', account.adjustments.keys()),
    ...idsOfKind('credit', account.credits.keys()),
    ...idsOfKind('campaign', campaignsOf(account)),
    ...idsOfKind(
      'paymentGroup',
      Array.from(account.bills.values(), (bill) => bill.paymentGroupId),
    ),
  ];
}

/** The ids that an account is found by since the event. */
export function idsGained(event: AccountEvent): NamedId[] {
  switch (event.type) {
    case 'projectJoined':
      return [['project', event.project.projectId], ...idsOfKind('appKey', event.project.appKeys)];
    case 'billingGroupNamed':
      return [['billingGroup', event.billingGroupId]];
    case 'contractCreated':
      return [['contract', event.contract.contractId]];
    case 'adjustmentAdded':
      return [['adjustment', event.adjustment.adjustmentId]];
    case 'creditGranted':
      return [['credit', event.credit.creditId], ...campaignOf(event.credit)];
    case 'statementCalculated':
      return [['paymentGroup', event.paymentGroupId]];
    default:
      return [];
  }
}

/** The ids that an account is not found by any more. */
export function idsLost(event: AccountEvent): NamedId[] {
  switch (event.type) {
    case 'adjustmentsDeleted':
      return idsOfKind('adjustment', event.adjustmentIds);
    case 'contractDeleted':
      return [['contract', event.contractId]];
    case 'statementDeleted':
      return [['paymentGroup', event.paymentGroupId]];
    default:
      return [];
  }
}

function campaignsOf({ credits }: Account): Set<string> {
  return new Set(Array.from(credits.values(), ({ campaignId }) => campaignId ?? []).flat());
}

function campaignOf({ campaignId }: AccountCredit): NamedId[] {
  return campaignId === undefined ? [] : [['campaign', campaignId]];
}

function idsOfKind(kind: IdKind, ids: Iterable<string>): NamedId[] {
  return Array.from(ids, (id) => [kind, id] as const);
}

/** The prefixes of ids that the server makes; it makes no ids of the other kinds. */
const madeKinds = new Map<IdKind, string>([
  ['meter', 'meter-'],
  ['contract', 'contract-'],
  ['adjustment', 'adj-'],
  ['credit', 'credit-'],
]);

/** The account that the server makes an id of this form for: `<kind>-<uuid>-<n>`, or `bg-<uuid>`. */
export function madeFor([kind, id]: NamedId): string | undefined {
  if (kind === 'billingGroup') return /^bg-(.+)$/s.exec(id)?.[1];
  const prefix = madeKinds.get(kind);
  if (prefix === undefined || !id.startsWith(prefix)) return undefined;
  return /^(.+)-\d+$/s.exec(id.slice(prefix.length))?.[1];
}
