import { whole } from '../results/figures.ts';
import type { Latency, Reconciliation, Verdict, WorkloadResult } from '../results/report.ts';
import type { K6Summary } from './read-summary.ts';

/** The measurements of a k6 script, in the form of a workload. */
export function resultOf(summary: K6Summary, accounts: number): WorkloadResult {
  const { script, rate, durationMs, counts, operations, checks, readings } = summary;
  const failures = counts.failed > 0 ? { 'not 2xx, or no answer': counts.failed } : {};
  return {
    name: script,
    description: descriptions[script] ?? '',
    atRate: {
      rate,
      durationMs,
      counts: { ...counts, failures },
      latency: latencyOf(summary.latency),
      series: [],
      operations,
    },
    checks,
    reconciliation: reconciliationOf(readings, accounts),
  };
}

const descriptions: Readonly<Record<string, string>> = {
  smoke: 'whether everything works, at a fiftieth of the rate',
  load: 'the rate for a minute',
  stress: 'more and more, up to eight times the rate',
  spike: 'a sudden rush to six times the rate',
  soak: 'the rate for half an hour',
};

function latencyOf({ meanMs, curve }: K6Summary['latency']): Latency | undefined {
  if (curve.length === 0) return undefined;
  const at = (percent: number) => curve.find((point) => point.percent === percent)?.ms ?? 0;
  return {
    meanMs,
    p50Ms: at(50),
    p90Ms: at(90),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: at(100),
    curve,
  };
}

/** Virtual users share nothing, so that only the sums of readings can be compared. */
function reconciliationOf({ accepted, inDoubt, stored }: K6Summary['readings'], accounts: number): Reconciliation {
  const isRight = stored >= accepted && stored <= accepted + inDoubt;
  const doubt = inDoubt > 0 ? ` and ${whole(inDoubt)} may have been` : '';
  const problem = `the accounts have ${whole(stored)} readings, but ${whole(accepted)} were accepted${doubt}.`;
  return { accounts, readings: accepted, settled: 0, problems: isRight ? [] : [problem] };
}

const names: Readonly<Record<string, string>> = {
  load_failed: 'failed requests',
  'http_req_duration{purpose:load}': 'latency in ms',
  checks: 'checks of bills',
  dropped_iterations: 'requests that were not sent in time',
};

/** The thresholds of k6 as verdicts. A measurement during which the target limited the load is not judged. */
export function thresholdVerdicts({ script, counts, thresholds }: K6Summary, isLimitTested: boolean): Verdict[] {
  const isLimited = counts.limited > 0 && !isLimitTested;
  const note = `the target limited ${whole(counts.limited)} of ${whole(counts.sent)} requests (429)`;
  return thresholds.map((threshold) => ({
    workload: script,
    budget: names[threshold.metric] ?? threshold.metric,
    limit: threshold.expression,
    actual: actualText(threshold),
    ...(isLimited ? { outcome: 'unjudged', note } : { outcome: threshold.ok ? 'met' : 'missed' }),
  }));
}

function actualText({ actual, ok }: K6Summary['thresholds'][number]): string {
  if (actual !== null) return String(Number(actual.toFixed(3)));
  return ok ? 'as wanted' : 'not as wanted';
}
