import { type AccountEvent, apply, type LiveAccount } from '@billing-testkit/engine';
import type { PartBytes } from '../capacity/capacity.ts';
import type { AccountOrder } from './account-order.ts';
import type { Holder } from './id-index.ts';
import { bytesBy, bytesOfAccount, DELETED_ITEM_BYTES } from './stored-bytes.ts';

interface AccountToStore {
  readonly account: LiveAccount;
  readonly order: AccountOrder;
  readonly age: number;
}

/** An account of a store: its place among the others, the order of its lists, and the approximate memory that it takes. */
export class StoredAccount {
  readonly account: LiveAccount;
  readonly holder: Holder;
  readonly order: AccountOrder;
  readonly #bytesOfAll: PartBytes;
  #bytes = 0;

  /** The memory that the account takes is added to `bytesOfAll`. */
  constructor({ account, order, age }: AccountToStore, bytesOfAll: PartBytes) {
    this.account = account;
    this.holder = { uuid: account.uuid, age };
    this.order = order;
    this.#bytesOfAll = bytesOfAll;
    this.#count(bytesOfAccount(account) + order.deletedCount * DELETED_ITEM_BYTES);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Changes the account by an event. */
  apply(event: AccountEvent): void {
    const deletedBefore = this.order.deletedCount;
    this.order.note(this.account, event);
    this.#count(bytesBy(this.account, event) + (this.order.deletedCount - deletedBefore) * DELETED_ITEM_BYTES);
    apply(this.account, event);
  }

  /** Gives back the memory of an account that is dropped. */
  drop(): void {
    this.#count(-this.#bytes);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#bytesOfAll.add(bytes);
  }
}
