/** Positions grow from item to item; `last` is that of the newest item that there ever was. */
export interface ListOrderState<Item> {
  readonly last: number;
  readonly positions: readonly { readonly id: string; readonly position: number }[];
  readonly deleted: readonly { readonly id: string; readonly item: Item }[];
}

const NEW: ListOrderState<never> = { last: 0, positions: [], deleted: [] };

/**
 * The order in which an account got the items of a list. It knows the newest deleted items as well, so that a list
 * that is read page by page can go on after an item that was deleted meanwhile.
 */
export class ListOrder<Item> {
  readonly #maxDeleted: number;
  readonly #positions = new Map<string, number>();
  readonly #deleted = new Map<string, Item>();
  #last: number;

  /** Remembers at most `maxDeleted` deleted items. It is the order of a new list when no state is given. */
  constructor(maxDeleted: number, { last, positions, deleted }: ListOrderState<Item> = NEW) {
    this.#maxDeleted = maxDeleted;
    this.#last = last;
    for (const { id, position } of positions) this.#positions.set(id, position);
    for (const { id, item } of deleted) this.#deleted.set(id, item);
  }

  /** All that it knows, as plain data. */
  get state(): ListOrderState<Item> {
    return {
      last: this.#last,
      positions: Array.from(this.#positions, ([id, position]) => ({ id, position })),
      deleted: Array.from(this.#deleted, ([id, item]) => ({ id, item })),
    };
  }

  add(id: string): void {
    this.#last += 1;
    this.#positions.set(id, this.#last);
    this.#deleted.delete(id);
  }

  delete(id: string, item: Item | undefined): void {
    if (item === undefined) return;
    this.#deleted.set(id, item);
    if (this.#deleted.size <= this.#maxDeleted) return;
    const [oldest = ''] = this.#deleted.keys();
    this.#deleted.delete(oldest);
    this.#positions.delete(oldest);
  }

  /** The number of deleted items that it remembers. */
  get deletedCount(): number {
    return this.#deleted.size;
  }

  /** A number that grows from item to item; `undefined` for an id that the list never had. */
  positionOf(id: string): number | undefined {
    return this.#positions.get(id);
  }

  /** The item that was deleted by this id. */
  deleted(id: string): Item | undefined {
    return this.#deleted.get(id);
  }
}
