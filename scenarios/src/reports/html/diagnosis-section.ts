import type { Diagnosis, Explanation, NearestExplanation, Reproduction } from '../../diagnosis/diagnosis.ts';
import { cellText } from '../../matrices/matrix.ts';
import {
  askedText,
  contradictionText,
  defectTexts,
  extentText,
  nearestText,
  sumExtentText,
  sumText,
  unexplainedText,
} from '../summary/explanation-text.ts';
import type { Report } from '../summary/report.ts';
import { counted } from '../summary/wording.ts';
import { html, type Markup } from './markup.ts';

const MAX_EXPLANATIONS = 5;
const MAX_SUMS = 5;
const MAX_REPRODUCTIONS = 5;

/** The diagnosis, and the commands that run the plainest cells. */
export function diagnosisSection({ diagnosis, reproductions }: Report): Markup {
  const cards = [
    ...(diagnosis && diagnosis.cells.length > 0 ? [diagnosisCard(diagnosis)] : []),
    ...(reproductions.length > 0 ? [reproductionCard(reproductions)] : []),
  ];
  return cards.length === 0 ? html`` : html`<div class="pair">${cards}</div>`;
}

function diagnosisCard(diagnosis: Diagnosis): Markup {
  const unexplained = unexplainedText(diagnosis);
  const asked = askedText(diagnosis);
  const shown = diagnosis.explanations.slice(0, MAX_EXPLANATIONS);
  const rest = diagnosis.explanations.length - shown.length;
  return html`<section class="card" aria-labelledby="diagnosis">
    <h2 id="diagnosis">Diagnosis</h2>
    ${sumsPart(diagnosis)}
    ${shown.map((explanation) => explanationPart(explanation, diagnosis))}
    ${asked === undefined ? '' : html`<p class="faint">${asked}</p>`}
    ${rest > 0 ? html`<p class="faint">… and ${counted(rest, 'other explanation')}</p>` : ''}
    ${unexplained === undefined ? '' : html`<p>${unexplained}</p>`}
    ${diagnosis.nearest ? nearestPart(diagnosis.nearest) : ''}
  </section>`;
}

function sumsPart({ sums = [] }: Diagnosis): Markup {
  if (sums.length === 0) return html``;
  return html`<article>
    <h3>The bills do not add up, whatever the rules</h3>
    ${sums.slice(0, MAX_SUMS).map(
      (sum) => html`<p>${sumText(sum)}</p>
      <p class="faint">${sumExtentText(sum)}, like ${cellText(sum.cell)}</p>`,
    )}
    ${sums.length > MAX_SUMS ? html`<p class="faint">… and ${counted(sums.length - MAX_SUMS, 'other sum')}</p>` : ''}
  </article>`;
}

function nearestPart(nearest: NearestExplanation): Markup {
  return html`<article>
    <h3>Nearest${nearest.defects.length === 0 ? '' : html`: <code>${nearest.defects.join(' + ')}</code>`}</h3>
    <p>${nearestText(nearest)}</p>
    ${nearest.sentences.map((sentence) => html`<p>${sentence}</p>`)}
    <p class="faint">The first step that is not explained is ${nearest.stage}.</p>
  </article>`;
}

function explanationPart(explanation: Explanation, diagnosis: Diagnosis): Markup {
  return html`<article>
    <h3><code>${explanation.defects.join(' + ')}</code></h3>
    <p class="faint">${extentText(explanation, diagnosis)}${contradictionText(explanation, diagnosis)}</p>
    ${defectTexts(explanation).map(
      ({ sentence, broken, choice }) => html`<p>${sentence}</p>
      ${broken ? html`<p class="rule"><b>§${broken.section}</b> ${broken.rule}</p>` : ''}
      ${choice === undefined ? '' : html`<p>${choice}</p>`}`,
    )}
  </article>`;
}

function reproductionCard(reproductions: readonly Reproduction[]): Markup {
  const rest = reproductions.length - MAX_REPRODUCTIONS;
  return html`<section class="card" aria-labelledby="again">
    <h2 id="again">See it again</h2>
    ${reproductions.slice(0, MAX_REPRODUCTIONS).map(reproductionPart)}
    ${rest > 0 ? html`<p class="faint">… and ${counted(rest, 'other')}</p>` : ''}
  </section>`;
}

function reproductionPart({ shrunk, essential, stage, command }: Reproduction, index: number): Markup {
  const needed = Object.entries(shrunk).filter(([name]) => essential.includes(name));
  const when = needed.map(([name, label], place) => html`${place === 0 ? '' : ', '}<b>${name}=${label}</b>`);
  return html`<article>
    <p>Wrong in <b>${stage}</b> ${when.length === 0 ? 'whatever the values' : html`as soon as ${when}`}</p>
    <div class="command"><pre id="command-${index}"><code>${command}</code></pre>
    <button type="button" data-copies="command-${index}" hidden>Copy</button></div>
    <p class="faint">${cellText(shrunk)}</p>
  </article>`;
}
