import { capabilityText } from '../../cases/capabilities.ts';
import { cellText } from '../../matrices/matrix.ts';
import type { MatrixRun, UncomparedCell } from '../../runs/results.ts';
import { catalogFiguresText } from '../summary/catalog-figures-text.ts';
import { comparedText, lackingText } from '../summary/compared.ts';
import { type Conclusion, conclusionOf } from '../summary/conclusion.ts';
import type { Report } from '../summary/report.ts';
import { messageGroups, reachedIn, tallyOf } from '../summary/tally.ts';
import { counted, grouped, paceText, selectionText, sentenceOf } from '../summary/wording.ts';
import { html, type Markup, shareBar } from './markup.ts';

const signs: Readonly<Record<Conclusion['tone'], string>> = { right: '✓', wrong: '✕', trouble: '!' };

/** The conclusion of the run, and the facts about it. */
export function conclusionSection(report: Report): Markup {
  const { tone, headline, because, reservations } = conclusionOf(report);
  return html`<header class="verdict ${tone}">
    <p class="sign" aria-hidden="true">${signs[tone]}</p>
    <div>
      <h1>${headline}</h1>
      ${because === undefined ? '' : html`<p class="because">${sentenceOf(because)}</p>`}
      ${reservations.map((clause) => html`<p class="note">${sentenceOf(clause)}</p>`)}
    </div>
  </header>
  ${countsPart(report)}
  ${factsPart(report)}
  ${catalogPart(report)}`;
}

function countsPart({ run }: Report): Markup {
  const tally = tallyOf(run.results);
  const counts = {
    differs: { count: tally.differs, word: 'wrong' },
    agrees: { count: tally.agrees, word: tally.agrees === 1 ? 'agrees' : 'agree' },
    failed: { count: tally.failed, word: 'failed' },
    skipped: { count: tally.skipped, word: 'skipped' },
    unreached: { count: Math.max(0, run.selection.cells - reachedIn(tally)), word: 'not reached' },
  };
  const items = Object.entries(counts)
    .filter(([, { count }]) => count > 0)
    .map(
      ([name, { count, word }]) =>
        html`<li><span class="key ${name}" aria-hidden="true"></span><b>${grouped(count)}</b> ${word}</li>`,
    );
  return html`<div class="counts">
    ${shareBar(Object.entries(counts).map(([name, { count }]) => ({ name, count })))}
    <ul>${items}</ul>
  </div>`;
}

function factsPart({ run }: Report): Markup {
  const lacking = lackingText(run.results);
  const facts = {
    matrix: run.matrix,
    cells: selectionText(run.selection),
    target: run.target,
    'asked by': run.via,
    ...(run.catalog !== undefined && { catalog: run.catalog }),
    ...(run.omits && { 'not compared': run.omits.join(', ') }),
    'bills compared': comparedText(run),
    ...(run.supports && { supports: capabilityText(run.supports) }),
    ...(lacking !== undefined && { 'not supported': lacking }),
    began: `${run.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    took: paceText(run),
  };
  const items = Object.entries(facts).map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`);
  return html`<dl class="facts">${items}</dl>`;
}

/** The figures of the catalog that were not exercised. */
function catalogPart({ run }: Report): Markup {
  const text = catalogFiguresText(run);
  return text === undefined ? html`` : html`<p class="faint">${text}</p>`;
}

const MAX_REASONS = 20;

/** The reasons why cells have no bill to compare. */
export function uncomparedSection({ results }: MatrixRun, verdict: UncomparedCell['verdict'], title: string): Markup {
  const groups = messageGroups(results, verdict);
  if (groups.length === 0) return html``;
  const rest = groups.length - MAX_REASONS;
  const items = groups.slice(0, MAX_REASONS).map(
    ({ message, cells }) => html`<li><p><b>${grouped(cells.length)}</b> × ${message}</p>
      <p class="faint">${cells.length > 1 ? 'for example ' : ''}${cellText(cells[0] ?? {})}</p></li>`,
  );
  return html`<section class="card" aria-labelledby="${verdict}">
    <h2 id="${verdict}">${title}</h2>
    <ul class="reasons">${items}</ul>
    ${rest > 0 ? html`<p class="faint">… and ${counted(rest, 'other reason')}</p>` : ''}
  </section>`;
}
