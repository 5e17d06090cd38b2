import type { Account, AccountEvent } from '@billing-testkit/engine';
import type { Capacity } from '../capacity/capacity.ts';
import type { StoredAccount } from './stored-account.ts';
import { bytesBy, bytesOfAccount } from './stored-bytes.ts';

/** Events that are decided and not applied, and the account that they are of. */
export interface Change<Of extends Account = Account> {
  readonly account: Of;
  readonly events: readonly AccountEvent[];
}

/** Throws `CAPACITY_EXCEEDED` when there is no room for the events, each in its account, and for the accounts among them that are new. */
export function checkRoom(
  changes: readonly Change[],
  stored: ReadonlyMap<string, StoredAccount>,
  capacity: Capacity,
): void {
  let [bytes, accounts] = [0, stored.size];
  for (const { account, events } of changes) {
    if (!stored.has(account.uuid)) {
      capacity.checkAccounts(accounts);
      accounts += 1;
      bytes += bytesOfAccount(account);
    }
    for (const event of events) bytes += bytesBy(account, event);
  }
  capacity.checkBytes(bytes);
}

/** Throws `CAPACITY_EXCEEDED` when there is no room for an account in place of the one with its uuid, if there is one. */
export function checkRoomToReplace(
  account: Account,
  stored: ReadonlyMap<string, StoredAccount>,
  capacity: Capacity,
): void {
  const replaced = stored.get(account.uuid);
  if (!replaced) capacity.checkAccounts(stored.size);
  capacity.checkBytes(bytesOfAccount(account) - (replaced?.bytes ?? 0));
}
