import { isDeepStrictEqual } from 'node:util';
import { type AccountState, accountIn, type LiveAccount, stateOf } from '@billing-testkit/engine';
import type { Store } from '../store/store.ts';
import { accountSchema, orderSchema } from './account-schema.ts';
import { checkedData, notRestorable } from './checked-data.ts';
import type { SnapshotPart } from './snapshot-part.ts';
import * as z from './zod-package.ts';

const savedSchema = z.optional(z.strictObject({ account: accountSchema, order: orderSchema }));

/** An account with all that is in it, and the order of its lists; nothing of an account that does not exist. */
export function accountPart(store: Store): SnapshotPart {
  return {
    name: 'account',

    save(uuid) {
      const account = store.find(uuid);
      return account && { account: stateOf(account), order: store.orderOf(uuid).state };
    },

    replacement(uuid, saved) {
      const data = checkedData(savedSchema, saved, 'account');
      if (!data) return () => void store.delete(uuid);
      const { account, order } = data;
      if (account.uuid !== uuid) throw notRestorable(`account/uuid is ${account.uuid}`);
      const member = memberLike(account.member, store);
      return store.replacement(inState({ ...account, member }), order);
    },
  };
}

/** The server's member that is the same as the saved one: a snapshot is of one catalog's members. */
function memberLike(saved: unknown, store: Store): AccountState['member'] {
  const { members } = store.circumstancesOf(undefined).policy;
  const member = members.find((one) => isDeepStrictEqual(JSON.parse(JSON.stringify(one)), saved));
  if (!member) throw notRestorable('account/member is not a member of this server, which bills by another catalog');
  return member;
}

function inState(state: AccountState): LiveAccount {
  try {
    return accountIn(state);
  } catch (error) {
    if (error instanceof RangeError) throw notRestorable(`account: ${error.message}`);
    throw error;
  }
}
