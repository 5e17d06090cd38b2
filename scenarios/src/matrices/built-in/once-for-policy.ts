import type { Policy } from '@billing-testkit/engine';

/**
 * Makes each value once for a policy and some words, like a member and a month: hundreds of cells of a matrix have it. The values are
 * kept as long as the policy, one for each of the words.
 */
export function onceForPolicy<Words extends readonly string[], Value>(
  make: (policy: Policy, ...words: Words) => Value,
): (policy: Policy, ...words: Words) => Value {
  const known = new WeakMap<Policy, Map<string, Value>>();
  return (policy, ...words) => {
    const values = known.get(policy) ?? new Map<string, Value>();
    known.set(policy, values);
    const key = JSON.stringify(words);
    const value = values.get(key) ?? make(policy, ...words);
    values.set(key, value);
    return value;
  };
}
