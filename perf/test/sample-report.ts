import { type Measured, type PerfReport, REPORT_FORMAT, type SeriesPoint } from '../src/results/report.ts';

const curve = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 100].map((percent) => ({
  percent,
  ms: 0.8 + percent / 50 + (percent > 99 ? 12 : 0),
}));

const latency = { meanMs: 1.2, p50Ms: 1.8, p90Ms: 2.6, p99Ms: 2.78, p999Ms: 14.8, maxMs: 14.8, curve };

function seriesOf(perSecond: number): SeriesPoint[] {
  return Array.from({ length: 40 }, (_, index) => ({
    atMs: (index + 1) * 250,
    perSecond: index === 7 ? 0 : perSecond + (index % 5) * 10,
    // A part without any answer has no percentiles.
    ...(index !== 7 && { p50Ms: 1.2 + (index % 3) / 10, p99Ms: 3 + (index % 7) }),
  }));
}

const measured: Measured = {
  durationMs: 10_000,
  counts: { sent: 5_000, succeeded: 4_998, limited: 0, failed: 2, failures: { '503': 1, 'timed out': 1 } },
  latency,
  series: seriesOf(500),
  operations: [
    { operationId: 'createMeters', count: 3_000, p50Ms: 1.2, p99Ms: 3.4 },
    { operationId: 'getStatements', count: 1_998, p50Ms: 0.9, p99Ms: 2.4 },
  ],
};

/** A report with everything that reports can have. */
export const sampleReport: PerfReport = {
  format: REPORT_FORMAT,
  version: '0.0.0',
  generator: 'autocannon',
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 61_000,
  ending: 'complete',
  target: { url: 'http://127.0.0.1:5000', isOwn: false },
  machine: {
    cpu: 'A CPU',
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    system: 'Linux 6.1',
    node: 'v24.0.0',
    loadAverage: 0.25,
  },
  settings: { rate: 500, durationMs: 10_000, seed: 1 },
  workloads: [
    {
      name: 'mixed',
      description: 'sends all kinds of requests in the shares of a real month',
      atRate: {
        rate: 500,
        ...measured,
        lateness: { ...latency, p99Ms: 0.6 },
        bare: { ...latency, curve: curve.map(({ percent, ms }) => ({ percent, ms: ms / 3 })) },
        memory: { beginBytes: 80 * 2 ** 20, mostBytes: 120 * 2 ** 20, endBytes: 110 * 2 ** 20 },
      },
      fullSpeed: {
        connections: 50,
        ...measured,
        rounds: [{ perSecond: 4_000, barePerSecond: 16_000 }],
        perSecond: 4_000,
        barePerSecond: 16_000,
        ratio: 0.25,
        bareSeries: seriesOf(16_000),
      },
      reconciliation: { accounts: 50, readings: 123_456, settled: 2, problems: ['perf-1: it has 5 readings <b>'] },
    },
    {
      name: 'load',
      description: 'the rate for a minute',
      atRate: { rate: 500, ...measured, series: [] },
      checks: [{ name: '</script><script>alert(1)</script>', passes: 59, fails: 1 }],
      reconciliation: { accounts: 50, readings: 10, settled: 0, problems: [] },
    },
    {
      name: 'read',
      description: 'a load without any answer',
      atRate: { rate: 500, ...measured, latency: undefined, operations: [], series: [] },
    },
  ],
  verdicts: [
    { workload: 'mixed', budget: 'failed at 500/s', limit: '≤ 0', actual: '2', outcome: 'missed' },
    { workload: 'mixed', budget: 'p50 at 500/s', limit: '≤ 3 ms', actual: '1.8 ms', outcome: 'met' },
    {
      workload: 'read',
      budget: 'p99 at 500/s',
      limit: '≤ 20 ms',
      actual: '–',
      outcome: 'unjudged',
      note: 'no answer <i>',
    },
  ],
  notes: ['The machine had other work.'],
};
