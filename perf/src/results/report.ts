/** The format of a report as JSON. A change that its readers have to know gives it another number. */
export const REPORT_FORMAT = 'billing-perf/1';

/** Times in milliseconds. `p99Ms` is the time that 99 % of the requests do not exceed. */
export interface Latency {
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
  readonly curve: readonly { readonly percent: number; readonly ms: number }[];
}

/** The numbers of requests by their outcomes. */
export interface RequestCounts {
  readonly sent: number;
  readonly succeeded: number;
  /** The answers 429. */
  readonly limited: number;
  /** The answers that are neither 2xx nor 429, and the requests without an answer. */
  readonly failed: number;
  /** The number of failures by status, or by the reason why there is no answer. */
  readonly failures: Readonly<Record<string, number>>;
}

/** A part of a load, some tenths of a second long. */
export interface SeriesPoint {
  /** The end of the part since the load began, in milliseconds. */
  readonly atMs: number;
  /** The answers 2xx in a second. */
  readonly perSecond: number;
  readonly p50Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
}

export interface OperationLatency {
  readonly operationId: string;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The measurements of the requests that were sent to one server. */
export interface Measured {
  readonly durationMs: number;
  readonly counts: RequestCounts;
  /** The times of the answers 2xx; absent when there was none. */
  readonly latency?: Latency | undefined;
  readonly series: readonly SeriesPoint[];
  readonly operations: readonly OperationLatency[];
}

/** Load at a constant rate. Latencies begin when a request is due, whether or not a connection is free for it. */
export interface RateResult extends Measured {
  /** The requests a second that were asked for. */
  readonly rate: number;
  /** The lateness of sent requests: the part of the latency that is the load generator's. */
  readonly lateness?: Latency | undefined;
  /** The same load on the bare server. */
  readonly bare?: Latency | undefined;
  /** The memory of the server at the beginning, the most, and at the end, when it is a server of ours. */
  readonly memory?: { readonly beginBytes: number; readonly mostBytes: number; readonly endBytes: number } | undefined;
}

/** Load as fast as it goes: each connection sends its next request when it has the answer. */
export interface FullSpeedResult extends Measured {
  readonly connections: number;
  /** The answers 2xx in a second of each round. */
  readonly rounds: readonly { readonly perSecond: number; readonly barePerSecond?: number | undefined }[];
  readonly perSecond: number;
  readonly barePerSecond?: number | undefined;
  /** The median of the rounds' ratios of the server to the bare one; absent when there is no bare one to compare with. */
  readonly ratio?: number | undefined;
  /** The bare server's series, in the same times. */
  readonly bareSeries: readonly SeriesPoint[];
}

/** Whether the state of the accounts is the one that the answers told. */
export interface Reconciliation {
  readonly accounts: number;
  /** The readings that the target accepted. */
  readonly readings: number;
  /** The requests of which only this check found out whether they were carried out. */
  readonly settled: number;
  /** The rules that do not hold, in sentences. */
  readonly problems: readonly string[];
}

export interface CheckCount {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

/** The measurements of one workload, or of one k6 script. */
export interface WorkloadResult {
  readonly name: string;
  readonly description: string;
  readonly atRate?: RateResult | undefined;
  readonly fullSpeed?: FullSpeedResult | undefined;
  readonly reconciliation?: Reconciliation | undefined;
  /** The checks of a k6 script. */
  readonly checks?: readonly CheckCount[] | undefined;
}

/** A budget and whether it was met. `unjudged` has its reason in `note`. */
export interface Verdict {
  readonly workload: string;
  readonly budget: string;
  readonly limit: string;
  readonly actual: string;
  readonly outcome: 'met' | 'missed' | 'unjudged';
  readonly note?: string | undefined;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** The load average of the last minute when the run began; 0 on Windows, which has none. */
  readonly loadAverage: number;
}

export interface PerfReport {
  readonly format: typeof REPORT_FORMAT;
  readonly version: string;
  readonly generator: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly ending: 'complete' | 'interrupted';
  readonly target: { readonly url: string; readonly isOwn: boolean };
  readonly machine: Machine;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly workloads: readonly WorkloadResult[];
  readonly verdicts: readonly Verdict[];
  /** Notes that a reader needs to judge the figures, in sentences. */
  readonly notes: readonly string[];
}
