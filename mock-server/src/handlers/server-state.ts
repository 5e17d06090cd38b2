import type { Batches } from '../batches/batches.ts';
import type { Outboxes } from '../batches/outboxes.ts';
import type { Capacity } from '../capacity/capacity.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { IdempotencyKeys } from '../earlier-requests/idempotency-keys.ts';
import type { RateLimit } from '../earlier-requests/rate-limit.ts';
import type { Faults } from '../faults/faults.ts';
import type { Fixtures } from '../fixtures/fixtures.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import type { BillingCounts } from '../metrics/billing-counts.ts';
import type { RequestCounts } from '../metrics/request-counts.ts';
import type { Limits } from '../options/limits.ts';
import type { ResourceStore } from '../other-documents/resources/resource-store.ts';
import type { OtherDocuments } from '../other-documents/serving/other-documents.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Calculations, Traces } from '../traces/traces.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/**
 * The state of a server: its accounts and their clocks, the rules that bill them, its batches and their messages, and its memory of
 * earlier requests; its log, and the counts that its metrics show.
 */
export interface ServerState {
  readonly store: Store;
  readonly clocks: AccountClocks;
  readonly snapshots: Snapshots;
  readonly fixtures: Fixtures;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly outboxes: Outboxes;
  readonly batches: Batches;
  readonly rateLimit: RateLimit;
  readonly rules: RulesInUse;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Webhooks;
  /** Whether the server takes only requests that the document describes, and only accounts that were created. */
  readonly isStrict: boolean;
  /** The prefix that clients put before all paths, such as `/mock`; empty when there is none. */
  readonly basePath: string;
  readonly limits: Limits;
  readonly capacity: Capacity;
  /** The OpenAPI documents that are served beside the billing API, when there are any. */
  readonly documents: OtherDocuments | undefined;
  /** The accounts' changes to the resources of these documents. */
  readonly resources: ResourceStore;
  readonly log: Log;
  /** Absent for a server that makes no traces. */
  readonly traces: Traces | undefined;
  readonly calculations: Calculations;
  readonly requests: RequestCounts;
  readonly billing: BillingCounts;
  /** Whether the server was told to stop. */
  isStopping: boolean;
}
