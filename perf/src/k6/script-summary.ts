/** The format of the summary that a script writes and `billing-perf k6` reads. */
const SUMMARY_FORMAT = 'billing-perf-k6/1';

/** The data that k6 hands to `handleSummary`, as far as it is used. */
export interface SummaryData {
  readonly metrics: Readonly<Record<string, SummaryMetric | undefined>>;
  readonly root_group?: CheckGroup;
  readonly state?: { readonly testRunDurationMs?: number };
}

interface SummaryMetric {
  readonly values: Readonly<Record<string, number | undefined>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

interface CheckGroup {
  readonly checks?: readonly { readonly name: string; readonly passes: number; readonly fails: number }[];
  readonly groups?: readonly CheckGroup[];
}

/** The percentiles of the latency curve. */
const percentiles = [10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99];

/** The statistics of times that k6 has to calculate for the summary. */
export const trendStats = ['avg', 'min', 'max', 'count', ...percentiles.map((percent) => `p(${percent})`)];

export interface ScriptSummary {
  readonly format: typeof SUMMARY_FORMAT;
  readonly script: string;
  readonly rate: number;
  readonly durationMs: number;
  readonly counts: {
    readonly sent: number;
    readonly succeeded: number;
    readonly limited: number;
    readonly failed: number;
  };
  /** The requests that k6 could not begin in time, because all virtual users waited. */
  readonly dropped: number;
  /** Times in milliseconds by percentile, from the fastest (0) to the slowest (100); empty without an answer. */
  readonly latency: { readonly meanMs: number; readonly curve: readonly { percent: number; ms: number }[] };
  readonly operations: readonly { operationId: string; count: number; p50Ms: number; p99Ms: number }[];
  readonly checks: readonly { name: string; passes: number; fails: number }[];
  readonly thresholds: readonly { metric: string; expression: string; actual: number | null; ok: boolean }[];
  /** The readings that were accepted, those of requests without an answer, and those that the accounts have in the end. */
  readonly readings: { readonly accepted: number; readonly inDoubt: number; readonly stored: number };
}

/** The metrics of a script beside those of k6 itself. */
export const counters = {
  succeeded: 'load_succeeded',
  limited: 'load_limited',
  failed: 'load_failed',
  accepted: 'readings_accepted',
  inDoubt: 'readings_in_doubt',
  stored: 'readings_stored',
} as const;

const LOAD_TIMES = 'http_req_duration{purpose:load}';
const OPERATION_TIMES = /^http_req_duration\{operationId:(\w+)\}$/;

/** The summary of a script with this highest rate, from the data that k6 hands to `handleSummary`. */
export function scriptSummary(data: SummaryData, script: string, rate: number): ScriptSummary {
  const counted = (name: string) => data.metrics[name]?.values.count ?? 0;
  const [succeeded, limited, failed] = [counters.succeeded, counters.limited, counters.failed].map(counted);
  const counts = { succeeded: succeeded ?? 0, limited: limited ?? 0, failed: failed ?? 0 };
  return {
    format: SUMMARY_FORMAT,
    script,
    rate,
    durationMs: data.state?.testRunDurationMs ?? 0,
    counts: { sent: counts.succeeded + counts.limited + counts.failed, ...counts },
    dropped: counted('dropped_iterations'),
    latency: latencyIn(data.metrics[LOAD_TIMES]?.values ?? {}),
    operations: Object.keys(data.metrics).flatMap((name) => operationIn(name, data)),
    checks: data.root_group ? checksIn(data.root_group) : [],
    thresholds: Object.keys(data.metrics).flatMap((name) => thresholdsOf(name, data)),
    readings: {
      accepted: counted(counters.accepted),
      inDoubt: counted(counters.inDoubt),
      stored: counted(counters.stored),
    },
  };
}

type Values = SummaryMetric['values'];

function latencyIn(values: Values): ScriptSummary['latency'] {
  const { avg, min, max, count = 1 } = values;
  if (avg === undefined || count === 0) return { meanMs: 0, curve: [] };
  const between = percentiles.map((percent) => ({ percent, ms: values[`p(${percent})`] ?? 0 }));
  return { meanMs: avg, curve: [{ percent: 0, ms: min ?? 0 }, ...between, { percent: 100, ms: max ?? 0 }] };
}

function operationIn(name: string, { metrics }: SummaryData): ScriptSummary['operations'] {
  const operationId = OPERATION_TIMES.exec(name)?.[1];
  const values = metrics[name]?.values ?? {};
  if (operationId === undefined || !values.count) return [];
  return [{ operationId, count: values.count, p50Ms: values['p(50)'] ?? 0, p99Ms: values['p(99)'] ?? 0 }];
}

function checksIn({ checks = [], groups = [] }: CheckGroup): ScriptSummary['checks'] {
  return [...checks.map(({ name, passes, fails }) => ({ name, passes, fails })), ...groups.flatMap(checksIn)];
}

/** The thresholds of operations only make k6 calculate their times. */
function thresholdsOf(name: string, { metrics }: SummaryData): ScriptSummary['thresholds'] {
  if (OPERATION_TIMES.test(name)) return [];
  const { thresholds = {}, values = {} } = metrics[name] ?? {};
  return Object.keys(thresholds).map((expression) => {
    const [, statistic = ''] = /^([\w.()]+)/.exec(expression) ?? [];
    return { metric: name, expression, actual: values[statistic] ?? null, ok: thresholds[expression]?.ok ?? false };
  });
}
