/** What an id can be the id of. */
export type IdKind = 'project' | 'appKey' | 'contract' | 'billingGroup' | 'adjustment' | 'credit' | 'paymentGroup';

/** An account as the index knows it: `age` grows from the oldest to the newest. */
export interface Holder {
  readonly uuid: string;
  readonly age: number;
}

/** Which accounts hold an id, oldest first: the one thing that accounts share. */
export class IdIndex {
  readonly #holders = new Map<IdKind, Map<string, Holder[]>>();

  add(kind: IdKind, id: string, holder: Holder): void {
    const ids = this.#holders.get(kind) ?? new Map<string, Holder[]>();
    const holders = ids.get(id) ?? [];
    this.#holders.set(kind, ids.set(id, holders));
    const before = holders.findLastIndex(({ age }) => age <= holder.age);
    if (holders[before]?.age !== holder.age) holders.splice(before + 1, 0, holder);
  }

  delete(kind: IdKind, id: string, { age }: Holder): void {
    const ids = this.#holders.get(kind);
    const left = (ids?.get(id) ?? []).filter((holder) => holder.age !== age);
    if (left.length > 0) ids?.set(id, left);
    else ids?.delete(id);
  }

  clear(): void {
    this.#holders.clear();
  }

  /** The accounts that hold the id, oldest first. */
  holdersOf(kind: IdKind, id: string): readonly Holder[] {
    return this.#holders.get(kind)?.get(id) ?? [];
  }
}
