import uPlot from 'uplot';

/** A line of a chart. `color` is the name of a custom property of the page. */
interface Line {
  readonly label: string;
  readonly color: string;
  readonly dash?: readonly number[];
  readonly values: readonly (number | undefined)[];
}

export interface ChartOptions {
  readonly place: HTMLElement;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xs: readonly number[];
  readonly lines: readonly Line[];
  /** The places on the x axis that have a name, with their names; uPlot chooses when absent. */
  readonly ticks?: readonly { readonly x: number; readonly name: string }[];
}

const HEIGHT = 240;

/** Draws a chart into its place, and again when the place gets another width or the page other colors. */
export function drawChart(options: ChartOptions): void {
  const { place } = options;
  let chart = draw(options);
  const colors = matchMedia('(prefers-color-scheme: dark)');
  colors.addEventListener('change', () => {
    chart.destroy();
    chart = draw(options);
  });
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
}

function draw({ place, xLabel, yLabel, xs, lines, ticks }: ChartOptions): uPlot {
  const color = (name: string) => getComputedStyle(place).getPropertyValue(name);
  const frame = { stroke: color('--faint'), grid: { stroke: color('--rule'), width: 1 }, ticks: { show: false } };
  const named = ticks && {
    splits: () => ticks.map(({ x }) => x),
    values: () => ticks.map(({ name }) => name),
  };
  return new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      scales: { x: { time: false }, y: { range: (_chart, _least, most) => [0, most > 0 ? most * 1.08 : 1] } },
      axes: [
        { ...frame, ...named, label: xLabel, labelSize: 24, size: 32 },
        { ...frame, label: yLabel, labelSize: 24, size: 56 },
      ],
      series: [
        { label: xLabel, value: (_chart, x) => nameOf(x, ticks) },
        ...lines.map((line) => ({
          label: line.label,
          stroke: color(line.color),
          width: 2,
          points: { show: false },
          ...(line.dash && { dash: [...line.dash] }),
          value: (_chart: uPlot, y: number | null) => (y === null ? '–' : figure(y)),
        })),
      ],
    },
    [[...xs], ...lines.map(({ values }) => values.map((value) => value ?? null))],
    place,
  );
}

function nameOf(x: number | null, ticks: ChartOptions['ticks']): string {
  if (x === null) return '–';
  return ticks?.find((tick) => tick.x === x)?.name ?? figure(x);
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
