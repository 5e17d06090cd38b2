import type { Member } from '../policy/policy.ts';
import type { Instant, Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type {
  Account,
  AccountAdjustment,
  AccountCredit,
  Assignment,
  Bill,
  Contract,
  LedgerEntry,
  Payment,
  Project,
  Refund,
} from './account.ts';
import { LiveReadingLog } from './reading-log.ts';

/** An account that `apply` can change. */
export interface LiveAccount extends LiveBooks {
  readonly readings: LiveReadingLog;
}

/** An account of which `apply` can change everything but its readings. */
export interface LiveBooks extends Account {
  sequence: number;
  readonly billingGroupNames: Set<string>;
  readonly projects: Map<string, Project>;
  readonly appKeys: Map<string, string>;
  readonly contracts: Map<string, Contract>;
  assignments: Assignment[];
  readonly adjustments: Map<string, AccountAdjustment>;
  readonly credits: Map<string, AccountCredit>;
  readonly granted: Map<string, Money>;
  readonly coupons: Set<string>;
  readonly ledger: LedgerEntry[];
  readonly bills: Map<Month, Bill>;
  readonly owing: Map<Month, Bill>;
  readonly overdue: Set<Month>;
  readonly pending: Map<Month, Payment>;
  readonly lateFees: Map<Month, Month>;
  readonly payments: Map<string, Payment>;
  readonly paymentsByMonth: Map<Month, Map<string, Payment>>;
  readonly settled: Map<Month, Map<string, Payment>>;
  readonly refunds: Refund[];
}

export interface NewAccount {
  readonly uuid: string;
  readonly member: Member;
  readonly createdAt: Instant;
  /** `bg-<uuid>` when absent. */
  readonly billingGroupId?: string;
  readonly projects?: readonly Project[];
}

/** A new account, to which nothing has happened yet. */
export function openAccount({ uuid, member, createdAt, billingGroupId = `bg-${uuid}`, projects = [] }: NewAccount) {
  const account: LiveAccount = {
    uuid,
    member,
    billingGroupId,
    createdAt,
    sequence: 0,
    billingGroupNames: new Set([billingGroupId]),
    projects: new Map(projects.map((project) => [project.projectId, project])),
    appKeys: new Map(projects.flatMap(({ projectId, appKeys }) => appKeys.map((appKey) => [appKey, projectId]))),
    readings: new LiveReadingLog(),
    contracts: new Map(),
    assignments: [],
    adjustments: new Map(),
    credits: new Map(),
    granted: new Map(),
    coupons: new Set(),
    ledger: [],
    bills: new Map(),
    owing: new Map(),
    overdue: new Set(),
    pending: new Map(),
    lateFees: new Map(),
    payments: new Map(),
    paymentsByMonth: new Map(),
    settled: new Map(),
    refunds: [],
  };
  return account;
}
