import type { Account, AccountEvent } from '@billing-testkit/engine';
import type { IdKind } from './id-index.ts';

export type NamedId = readonly [kind: IdKind, id: string];

/** All ids that an account is found by. */
export function idsOf(account: Account): NamedId[] {
  return [
    ...named('billingGroup', account.billingGroupNames),
    ...named('project', account.projects.keys()),
    ...named('appKey', account.appKeys.keys()),
    ...named('contract', account.contracts.keys()),
    ...named('adjustment', account.adjustments.keys()),
    ...named('credit', account.credits.keys()),
  ];
}

/** The ids that an account is found by since the event. */
export function idsGained(event: AccountEvent): NamedId[] {
  switch (event.type) {
    case 'projectJoined':
      return [['project', event.project.projectId], ...named('appKey', event.project.appKeys)];
    case 'billingGroupNamed':
      return [['billingGroup', event.billingGroupId]];
    case 'contractCreated':
      return [['contract', event.contract.contractId]];
    case 'adjustmentAdded':
      return [['adjustment', event.adjustment.adjustmentId]];
    case 'creditGranted':
      return [['credit', event.credit.creditId]];
    default:
      return [];
  }
}

/** The ids that an account is not found by any more. */
export function idsLost(event: AccountEvent): NamedId[] {
  return event.type === 'adjustmentsDeleted' ? named('adjustment', event.adjustmentIds) : [];
}

function named(kind: IdKind, ids: Iterable<string>): NamedId[] {
  return Array.from(ids, (id) => [kind, id] as const);
}

/** Whether an id is one that the server made for the account: `<kind>-<uuid>-<n>`, or its billing group's `bg-<uuid>`. */
export function isMadeBy(uuid: string, id: string): boolean {
  const [kind, ...rest] = id.split('-');
  const name = rest.join('-');
  return kind === 'bg' ? name === uuid : name.startsWith(`${uuid}-`) && /^\d+$/.test(name.slice(uuid.length + 1));
}
