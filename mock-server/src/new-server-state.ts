import { checkPolicy, type Policy, rulesOf, standardPolicy } from '@billing-testkit/engine';
import { Batches } from './batches/batches.ts';
import { Outboxes } from './batches/outboxes.ts';
import { Capacity } from './capacity/capacity.ts';
import { defectCalled } from './defects/defect-called.ts';
import { RulesInUse } from './defects/rules-in-use.ts';
import { IdempotencyKeys } from './earlier-requests/idempotency-keys.ts';
import { RateLimit } from './earlier-requests/rate-limit.ts';
import { Faults } from './faults/faults.ts';
import { Fixtures } from './fixtures/fixtures.ts';
import type { GivenFixture } from './fixtures/given-fixtures.ts';
import type { ServerState } from './handlers/server-state.ts';
import { PREFIX_IS, pathPrefix } from './http/path-prefix.ts';
import { Journal } from './journal/journal.ts';
import type { Log } from './log/log.ts';
import { BillingCounts } from './metrics/billing-counts.ts';
import { RequestCounts } from './metrics/request-counts.ts';
import type { MockServerOptions } from './mock-server-options.ts';
import { DEFAULT_RATE_LIMIT } from './options/defaults.ts';
import { limitsWith } from './options/limits.ts';
import { ResourceStore } from './other-documents/resources/resource-store.ts';
import type { OtherDocuments } from './other-documents/serving/other-documents.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import { AccountClocks } from './store/account-clocks.ts';
import { Store } from './store/store.ts';
import { type Traces, untraced } from './traces/traces.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** The parts of a server whose libraries only a server that needs them loads. */
interface LoadedParts {
  readonly traces: Traces | undefined;
  readonly documents: OtherDocuments | undefined;
  readonly fixtures: readonly GivenFixture[];
}

/**
 * The state of a server with the accounts of its fixtures. Throws a `VALIDATION_ERROR` when its policy can't be billed by or there is no
 * such defect, a `RangeError` for an invalid path prefix or limit, a `FixturesError` for an account that can't be made.
 */
export function newServerState(options: MockServerOptions, log: Log, loaded: LoadedParts): ServerState {
  const { traces, documents } = loaded;
  const { policy = standardPolicy, rateLimit = DEFAULT_RATE_LIMIT, isStrict = false } = options;
  const basePath = pathPrefix(options.basePath ?? '/');
  if (basePath === undefined) throw new RangeError(`'${options.basePath}' is no path prefix. ${PREFIX_IS}.`);
  const limits = limitsWith(options.limits ?? {});
  checkPolicy(policy);
  const capacity = new Capacity(limits);
  const rules = rulesInUse(options, policy, capacity);
  const clocks = new AccountClocks(capacity);
  const webhooks = new Webhooks(limits, clocks, capacity);
  const billing = new BillingCounts();
  const calculations = traces ?? untraced;
  const store = new Store({
    policy,
    rules,
    clocks,
    isStrict,
    billing,
    limits,
    capacity,
    calculations,
    listener: webhooks,
  });
  const fixtures = new Fixtures(loaded.fixtures, { store, clocks, rules });
  fixtures.makeAll();
  return {
    documents,
    store,
    fixtures,
    clocks,
    webhooks,
    snapshots: new Snapshots(limits, capacity),
    idempotencyKeys: new IdempotencyKeys(limits),
    outboxes: new Outboxes(limits.maxMessages, capacity),
    batches: new Batches(limits, capacity),
    rules,
    resources: new ResourceStore(capacity),
    faults: new Faults(limits, capacity),
    journal: new Journal(limits),
    rateLimit: new RateLimit(rateLimit),
    isStrict,
    basePath,
    limits,
    capacity,
    log,
    traces,
    calculations,
    requests: new RequestCounts(),
    billing,
    isStopping: false,
  };
}

function rulesInUse({ rules, defect }: MockServerOptions, policy: Policy, capacity: Capacity): RulesInUse {
  const atStart = defect === undefined ? undefined : defectCalled(defect, policy);
  return new RulesInUse(rules ?? rulesOf(policy), atStart, capacity);
}
