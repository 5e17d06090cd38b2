import type { Policy } from '@billing-testkit/engine';

/** A policy that tells which of its values were read. */
interface RecordedPolicy {
  readonly policy: Policy;
  /** The JSON pointers of the values that were read, like `/members/0/taxRate`. */
  readonly read: ReadonlySet<string>;
}

/**
 * Makes policies that are the same as another one, and record the values that are read. A bill follows from no other value. Each
 * bill needs a policy of its own: the engine does not read again what it once found in a policy.
 */
export function policyRecorder(policy: Policy): () => RecordedPolicy {
  // A copy is never frozen: a proxy of a frozen object could not give out proxies of what is in it.
  const copy = structuredClone(policy);
  return () => {
    const read = new Set<string>();
    return { policy: recorded(copy, '', read), read };
  };
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
