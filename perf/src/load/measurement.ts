import type { Measured, OperationLatency, RequestCounts, SeriesPoint } from '../results/report.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { type EndedRequest, failureOf } from './outcome.ts';

const LEAST_PART_MS = 250;
const MOST_PARTS = 240;
/** A target could answer with any number of different statuses. */
const MOST_REASONS = 20;

/** The length of the parts of a series: short enough to see a stall, and not too many. */
export function partMsOf(durationMs: number): number {
  return Math.max(LEAST_PART_MS, Math.ceil(durationMs / MOST_PARTS));
}

/** Counts and times of the requests of one load. */
export class Measurement {
  readonly #partMs: number;
  readonly #latencies = new LatencyHistogram();
  readonly #operations = new Map<string, LatencyHistogram>();
  readonly #failures = new Map<string, number>();
  readonly #series: SeriesPoint[] = [];
  #part: number[] = [];
  #partEndMs: number;
  #sent = 0;
  #succeeded = 0;
  #limited = 0;
  #failed = 0;

  constructor(partMs: number) {
    this.#partMs = partMs;
    this.#partEndMs = partMs;
  }

  record({ request, outcome, latencyMs, atMs }: EndedRequest): void {
    this.#closeParts(atMs);
    if (outcome.kind === 'cut') return;
    this.#sent += 1;
    const failure = failureOf(outcome);
    if (failure !== undefined) this.#countFailure(failure);
    if (outcome.kind === 'limited') this.#limited += 1;
    if (outcome.kind !== 'succeeded') return;
    this.#succeeded += 1;
    this.#part.push(latencyMs);
    this.#latencies.record(latencyMs);
    this.#histogramOf(request.operationId).record(latencyMs);
  }

  get counts(): RequestCounts {
    return {
      sent: this.#sent,
      succeeded: this.#succeeded,
      limited: this.#limited,
      failed: this.#failed,
      failures: Object.fromEntries(this.#failures),
    };
  }

  /** The time that 99 % of the requests so far do not exceed, in milliseconds; 0 without any. */
  get p99Ms(): number {
    return this.#latencies.percentile(99);
  }

  /** The figures of a load that took so long. */
  measured(durationMs: number): Measured {
    this.#closeParts(durationMs);
    return {
      durationMs,
      counts: this.counts,
      latency: this.#latencies.latency(),
      series: this.#series,
      operations: [...this.#operations].map(operationLatency),
    };
  }

  #histogramOf(operationId: string): LatencyHistogram {
    const histogram = this.#operations.get(operationId) ?? new LatencyHistogram();
    this.#operations.set(operationId, histogram);
    return histogram;
  }

  #countFailure(failure: string): void {
    this.#failed += 1;
    const reason = this.#failures.has(failure) || this.#failures.size < MOST_REASONS ? failure : 'other';
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }

  #closeParts(atMs: number): void {
    while (atMs >= this.#partEndMs) {
      this.#series.push(pointOf(this.#partEndMs, this.#part, this.#partMs));
      this.#part = [];
      this.#partEndMs += this.#partMs;
    }
  }
}

function pointOf(atMs: number, latencies: readonly number[], partMs: number): SeriesPoint {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    atMs,
    perSecond: (sorted.length / partMs) * 1_000,
    p50Ms: sorted[Math.floor(sorted.length * 0.5)],
    p99Ms: sorted[Math.floor(sorted.length * 0.99)],
  };
}

function operationLatency([operationId, histogram]: [string, LatencyHistogram]): OperationLatency {
  return {
    operationId,
    count: histogram.count,
    p50Ms: histogram.percentile(50),
    p99Ms: histogram.percentile(99),
  };
}
