import { counted } from '../../results/figures.ts';
import type { PerfReport, Verdict } from '../../results/report.ts';
import { html, type Markup } from './markup.ts';

const words = { met: '✓ met', missed: '✗ missed', unjudged: '? not judged' } as const;
const order = { missed: 0, unjudged: 1, met: 2 } as const;

/** The budgets, those that were missed first. */
export function verdictSection({ verdicts }: PerfReport): Markup {
  if (verdicts.length === 0) return html``;
  const rows = verdicts.toSorted((a, b) => order[a.outcome] - order[b.outcome]).map(verdictRow);
  return html`<section class="card" aria-labelledby="budgets">
<h2 id="budgets">${counted(verdicts.length, 'budget')}</h2>
<div class="wide" tabindex="0" role="group" aria-labelledby="budgets"><table>
<thead><tr><th scope="col">workload</th><th scope="col">budget</th><th scope="col">limit</th><th scope="col">actual</th><th scope="col">verdict</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
</section>`;
}

function verdictRow({ workload, budget, limit, actual, outcome, note }: Verdict): Markup {
  const reason = note === undefined ? html`` : html`<p class="faint">${note}</p>`;
  return html`<tr><th scope="row">${workload}</th><td>${budget}</td><td>${limit}</td><td>${actual}</td><td class="${outcome}">${words[outcome]}${reason}</td></tr>`;
}
