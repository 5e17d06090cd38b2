import type { MatrixRun } from '../../runs/results.ts';
import { comparedIn, dimensionShares, type LabelTally, tallyByLabel, tallyOf } from '../summary/tally.ts';
import { counted, grouped, shareText } from '../summary/wording.ts';
import { html, type Markup, shareBar } from './markup.ts';

/** The largest number of values of a dimension that are shown; of more, those with the most wrong bills are. */
const MAX_VALUES = 60;

/** The number of wrong bills with each value of each dimension. The dimensions that make a difference come first. */
export function dimensionsSection(run: MatrixRun): Markup {
  const { differing } = dimensionShares(run);
  const facets = run.dimensions.map((dimension, position) => ({
    name: dimension.name,
    part: facetPart(dimension.name, tallyByLabel(run.results, dimension), position),
  }));
  const first = differing.flatMap(({ dimension }) => facets.filter(({ name }) => name === dimension));
  const others = facets.filter((facet) => !first.includes(facet));
  return html`<section class="card" aria-labelledby="dimensions">
    <h2 id="dimensions">By value</h2>
    ${first.map(({ part }) => part)}
    ${others.length === 0 ? '' : othersPart(others, wordsBefore(run, first.length))}
  </section>`;
}

/** The words before the names of the dimensions that make no difference, beside so many that do. */
function wordsBefore(run: MatrixRun, differingCount: number): string {
  if (differingCount > 0) return 'Makes no difference:';
  return tallyOf(run.results).differs === 0
    ? 'None is wrong, whatever the'
    : 'The same share is wrong for every value of';
}

function othersPart(others: readonly { name: string; part: Markup }[], word: string): Markup {
  const names = others.map(({ name }) => name).join(', ');
  return html`<details><summary>${word} ${names}</summary>${others.map(({ part }) => part)}</details>`;
}

function facetPart(name: string, values: readonly LabelTally[], position: number): Markup {
  const numbered = values.map((value, number) => ({ ...value, number }));
  const shown = numbered.length > MAX_VALUES ? mostWrong(numbered) : numbered;
  const rest = numbered.length - shown.length;
  return html`<h3 id="dimension-${position}">${name}</h3>
    <ul class="values" data-roving="list" aria-labelledby="dimension-${position}">
    ${shown.map((value) => html`<li>${valuePart(value, `${position}:${value.number}`)}</li>`)}</ul>
    ${rest > 0 ? html`<p class="faint">… and ${counted(rest, 'other value')}</p>` : ''}`;
}

function mostWrong<Value extends LabelTally>(values: readonly Value[]): Value[] {
  return values.toSorted((a, b) => b.tally.differs - a.tally.differs).slice(0, MAX_VALUES);
}

function valuePart({ label, tally }: LabelTally, filter: string): Markup {
  const compared = comparedIn(tally);
  const verdicts = ['differs', 'agrees', 'failed', 'skipped'] as const;
  const bar = shareBar(verdicts.map((name) => ({ name, count: tally[name] })));
  const counts = compared === 0 ? 'no bill' : `${grouped(tally.differs)} of ${grouped(compared)}`;
  return html`<button type="button" class="value" data-filter="${filter}" data-stop disabled>
    <span class="label">${label}</span>${bar}<span class="share">${shareText(tally.differs, compared)}</span><span class="of">${counts}</span>
  </button>`;
}
