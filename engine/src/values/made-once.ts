/** A function that makes something of data once, and knows it as long as the data is there. The data must never change. */
export function madeOnce<Data extends object, Made>(make: (data: Data) => Made): (data: Data) => Made {
  const known = new WeakMap<Data, Made>();
  return (data) => {
    const before = known.get(data);
    if (before !== undefined) return before;
    const made = make(data);
    known.set(data, made);
    return made;
  };
}

/** A table of entries in which the first of those with one key counts. */
export function tableOf<Key, Value>(entries: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, Value> {
  return new Map(entries.toReversed());
}
