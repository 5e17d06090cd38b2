import { counted, mebibytes, milliseconds, share, whole } from '../../results/figures.ts';
import type { Measured, PerfReport, Reconciliation, WorkloadResult } from '../../results/report.ts';
import type { WorkloadCharts } from './client/page-data.ts';
import { html, type Markup } from './markup.ts';

/** A figure in the table of workloads. */
const columns: readonly { readonly title: string; readonly text: (result: WorkloadResult) => string | undefined }[] = [
  { title: 'rate', text: ({ atRate }) => atRate && `${whole(atRate.rate)}/s` },
  { title: 'p50', text: ({ atRate }) => atRate?.latency && milliseconds(atRate.latency.p50Ms) },
  { title: 'p99', text: ({ atRate }) => atRate?.latency && milliseconds(atRate.latency.p99Ms) },
  { title: 'slowest', text: ({ atRate }) => atRate?.latency && milliseconds(atRate.latency.maxMs) },
  { title: 'failed', text: ({ atRate }) => atRate && whole(atRate.counts.failed) },
  { title: 'limited (429)', text: ({ atRate }) => atRate && whole(atRate.counts.limited) },
  { title: 'full speed', text: ({ fullSpeed }) => fullSpeed && `${whole(fullSpeed.perSecond)}/s` },
  { title: 'bare HTTP', text: ({ fullSpeed }) => bareRate(fullSpeed?.barePerSecond) },
  { title: 'ratio', text: ({ fullSpeed }) => (fullSpeed?.ratio === undefined ? undefined : share(fullSpeed.ratio)) },
];

function bareRate(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${whole(rate)}/s`;
}

export function workloadTable({ workloads }: PerfReport): Markup {
  if (workloads.length === 0) return html``;
  const used = columns.filter(({ text }) => workloads.some((result) => text(result) !== undefined));
  const rows = workloads.map((result) => {
    const cells = used.map(({ text }) => html`<td class="figure">${text(result) ?? '–'}</td>`);
    return html`<tr><th scope="row"><a href="#${idOf(result)}">${result.name}</a></th>${cells}</tr>`;
  });
  return html`<section class="card" aria-labelledby="workloads">
<h2 id="workloads">Workloads</h2>
<div class="wide" tabindex="0" role="group" aria-labelledby="workloads"><table>
<thead><tr><th scope="col">workload</th>${used.map(({ title }) => html`<th scope="col" class="figure">${title}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
</section>`;
}

export function workloadSections({ workloads }: PerfReport): readonly Markup[] {
  return workloads.map((result) => {
    const id = idOf(result);
    const { name, description, atRate, fullSpeed, reconciliation } = result;
    return html`<section class="card" aria-labelledby="${id}">
<h2 id="${id}">${name} <span class="faint">${description}</span></h2>
<div class="charts">
${chart(`${id}-percentiles`, 'Latency by percentile, at the constant rate', atRate?.latency)}
${chart(`${id}-latency`, 'Latency over time, at the constant rate', atRate?.series.length)}
${chart(`${id}-throughput`, 'Throughput over time', fullSpeed?.series.length || atRate?.series.length)}
</div>
${operationsTable(id, atRate)}
<ul class="facts-list">${factsOf(result).map((fact) => html`<li>${fact}</li>`)}</ul>
${reconciliation ? reconciliationPart(reconciliation) : ''}
</section>`;
  });
}

function idOf({ name }: WorkloadResult): string {
  return `workload-${name.replaceAll(/[^a-z0-9]/gi, '-')}`;
}

function chart(id: string, title: string, data: unknown): Markup {
  if (!data) return html``;
  return html`<figure><figcaption>${title}</figcaption><div class="chart" id="${id}"></div></figure>`;
}

function operationsTable(id: string, measured: Measured | undefined): Markup {
  const { operations = [] } = measured ?? {};
  if (operations.length < 2) return html``;
  const rows = operations
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ operationId, count, p50Ms, p99Ms }) =>
        html`<tr><th scope="row">${operationId}</th><td class="figure">${whole(count)}</td><td class="figure">${milliseconds(p50Ms)}</td><td class="figure">${milliseconds(p99Ms)}</td></tr>`,
    );
  return html`<div class="wide" tabindex="0" role="group" aria-label="Operations of ${id}"><table>
<thead><tr><th scope="col">operation</th><th scope="col" class="figure">answers</th><th scope="col" class="figure">p50</th><th scope="col" class="figure">p99</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

/** Facts that the charts and tables do not show, in sentences. */
function factsOf({ atRate, fullSpeed, checks = [] }: WorkloadResult): string[] {
  const failures = [atRate, fullSpeed].flatMap((measured) => Object.entries(measured?.counts.failures ?? {}));
  const { lateness, memory } = atRate ?? {};
  return [
    ...(lateness ? [`The load generator sent 99 % of its requests at most ${milliseconds(lateness.p99Ms)} late.`] : []),
    ...(memory
      ? [
          `The server had ${mebibytes(memory.beginBytes)} of memory at the beginning and ${mebibytes(memory.endBytes)} at the end.`,
        ]
      : []),
    ...failures.map(([reason, count]) => `Failed: ${whole(count)} × ${reason}.`),
    ...checks.map(({ name, passes, fails }) => `Check “${name}”: ${whole(passes)} passed, ${whole(fails)} failed.`),
  ];
}

function reconciliationPart({ accounts, readings, settled, problems }: Reconciliation): Markup {
  const doubts = settled > 0 ? ` ${counted(settled, 'request')} without an answer were sent again.` : '';
  const all = `${counted(accounts, 'account')} with ${counted(readings, 'accepted reading')}.${doubts}`;
  if (problems.length === 0) return html`<p class="met">✓ Reconciled: ${all}</p>`;
  return html`<p class="missed">✗ Not reconciled: ${all}</p><ul class="reasons">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
}

/** The data of the charts that the page's script draws. */
export function chartsOf({ workloads }: PerfReport): WorkloadCharts[] {
  return workloads.map((result) => ({
    id: idOf(result),
    percentiles: result.atRate?.latency?.curve ?? [],
    barePercentiles: result.atRate?.bare?.curve ?? [],
    atRate: result.atRate?.series ?? [],
    fullSpeed: result.fullSpeed?.series ?? [],
    bareFullSpeed: result.fullSpeed?.bareSeries ?? [],
  }));
}
