import { type SummaryData, trendStats } from '../../src/k6/script-summary.ts';

interface Sample {
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
}

interface Samples {
  iteration: number;
  readonly counters: Map<string, number>;
  readonly times: Sample[];
  readonly checks: Map<string, { passes: number; fails: number }>;
}

/** Everything that the modules measure. */
export const samples: Samples = {
  iteration: 0,
  counters: new Map(),
  times: [],
  checks: new Map(),
};

/** The metrics and checks as k6 hands them to `handleSummary`, with the metrics that thresholds are about. */
export function resultsOf(thresholds: Readonly<Record<string, string[]>>): Pick<SummaryData, 'metrics' | 'root_group'> {
  const checks = [...samples.checks].map(([name, counts]) => ({ name, ...counts }));
  const named = [...new Set([...samples.counters.keys(), ...Object.keys(thresholds)])];
  const metrics = named.map((name) => {
    const values = valuesOf(name, checks);
    const verdicts = (thresholds[name] ?? []).map((expression) => [expression, { ok: holds(expression, values) }]);
    return [name, { values, thresholds: Object.fromEntries(verdicts) }];
  });
  return { metrics: Object.fromEntries(metrics), root_group: { checks, groups: [] } };
}

type Values = Record<string, number>;

function valuesOf(name: string, checks: readonly { passes: number; fails: number }[]): Values {
  if (name === 'checks') {
    const passes = checks.reduce((sum, check) => sum + check.passes, 0);
    const fails = checks.reduce((sum, check) => sum + check.fails, 0);
    return { rate: passes / (passes + fails), passes, fails };
  }
  const [, tag, value] = /^http_req_duration\{(\w+):(\w+)\}$/.exec(name) ?? [];
  if (tag === undefined) return { count: samples.counters.get(name) ?? 0 };
  return trendOf(samples.times.filter(({ tags }) => tags[tag] === value).map((sample) => sample.value));
}

function trendOf(times: readonly number[]): Values {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (percent: number) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
  const avg = sorted.reduce((sum, time) => sum + time, 0) / Math.max(1, sorted.length);
  const between = trendStats.flatMap((name) => {
    const [, percent] = /^p\((.+)\)$/.exec(name) ?? [];
    return percent === undefined ? [] : [[name, at(Number(percent))] as const];
  });
  return { avg, min: at(0), max: at(100), count: sorted.length, ...Object.fromEntries(between) };
}

function holds(expression: string, values: Values): boolean {
  const [, statistic = '', operator = '', limit = ''] = /^([\w.()]+)(<=|>=|==)([\d.]+)$/.exec(expression) ?? [];
  const value = values[statistic];
  if (value === undefined || limit === '') throw new Error(`No such threshold: ${expression}`);
  if (operator === '==') return value === Number(limit);
  return operator === '<=' ? value <= Number(limit) : value >= Number(limit);
}
