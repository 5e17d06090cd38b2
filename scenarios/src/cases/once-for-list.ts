import type { Month, Policy } from '@billing-testkit/engine';

/** A month of a member that is billed by a policy. */
export interface BilledMonth {
  readonly policy: Policy;
  readonly member: string;
  readonly month: Month;
}

/**
 * Makes a value of a list, and makes it anew only when it is for another month, member or policy than the last time: hundreds of cells of
 * a matrix have the same list of readings, or of earlier months. The value is kept as long as the list.
 */
export function onceForList<Item, Value>(
  make: (list: readonly Item[], billed: BilledMonth) => Value,
): (list: readonly Item[], billed: BilledMonth) => Value {
  const known = new WeakMap<readonly Item[], BilledMonth & { readonly value: Value }>();
  return (list, { policy, member, month }) => {
    const last = known.get(list);
    if (last?.policy === policy && last.member === member && last.month === month) return last.value;
    const value = make(list, { policy, member, month });
    known.set(list, { policy, member, month, value });
    return value;
  };
}
