import type { Schema, SuccessBody } from '@billing-testkit/contracts';
import type { Batches } from '../batches/batches.ts';
import type { Outboxes } from '../batches/outboxes.ts';
import type { Capacity } from '../capacity/capacity.ts';
import type { IdempotencyKeys } from '../earlier-requests/idempotency-keys.ts';
import type { RateLimit } from '../earlier-requests/rate-limit.ts';
import type { Faults } from '../faults/faults.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import type { Limits } from '../options/limits.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Calculations } from '../traces/traces.ts';

type AnyRequest = Schema<'ProviderStateRequest'>;

/** The name of a provider state. The document lists them all. */
export type StateName = AnyRequest['state'];

/** The request for a state, with the parameters of that state. */
export type StateRequest<Name extends StateName = StateName> = {
  [N in Name]: Extract<AnyRequest, { state: N }>;
}[Name];

/** The parameters of a state that needs them. */
export type ParamsOf<Name extends StateName> = NonNullable<StateRequest<Name>['params']>;

/** The ids that a state has made, for the requests of pacts. */
export type StateIds = Omit<SuccessBody<'changeProviderState'>, 'header'>;

/** The parts of a server that states are made of. */
export interface StateParts {
  readonly store: Store;
  readonly clocks: AccountClocks;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly outboxes: Outboxes;
  readonly batches: Batches;
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly limits: Limits;
  readonly capacity: Capacity;
  readonly calculations: Calculations;
  readonly log: Log;
}
