import { cellText } from '../../matrices/matrix.ts';
import type { MatrixRun } from '../../runs/results.ts';
import { differenceText } from '../summary/difference-text.ts';
import { signatureGroups, tallyOf } from '../summary/tally.ts';
import { counted, grouped } from '../summary/wording.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';

const MAX_KINDS = 20;

/** The list of wrong bills and the one that is opened, which scripts fill. */
export function cellsSection(run: MatrixRun, { cells, bills }: PageData): Markup {
  const { differs } = tallyOf(run.results);
  if (differs === 0) return html``;
  const left = [
    ...(cells.cells.length < differs
      ? [`The first ${grouped(cells.cells.length)} of ${grouped(differs)} are listed.`]
      : []),
    ...(bills.bills.length < differs
      ? [`Both sides were kept of the first ${grouped(bills.bills.length)}, some of each kind.`]
      : []),
  ];
  return html`<section aria-labelledby="cells" id="wrong-bills">
    <h2 id="cells">Wrong bills</h2>
    <noscript>${kindsPart(run)}</noscript>
    <div class="bills" hidden>
      <div class="card list">
        <p role="status" id="list-status" tabindex="-1"></p>
        <p id="filters" class="chips"></p>
        <ul id="cell-list" role="listbox" aria-labelledby="cells" data-roving="list"></ul>
        <button type="button" id="more" hidden>Show more</button>
        ${left.map((sentence) => html`<p class="faint">${sentence}</p>`)}
      </div>
      <div class="card bill" id="bill" role="region" aria-labelledby="bill-title">
        <h3 id="bill-title" tabindex="-1">Choose a bill to see both sides of it</h3>
        <p class="first" id="bill-first"></p>
        <p class="faint" id="bill-explained"></p>
        <div id="bill-steps"></div>
        <button type="button" id="bill-back" hidden>Back to the list</button>
      </div>
    </div>
    ${templates()}
  </section>`;
}

/** The kinds of difference, for readers without scripts. */
function kindsPart({ results }: MatrixRun): Markup {
  const kinds = signatureGroups(results);
  const items = kinds.slice(0, MAX_KINDS).map(
    ({
      first: { cell, first },
      count,
    }) => html`<li><p><b>${grouped(count)}</b> × ${first.stage}: ${differenceText(first)}</p>
      <p class="faint">${count > 1 ? 'for example ' : ''}${cellText(cell)}</p></li>`,
  );
  const rest = kinds.length - MAX_KINDS;
  return html`<div class="card"><ul class="reasons">${items}</ul>
    ${rest > 0 ? html`<p class="faint">… and ${counted(rest, 'other kind')}</p>` : ''}
    <p class="faint">With JavaScript all of them are listed here, side by side with what they should be.</p></div>`;
}

function templates(): Markup {
  return html`<template id="chip"><button type="button" class="chip"><span class="text"></span> <span aria-hidden="true">✕</span></button></template>
    <template id="row"><li role="option" data-stop><span><span class="step"></span> <span class="figure"></span></span><span class="both"><s class="expected"></s> <b class="actual"></b></span><span class="cell"></span></li></template>
    <template id="step"><details><summary><span class="mark"></span> <span class="name"></span> <span class="tally"></span> <span class="wrong"></span></summary>
      <table><thead><tr><th scope="col">figure</th><th scope="col">expected</th><th scope="col">got</th><th scope="col" class="by">difference</th></tr></thead></table></details></template>
    <template id="line"><tbody><tr class="line"><th scope="colgroup" colspan="4"></th></tr></tbody></template>
    <template id="figure"><tr><th scope="row"><span class="mark"></span><span class="name"></span></th><td class="expected"></td><td class="actual"></td><td class="by"></td></tr></template>`;
}
