import type { Batches } from '../batches/batches.ts';
import type { Outboxes } from '../batches/outboxes.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { IdempotencyKeys } from '../earlier-requests/idempotency-keys.ts';
import type { RateLimit } from '../earlier-requests/rate-limit.ts';
import type { Store } from '../store/store.ts';

/**
 * The state of a server: its accounts, the rules that bill them, its batches and their messages, and what it remembers of earlier
 * requests.
 */
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
