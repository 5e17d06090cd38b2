import { build } from 'hdr-histogram-js';
import type { Latency } from '../results/report.ts';

const US_PER_MS = 1_000;
/** The longest time that fits, in microseconds: ten minutes, more than any time-out. */
const LONGEST_US = 600_000_000;

/** The percentiles of the curve in reports: more of them where few requests are. */
const curve = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 100];

/** Times in an HDR histogram, exact to a thousandth of each time. Its size does not depend on the number of times. */
export class LatencyHistogram {
  readonly #histogram = build({
    bitBucketSize: 32,
    autoResize: true,
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });

  record(latencyMs: number): void {
    this.#histogram.recordValue(Math.min(LONGEST_US, Math.max(0, Math.round(latencyMs * US_PER_MS))));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** The time that so many per cent of all times do not exceed, in milliseconds. */
  percentile(percent: number): number {
    return this.#histogram.getValueAtPercentile(percent) / US_PER_MS;
  }

  /** The times in figures, or nothing when there is none. */
  latency(): Latency | undefined {
    if (this.count === 0) return undefined;
    return {
      meanMs: this.#histogram.mean / US_PER_MS,
      p50Ms: this.percentile(50),
      p90Ms: this.percentile(90),
      p99Ms: this.percentile(99),
      p999Ms: this.percentile(99.9),
      maxMs: this.percentile(100),
      curve: curve.map((percent) => ({ percent, ms: this.percentile(percent) })),
    };
  }
}
