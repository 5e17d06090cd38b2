import { setImmediate } from 'node:timers/promises';

const BURST_MS = 25;

/** The items, with pauses in which the rest of the process can run. The items end when the signal aborts. */
export async function* withPauses<Item>(items: Iterable<Item>, signal: AbortSignal | undefined): AsyncGenerator<Item> {
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > BURST_MS) {
      await setImmediate();
      began = performance.now();
    }
    if (signal?.aborted) return;
    yield item;
  }
}
