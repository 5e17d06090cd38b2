import type { ServerState } from './server-state.ts';

/** The parts of a server's state that are accounts' own, besides the rate limit: all that a reset or a deletion forgets of an account. */
export function accountParts(state: ServerState) {
  const { store, clocks, snapshots, idempotencyKeys, outboxes, batches, rules, resources, faults, journal } = state;
  const { webhooks } = state;
  return [store, clocks, snapshots, idempotencyKeys, outboxes, batches, rules, resources, faults, journal, webhooks];
}
