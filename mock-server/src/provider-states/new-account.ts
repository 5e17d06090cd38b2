import type { Schema } from '@billing-testkit/contracts';
import { Capacity } from '../capacity/capacity.ts';
import { RulesInUse } from '../defects/rules-in-use.ts';
import { inRequestWords } from '../errors/in-request-words.ts';
import { BillingCounts } from '../metrics/billing-counts.ts';
import { defaultMemberOf } from '../store/default-member.ts';
import { DEFAULT_UUID, Store } from '../store/store.ts';
import { untraced } from '../traces/traces.ts';
import type { StateIds, StateParts } from './state-request.ts';

/** An account that has been created for a state and has one project. */
export interface NewAccount {
  readonly store: Store;
  readonly uuid: string;
  readonly billingGroupId: string;
  readonly projectId: string;
}

/** Brings a new account into a state, and tells the ids that it made. */
export type Build = (account: NewAccount) => StateIds;

/**
 * Replaces the account that the parameters name by a new one in the state. The state is tried in a store of its own first: when it is
 * refused, the account that was there is as it was.
 */
export function replaceAccount(params: Schema<'ProviderStateAccount'>, parts: StateParts, build: Build): StateIds {
  const uuid = uuidOf(params);
  const needed = new Capacity({ maxAccounts: 1, maxStoredBytes: Number.MAX_SAFE_INTEGER });
  create(emptyStoreLike(parts, uuid, needed), params, build);
  checkRoom(uuid, needed.bytes, parts);
  forgetAccount(uuid, parts);
  try {
    return create(parts.store, params, build);
  } catch (thrown) {
    // Adjustments that waited for the account can change the result of the state.
    forgetAccount(uuid, parts);
    throw thrown;
  }
}

/** Removes an account, when there is one, and the server's memory of its requests. Its clock and its defect stay. */
export function forgetAccount(uuid: string, parts: StateParts): void {
  const { store, idempotencyKeys, outboxes, batches, faults, journal } = parts;
  for (const part of [store, idempotencyKeys, outboxes, batches, faults, journal]) part.delete(uuid);
}

export function uuidOf({ uuid = DEFAULT_UUID }: Schema<'ProviderStateAccount'>): string {
  return uuid;
}

function create(store: Store, params: Schema<'ProviderStateAccount'>, build: Build): StateIds {
  const uuid = uuidOf(params);
  const projectId = `p-${uuid}`;
  const member = params.member ?? defaultMemberOf(store.circumstancesOf(uuid).policy).member;
  const { billingGroupId } = inRequestWords(inParams, () =>
    store.create(uuid, member, { projects: [{ projectId, appKeys: [] }] }),
  );
  return { uuid, billingGroupId, projectId, ...build({ store, uuid, billingGroupId, projectId }) };
}

/** A store that bills the account as that of the server does. */
function emptyStoreLike({ store, clocks, limits }: StateParts, uuid: string, capacity: Capacity): Store {
  const { policy, rules } = store.circumstancesOf(uuid);
  const billing = new BillingCounts();
  return new Store({
    policy,
    rules: new RulesInUse(rules, undefined, capacity),
    clocks,
    isStrict: false,
    billing,
    limits,
    capacity,
    calculations: untraced,
  });
}

/** Throws `CAPACITY_EXCEEDED` when the new account would not fit beside the one that it replaces. */
function checkRoom(uuid: string, bytes: number, { store, capacity }: StateParts): void {
  if (!store.find(uuid)) capacity.checkAccounts(store.accountCount);
  capacity.checkBytes(bytes);
}

/** A field of the engine is a parameter of the state. */
export function inParams(path: string): string {
  return `/params${path}`;
}
