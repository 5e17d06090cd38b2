import type { Policy } from '@billing-testkit/engine';

/** A policy that tells which of its values were read. */
export interface RecordedPolicy {
  readonly policy: Policy;
  /** The JSON pointers of the values that were read, like `/members/0/taxRate`. It may be cleared. */
  readonly read: Set<string>;
}

/** A policy that is the same as another one, and records what is read of it. A bill follows from nothing else of a policy. */
export function recordedPolicy(policy: Policy): RecordedPolicy {
  const read = new Set<string>();
  // A copy is never frozen: a proxy of a frozen object could not give out proxies of what is in it.
  return { policy: recorded(structuredClone(policy), '', read), read };
}

function recorded<Value extends object>(value: Value, pointer: string, read: Set<string>): Value {
  const parts = new Map<string, object>();
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return found;
      const place = `${pointer}/${key}`;
      read.add(place);
      if (typeof found !== 'object' || found === null) return found;
      const part = parts.get(key) ?? recorded(found, place, read);
      parts.set(key, part);
      return part;
    },
  });
}
