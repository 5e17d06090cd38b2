/** The kinds of things that have an id. */
export type IdKind =
  | 'project'
  | 'appKey'
  | 'meter'
  | 'contract'
  | 'billingGroup'
  | 'adjustment'
  | 'credit'
  | 'campaign'
  | 'paymentGroup';

/** An account that holds an id: `age` grows from the oldest account to the newest. */
export interface Holder {
  readonly uuid: string;
  readonly age: number;
}

/** The accounts that hold an id, oldest first. This index is the one thing that accounts share. */
export class IdIndex {
  readonly #holders = new Map<IdKind, Map<string, Holder[]>>();

  add(kind: IdKind, id: string, holder: Holder): void {
    const ids = this.#holders.get(kind) ?? new Map<string, Holder[]>();
    const holders = ids.get(id) ?? [];
    this.#holders.set(kind, ids.set(id, holders));
    const place = placeOf(holders, holder);
    if (holders[place]?.age !== holder.age) holders.splice(place, 0, holder);
  }

  delete(kind: IdKind, id: string, holder: Holder): void {
    const ids = this.#holders.get(kind);
    const holders = ids?.get(id) ?? [];
    const place = placeOf(holders, holder);
    if (holders[place]?.age === holder.age) holders.splice(place, 1);
    if (holders.length === 0) ids?.delete(id);
  }

  clear(): void {
    this.#holders.clear();
  }

  /** The oldest account that holds the id. */
  oldest(kind: IdKind, id: string): Holder | undefined {
    return this.#holders.get(kind)?.get(id)?.[0];
  }

  /** Whether this account holds the id. */
  isHeldBy(kind: IdKind, id: string, holder: Holder): boolean {
    const holders = this.#holders.get(kind)?.get(id) ?? [];
    return holders[placeOf(holders, holder)]?.age === holder.age;
  }
}

/** The position that a holder has, or would have, among the holders of an id. */
function placeOf(holders: readonly Holder[], { age }: Holder): number {
  let [low, high] = [0, holders.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((holders[middle]?.age ?? Number.POSITIVE_INFINITY) < age) low = middle + 1;
    else high = middle;
  }
  return low;
}
