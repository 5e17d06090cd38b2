import { setImmediate } from 'node:timers/promises';

const BURST_MS = 25;

/** The items, with a pause now and then in which everything else in the process gets its turn; none once the signal has aborted. */
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
