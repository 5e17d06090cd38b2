import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Capacity } from '../capacity/capacity.ts';
import type { BillingCounts, MemberCounts } from './billing-counts.ts';
import { DURATION_BOUNDS, type OperationCounts, type RequestCounts } from './request-counts.ts';

/** The counts of a server that its metrics show. */
export interface MetricSources {
  readonly requests: RequestCounts;
  readonly billing: BillingCounts;
  readonly rateLimit: { readonly refusedCount: number };
  readonly store: { readonly accountCount: number };
  readonly capacity: Capacity;
}

const PREFIX = 'mock_server_';
const DURATION = `${PREFIX}request_duration_seconds`;
const DURATION_HELP = 'Time from the arrival of a request to its answer.';

/** The metrics of a server, in a registry of its own. Each is filled with the server's counts when it is read. */
export function metricsOf(sources: MetricSources): Registry {
  const { requests, billing, rateLimit } = sources;
  const registry = new Registry();
  const registers = [registry];
  new Counter({
    name: `${PREFIX}requests_total`,
    help: 'Answered requests.',
    labelNames: ['operationId', 'status'],
    registers,
    collect() {
      this.reset();
      for (const [operationId, { byStatus }] of requests.byOperation) {
        for (const [status, count] of byStatus) this.inc({ operationId, status }, count);
      }
    },
  });
  new DurationHistogram(registry, requests);
  new Gauge({
    name: `${PREFIX}requests_in_flight`,
    help: 'Requests that were received and are not answered yet, the one that reads this included.',
    registers,
    collect() {
      this.set(requests.inFlight);
    },
  });
  new Counter({
    name: `${PREFIX}rate_limited_requests_total`,
    help: 'Requests that were refused because of the rate limit.',
    registers,
    collect() {
      this.reset();
      this.inc(rateLimit.refusedCount);
    },
  });
  addBilling(registry, billing);
  addCapacity(registry, sources);
  addEventLoopLag(registry);
  return registry;
}

interface BillingMetric {
  readonly name: string;
  readonly help: string;
  readonly countOf: (counts: MemberCounts) => number;
  readonly hasCurrency?: true;
}

const billingMetrics: readonly BillingMetric[] = [
  {
    name: 'readings_accepted_total',
    help: 'Readings that were accepted. A repeated event id counts once.',
    countOf: ({ readings }) => readings,
  },
  {
    name: 'statements_calculated_total',
    help: 'Calculations that made or changed a statement.',
    countOf: ({ statements }) => statements,
  },
  {
    name: 'statements_amount_minor_units_total',
    help: 'Total amounts of the calculated statements, in minor units of the currency.',
    countOf: ({ amount }) => amount,
    hasCurrency: true,
  },
];

function addBilling(registry: Registry, billing: BillingCounts): void {
  for (const { name, help, countOf, hasCurrency } of billingMetrics) {
    new Counter({
      name: PREFIX + name,
      help,
      labelNames: ['member', ...(hasCurrency ? ['currency'] : [])],
      registers: [registry],
      collect() {
        this.reset();
        for (const [member, counts] of billing.byMember) {
          this.inc({ member, ...(hasCurrency && { currency: counts.currency }) }, countOf(counts));
        }
      },
    });
  }
}

interface CapacityMetric {
  readonly name: string;
  readonly help: string;
  readonly measure: (sources: Pick<MetricSources, 'store' | 'capacity'>) => number;
}

const capacityMetrics: readonly CapacityMetric[] = [
  { name: 'accounts', help: 'Accounts that the server keeps.', measure: ({ store }) => store.accountCount },
  {
    name: 'accounts_limit',
    help: 'The largest number of accounts.',
    measure: ({ capacity }) => capacity.limits.maxAccounts,
  },
  {
    name: 'stored_bytes',
    help: 'Approximate memory for accounts and all that is in them.',
    measure: ({ capacity }) => capacity.bytes,
  },
  {
    name: 'stored_bytes_limit',
    help: 'The largest approximate memory for accounts and all that is in them.',
    measure: ({ capacity }) => capacity.limits.maxStoredBytes,
  },
];

function addCapacity(registry: Registry, sources: MetricSources): void {
  for (const { name, help, measure } of capacityMetrics) {
    new Gauge({
      name: PREFIX + name,
      help,
      registers: [registry],
      collect() {
        this.set(measure(sources));
      },
    });
  }
}

const LAG_RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;
const NS_PER_S = 1e9;

/** The lag is measured from the first time that the metrics are read, and anew after each reading. */
function addEventLoopLag(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delay.enable();
  const seconds = (ns: number) => Math.max(0, ns - LAG_RESOLUTION_MS * NS_PER_MS) / NS_PER_S;
  new Gauge({
    name: `${PREFIX}event_loop_lag_seconds`,
    help: 'How late the event loop ran since the metrics were last read.',
    labelNames: ['statistic'],
    registers: [registry],
    collect() {
      const isMeasured = delay.count > 0;
      this.set({ statistic: 'mean' }, isMeasured ? seconds(delay.mean) : 0);
      this.set({ statistic: 'p99' }, isMeasured ? seconds(delay.percentile(99)) : 0);
      this.set({ statistic: 'max' }, isMeasured ? seconds(delay.max) : 0);
      delay.reset();
    },
  });
}

/** A histogram that shows durations which were counted before: the library's own takes one value at a time only. */
class DurationHistogram extends Histogram {
  readonly #requests: RequestCounts;

  constructor(registry: Registry, requests: RequestCounts) {
    super({ name: DURATION, help: DURATION_HELP, labelNames: ['operationId'], registers: [registry] });
    this.#requests = requests;
  }

  /** The library calls this method when it writes the text. */
  async getForPromString() {
    const values = [...this.#requests.byOperation].flatMap(durationsOf);
    return { name: DURATION, help: DURATION_HELP, type: 'histogram', values };
  }
}

function durationsOf([operationId, { durations, durationSum }]: [string, OperationCounts]) {
  let total = 0;
  const buckets = durations.map((count, index) => {
    total += count;
    return {
      metricName: `${DURATION}_bucket`,
      labels: { le: DURATION_BOUNDS[index] ?? '+Inf', operationId },
      value: total,
    };
  });
  const labels = { operationId };
  return [
    ...buckets,
    { metricName: `${DURATION}_sum`, labels, value: durationSum },
    { metricName: `${DURATION}_count`, labels, value: total },
  ];
}
