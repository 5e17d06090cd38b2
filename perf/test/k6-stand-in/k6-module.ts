import { samples } from './samples.ts';

/** The `check` of k6: counts each condition, and says whether all of them hold. */
export function check<Value>(value: Value, conditions: Readonly<Record<string, (value: Value) => boolean>>): boolean {
  const all = Object.entries(conditions).map(([name, condition]) => {
    const counts = samples.checks.get(name) ?? { passes: 0, fails: 0 };
    samples.checks.set(name, counts);
    const holds = condition(value);
    counts[holds ? 'passes' : 'fails'] += 1;
    return holds;
  });
  return all.every(Boolean);
}

/** The `sleep` of k6: this thread waits, and all others go on. */
export function sleep(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1_000);
}
