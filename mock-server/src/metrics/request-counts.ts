/** The upper bounds of the buckets of durations, in seconds. */
export const DURATION_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The answered requests of one operation. */
export interface OperationCounts {
  readonly byStatus: Map<number, number>;
  /** The number of durations up to each bound and above the bound before it; the last one counts those above all bounds. */
  readonly durations: number[];
  durationSum: number;
}

/** Counts requests as plain numbers: a request costs two look-ups, and the library of the metrics is loaded when they are read. */
export class RequestCounts {
  /** The number of requests that were received and are not answered yet. */
  inFlight = 0;
  readonly #operations = new Map<string, OperationCounts>();

  /** The counts by operationId. The empty id has the requests that are of no operation: pages and unknown paths. */
  get byOperation(): ReadonlyMap<string, OperationCounts> {
    return this.#operations;
  }

  /** Counts the answer to a request that was in flight. */
  answered(operationId: string, status: number, seconds: number): void {
    this.inFlight -= 1;
    const counts = this.#operations.get(operationId) ?? this.#open(operationId);
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + 1);
    const bucket = DURATION_BOUNDS.findIndex((bound) => seconds <= bound);
    const index = bucket === -1 ? DURATION_BOUNDS.length : bucket;
    counts.durations[index] = (counts.durations[index] ?? 0) + 1;
    counts.durationSum += seconds;
  }

  #open(operationId: string): OperationCounts {
    const durations = Array.from({ length: DURATION_BOUNDS.length + 1 }, () => 0);
    const counts = { byStatus: new Map<number, number>(), durations, durationSum: 0 };
    this.#operations.set(operationId, counts);
    return counts;
  }
}
