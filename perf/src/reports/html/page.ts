import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mebibytes, seconds } from '../../results/figures.ts';
import type { PerfReport } from '../../results/report.ts';
import { conclusionOf } from '../conclusion.ts';
import { html, jsonMarkup, Markup } from './markup.ts';
import { verdictSection } from './verdict-section.ts';
import { chartsOf, workloadSections, workloadTable } from './workload-sections.ts';

/** The folder with the built parts of a page. The path is the same from the sources and from the build. */
const built = new URL('../../../dist/reports/html/', import.meta.url);

const assets = new Map<string, string>();

/** The text of the style sheet or of the script. Throws Node's error when it was not built. */
function builtAsset(name: 'page.css' | 'main.js'): string {
  const text = assets.get(name) ?? readFileSync(new URL(name, built), 'utf8');
  assets.set(name, text);
  return text;
}

/** A report as one HTML file that needs no network and no server. Without scripts it lacks the charts alone. */
export function htmlPage(report: PerfReport): string {
  const { headline, tone } = conclusionOf(report);
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head(headline)}
</head>
<body>
<main>
<header class="${tone}">
<h1>${headline}</h1>
${factsPart(report)}
${report.notes.map((note) => html`<p class="note">${note}</p>`)}
</header>
${workloadTable(report)}
${verdictSection(report)}
${workloadSections(report)}
</main>
<script type="application/json" id="chart-data">${jsonMarkup(chartsOf(report))}</script>
<script type="module">${new Markup(builtAsset('main.js'))}</script>
</body>
</html>
`;
  return text;
}

function head(headline: string): Markup {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(builtAsset('page.css'))}'`,
    `script-src '${hashOf(builtAsset('main.js'))}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${headline} – billing-perf</title>
<style>${new Markup(builtAsset('page.css'))}</style>`;
}

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

function factsPart({ target, machine, generator, startedAt, durationMs, settings }: PerfReport): Markup {
  const facts = {
    target: target.isOwn ? 'a mock server of its own' : target.url,
    'load by': generator,
    machine: `${machine.cores} × ${machine.cpu}, ${mebibytes(machine.memoryBytes)}, load average ${machine.loadAverage.toFixed(1)}`,
    system: `${machine.system}, Node ${machine.node}`,
    began: `${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    took: seconds(durationMs),
    settings: Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  };
  const items = Object.entries(facts).map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`);
  return html`<dl class="facts">${items}</dl>`;
}
