import { drawChart } from './chart.ts';
import type { ChartCurve, ChartPoint, WorkloadCharts } from './page-data.ts';

const S_PER_MS = 0.001;
/** The place of the slowest request of all on the axis of percentiles, which has no end. */
const LAST = 99.999;

/** The percentiles that have a name on the axis. */
const named = [50, 90, 99, 99.9, 99.99];

function drawPercentiles(place: HTMLElement, { percentiles, barePercentiles }: WorkloadCharts): void {
  drawChart({
    place,
    xLabel: 'percentile',
    yLabel: 'ms',
    xs: percentiles.map(({ percent }) => nines(percent)),
    ticks: [...named.map((percent) => ({ x: nines(percent), name: String(percent) })), { x: nines(100), name: 'max' }],
    lines: [
      { label: 'target', color: '--target', values: percentiles.map(({ ms }) => ms) },
      ...bareLine(barePercentiles.map(({ ms }: ChartCurve) => ms)),
    ],
  });
}

/** The place of a percentile: each further nine takes as much room as the one before. */
function nines(percent: number): number {
  return -Math.log10(1 - Math.min(percent, LAST) / 100);
}

function drawLatency(place: HTMLElement, { atRate }: WorkloadCharts): void {
  drawChart({
    place,
    xLabel: 'seconds',
    yLabel: 'ms',
    xs: atRate.map(({ atMs }) => atMs * S_PER_MS),
    lines: [
      { label: 'p99', color: '--target', values: atRate.map(({ p99Ms }) => p99Ms) },
      { label: 'p50', color: '--middle', values: atRate.map(({ p50Ms }) => p50Ms) },
    ],
  });
}

function drawThroughput(place: HTMLElement, { atRate, fullSpeed, bareFullSpeed }: WorkloadCharts): void {
  const points = longest(atRate, fullSpeed, bareFullSpeed);
  const rates = (series: readonly ChartPoint[]) => points.map((_, index) => series[index]?.perSecond);
  drawChart({
    place,
    xLabel: 'seconds',
    yLabel: 'answers/s',
    xs: points.map(({ atMs }) => atMs * S_PER_MS),
    lines: [
      ...(fullSpeed.length > 0 ? [{ label: 'full speed', color: '--target', values: rates(fullSpeed) }] : []),
      ...bareLine(bareFullSpeed.length > 0 ? rates(bareFullSpeed) : []),
      ...(fullSpeed.length > 0 ? [] : [{ label: 'constant rate', color: '--middle', values: rates(atRate) }]),
    ],
  });
}

function longest(atRate: readonly ChartPoint[], ...fullSpeed: (readonly ChartPoint[])[]): readonly ChartPoint[] {
  const [most = []] = fullSpeed.toSorted((a, b) => b.length - a.length);
  return most.length > 0 ? most : atRate;
}

function bareLine(values: readonly (number | undefined)[]) {
  return values.length === 0 ? [] : [{ label: 'bare HTTP', color: '--bare', dash: [6, 4], values }];
}

const draw = { percentiles: drawPercentiles, latency: drawLatency, throughput: drawThroughput };

const data = document.querySelector('#chart-data')?.textContent ?? '[]';
const all: readonly WorkloadCharts[] = JSON.parse(data);
for (const charts of all) {
  for (const [name, drawIt] of Object.entries(draw)) {
    const place = document.querySelector(`#${charts.id}-${name}`);
    if (place instanceof HTMLElement) drawIt(place, charts);
  }
}
