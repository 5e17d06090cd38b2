import type { MatrixRun } from '../../runs/results.ts';
import { comparedIn, reachedIn, type Tally, type TallyGrid, tallyGrid } from '../summary/tally.ts';
import { grouped, shareText } from '../summary/wording.ts';
import { html, type Markup } from './markup.ts';

/** The largest number of combinations that are shown. */
const MAX_CELLS = 3000;

/** The share of wrong bills in each combination of two dimensions: by color, and in words. */
export function heatMap(run: MatrixRun): Markup {
  const grid = tallyGrid(run);
  if (!grid) return html``;
  return html`<section class="card" aria-labelledby="heat">
    <h2 id="heat">By ${grid.rows.name} and ${grid.columns.name}</h2>
    ${sizeOf(grid) > MAX_CELLS ? tooManyPart(grid) : tablePart(grid, run)}
  </section>`;
}

function sizeOf({ rows, columns }: TallyGrid): number {
  return rows.labels.length * columns.labels.length;
}

function tooManyPart({ rows, columns }: TallyGrid): Markup {
  return html`<p>${rows.labels.length} times ${columns.labels.length} are too many to be shown side by side.</p>`;
}

function tablePart({ rows, columns, tallies }: TallyGrid, run: MatrixRun): Markup {
  const positions = [rows, columns].map(({ name }) => run.dimensions.findIndex((dimension) => dimension.name === name));
  const [rowPosition = 0, columnPosition = 0] = positions;
  const lines = rows.labels.map((row, rowIndex) => {
    const cells = columns.labels.map((column, columnIndex) => {
      const filter = `${rowPosition}:${rowIndex},${columnPosition}:${columnIndex}`;
      const tally = tallies[rowIndex]?.[columnIndex];
      return tally ? heatCell(tally, { filter, place: `${row}, ${column}` }) : html`<td></td>`;
    });
    return html`<tr><th scope="row">${row}</th>${cells}</tr>`;
  });
  return html`<div class="scroll">
    <table class="heat" data-roving="grid" aria-labelledby="heat">
      <thead><tr><td></td>${columns.labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>${lines}</tbody>
    </table>
    </div>
    ${legend(tallies.flat())}`;
}

function heatCell(tally: Tally, { filter, place }: { filter: string; place: string }): Markup {
  const { heat, shown, said } = appearanceOf(tally);
  const canFilter = tally.differs > 0 ? html` data-filter="${filter}"` : '';
  return html`<td class="${heat}"${canFilter} data-stop title="${said}"><span class="unseen">${place}: </span>${shown}</td>`;
}

interface Appearance {
  readonly heat: string;
  readonly shown: string;
  readonly said: string;
}

function appearanceOf(tally: Tally): Appearance {
  const compared = comparedIn(tally);
  if (reachedIn(tally) === 0) return { heat: 'unreached', shown: '', said: 'not run' };
  if (compared === 0) {
    return tally.failed > 0
      ? { heat: 'failed', shown: '!', said: `${grouped(tally.failed)} without a bill` }
      : { heat: 'skipped', shown: '–', said: 'skipped' };
  }
  const said = `${grouped(tally.differs)} of ${grouped(compared)} wrong`;
  if (tally.differs === 0) return { heat: 'heat-0', shown: '✓', said };
  return { heat: `heat-${heatOf(tally.differs / compared)}`, shown: shareText(tally.differs, compared), said };
}

/** The heat of a share of wrong bills: from 1 for a few to 5 for all. */
function heatOf(share: number): number {
  if (share === 1) return 5;
  return 1 + Math.min(3, Math.floor(share * 4));
}

/** The meaning of the colors and signs in the map. */
function legend(tallies: Iterable<Tally>): Markup {
  const there = new Set([...tallies].map((tally) => appearanceOf(tally).heat));
  const items = keys
    .flatMap(({ heats, ...key }) =>
      heats
        .filter((heat) => there.has(heat))
        .slice(0, 1)
        .map((heat) => ({ heat, ...key })),
    )
    .map(({ heat, sign, word }) => html`<li><span class="${heat}">${sign}</span> ${word}</li>`);
  return html`<ul class="legend" aria-hidden="true">${items}</ul>`;
}

const keys = [
  { heats: ['heat-0'], sign: '✓', word: 'all agree' },
  { heats: ['heat-1', 'heat-2'], sign: '%', word: 'less than half are wrong' },
  { heats: ['heat-3', 'heat-4'], sign: '%', word: 'half or more are wrong' },
  { heats: ['heat-5'], sign: '100 %', word: 'all are wrong' },
  { heats: ['failed'], sign: '!', word: 'no bill to compare' },
  { heats: ['skipped'], sign: '–', word: 'skipped' },
  { heats: ['unreached'], sign: '', word: 'not run' },
];
