import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Conclusion, conclusionOf } from '../summary/conclusion.ts';
import type { Report } from '../summary/report.ts';
import { cellsSection } from './cells-section.ts';
import { conclusionSection, uncomparedSection } from './conclusion-section.ts';
import { diagnosisSection } from './diagnosis-section.ts';
import { dimensionsSection } from './dimensions-section.ts';
import { heatMap } from './heat-map.ts';
import { html, jsonMarkup, Markup } from './markup.ts';
import { type PageData, pageDataOf } from './page-data.ts';

/** The folder with the built parts of a page. The path is the same from the sources and from the build. */
const built = new URL('../../../dist/reports/html/', import.meta.url);

const assets = new Map<string, string>();

/** The text of the style sheet, or of the script with all modules of `client/`. Throws Node's error when it was not built. */
function builtAsset(name: 'page.css' | 'main.js'): string {
  const text = assets.get(name) ?? readFileSync(new URL(name, built), 'utf8');
  assets.set(name, text);
  return text;
}

/**
 * A report as one HTML file that needs no network and no server. It is readable without scripts, which list the wrong bills and open
 * them.
 */
export function htmlPage(report: Report): string {
  const { run } = report;
  const data = pageDataOf(report);
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head(report)}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<main id="main" tabindex="-1">
${conclusionSection(report)}
${diagnosisSection(report)}
<div class="pair">${heatMap(run)}${dimensionsSection(run)}</div>
${cellsSection(run, data)}
${uncomparedSection(run, 'failed', 'No bill to compare')}
${uncomparedSection(run, 'skipped', 'Skipped')}
</main>
${dataPart(data)}
<script type="module">${new Markup(builtAsset('main.js'))}</script>
</body>
</html>
`;
  return text;
}

function head(report: Report): Markup {
  const { headline, tone } = conclusionOf(report);
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
<link rel="icon" href="${iconOf(tone)}">
<title>${headline} – ${report.run.matrix}</title>
<style>${new Markup(builtAsset('page.css'))}</style>`;
}

/** A disc in the color of the verdict. */
function iconOf(tone: Conclusion['tone']): string {
  const disc = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="${discs[tone]}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(disc)}`;
}

const discs: Readonly<Record<Conclusion['tone'], string>> = {
  right: '#2f8f6b',
  wrong: '#d5412f',
  trouble: '#d19a2a',
};

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

function dataPart({ cells, bills }: PageData): Markup {
  if (cells.cells.length === 0) return html``;
  return html`<script type="application/json" id="cells-data">${jsonMarkup(cells)}</script>
<script type="application/json" id="bills-data">${jsonMarkup(bills)}</script>`;
}
