import type { Batches } from '../batches/batches.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { IdempotencyKeys } from '../sessions/idempotency-keys.ts';
import type { Outboxes } from '../sessions/outboxes.ts';
import type { RateLimit } from '../sessions/rate-limit.ts';
import type { Store } from '../store/store.ts';

/** The state of a server: its accounts, the session data of each account that is no part of a bill, its batches, and its rules. */
export interface ServerState {
  readonly store: Store;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly outboxes: Outboxes;
  readonly batches: Batches;
  readonly rateLimit: RateLimit;
  readonly rules: RulesInUse;
  /** Whether the server takes only what the document describes and only accounts that were created. */
  readonly isStrict: boolean;
}
