import { bytesOf } from '../../capacity/bytes-of.ts';
import type { Capacity, PartBytes } from '../../capacity/capacity.ts';
import { Refusal } from '../../errors/refusal.ts';
import type { JsonObject } from '../reading/json.ts';
import type { Collection } from './collection.ts';

/** The most items of a collection, and the most collections of an account that somebody has changed. */
const MAX_ITEMS = 10_000;
const MAX_COLLECTIONS = 1_000;

/** The collections that are kept in case they are asked for again, though nobody has changed them. */
const MAX_UNCHANGED = 200;

/** A collection as plain data. */
export interface SavedCollection {
  readonly path: string;
  readonly made: number;
  readonly items: readonly { readonly id: string; readonly item: JsonObject }[];
}

/** The items of the documents, by account: items that somebody has changed stay until the account is reset. */
export class ResourceStore {
  readonly #accounts = new Map<string, Map<string, Collection>>();
  readonly #unchanged = new Map<string, Collection>();
  readonly #capacity: Capacity;
  readonly #bytes: PartBytes;

  constructor(capacity: Capacity) {
    this.#capacity = capacity;
    this.#bytes = capacity.newPart();
  }

  /** The collection of an account at a path, which is made when it is asked for. */
  read(uuid: string, path: string, make: () => Collection): Collection {
    const kept = this.#accounts.get(uuid)?.get(path);
    if (kept) return kept;
    // One collection serves all accounts until one of them changes it: they begin with the same items.
    const known = this.#unchanged.get(path);
    const collection = known ?? make();
    this.#unchanged.delete(path);
    this.#unchanged.set(path, collection);
    const [oldest] = this.#unchanged.keys();
    if (this.#unchanged.size > MAX_UNCHANGED && oldest !== undefined) this.#unchanged.delete(oldest);
    return collection;
  }

  /** The collection of an account that is about to be changed. Throws `CAPACITY_EXCEEDED`. */
  change(uuid: string, path: string, make: () => Collection): Collection {
    const account = this.#accounts.get(uuid) ?? new Map<string, Collection>();
    const kept = account.get(path);
    if (kept) return kept;
    if (!this.#accounts.has(uuid)) this.#capacity.checkAccounts(this.#accounts.size);
    if (account.size >= MAX_COLLECTIONS)
      throw new Refusal('CAPACITY_EXCEEDED', `An account keeps at most ${MAX_COLLECTIONS} collections: reset it.`);
    const { items, made } = this.read(uuid, path, make);
    const collection = { items: new Map(items), made, bytes: 0 };
    const bytes = [...items.values()].reduce((sum, item) => sum + bytesOf(item), 0);
    this.#capacity.checkBytes(bytes);
    account.set(path, collection);
    this.#accounts.set(uuid, account);
    this.#count(collection, bytes);
    return collection;
  }

  /** Puts an item into a collection that may be changed. Throws `CAPACITY_EXCEEDED`. */
  put(collection: Collection, id: string, item: JsonObject): void {
    const before = collection.items.get(id);
    if (!before && collection.items.size >= MAX_ITEMS)
      throw new Refusal('CAPACITY_EXCEEDED', `A collection has at most ${MAX_ITEMS} items: delete some of them.`);
    const more = bytesOf(item) - (before ? bytesOf(before) : 0);
    this.#capacity.checkBytes(more);
    this.#count(collection, more);
    collection.items.set(id, item);
  }

  remove(collection: Collection, id: string): void {
    const before = collection.items.get(id);
    if (before) this.#count(collection, -bytesOf(before));
    collection.items.delete(id);
  }

  /** The collections that an account has changed, as plain data; `undefined` when there are none. */
  stateOf(uuid: string): readonly SavedCollection[] | undefined {
    const account = this.#accounts.get(uuid);
    if (!account) return undefined;
    return Array.from(account, ([path, { made, items }]) => ({
      path,
      made,
      items: Array.from(items, ([id, item]) => ({ id, item })),
    }));
  }

  /**
   * Makes ready to put collections in place of those that an account has changed, and returns the function that does it and can't
   * fail. Throws `CAPACITY_EXCEEDED` when there are more than it may have, or the server has no room.
   */
  replacement(uuid: string, saved: readonly SavedCollection[]): () => void {
    if (saved.length > MAX_COLLECTIONS || saved.some(({ items }) => items.length > MAX_ITEMS))
      throw new Refusal(
        'CAPACITY_EXCEEDED',
        `An account keeps at most ${MAX_COLLECTIONS} collections of ${MAX_ITEMS} items.`,
      );
    if (saved.length > 0 && !this.#accounts.has(uuid)) this.#capacity.checkAccounts(this.#accounts.size);
    const collections = saved.map(({ path, made, items }): [string, Collection] => {
      const bytes = items.reduce((sum, { item }) => sum + bytesOf(item), 0);
      return [path, { made, bytes, items: new Map(items.map(({ id, item }) => [id, item])) }];
    });
    const bytes = collections.reduce((sum, [, collection]) => sum + collection.bytes, 0);
    this.#capacity.checkBytes(bytes);
    return () => {
      this.delete(uuid);
      if (collections.length === 0) return;
      this.#accounts.set(uuid, new Map(collections));
      this.#bytes.add(bytes);
    };
  }

  /** Forgets the items of an account. */
  delete(uuid: string): void {
    for (const { bytes } of this.#accounts.get(uuid)?.values() ?? []) this.#bytes.add(-bytes);
    this.#accounts.delete(uuid);
  }

  clear(): void {
    this.#accounts.clear();
    this.#bytes.clear();
  }

  /** Forgets the items that nobody has changed: a document that was read anew makes others. */
  forgetUnchanged(): void {
    this.#unchanged.clear();
  }

  #count(collection: Collection, bytes: number): void {
    collection.bytes += bytes;
    this.#bytes.add(bytes);
  }
}
