/** A part of a load; absent figures have no request. */
export interface ChartPoint {
  readonly atMs: number;
  readonly perSecond: number;
  readonly p50Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
}

export interface ChartCurve {
  readonly percent: number;
  readonly ms: number;
}

/** The data of one workload's charts. Lists are empty where nothing was measured. */
export interface WorkloadCharts {
  /** The id of the elements that the charts are put into, before `-percentiles`, `-latency` and `-throughput`. */
  readonly id: string;
  readonly percentiles: readonly ChartCurve[];
  readonly barePercentiles: readonly ChartCurve[];
  readonly atRate: readonly ChartPoint[];
  readonly fullSpeed: readonly ChartPoint[];
  readonly bareFullSpeed: readonly ChartPoint[];
}
