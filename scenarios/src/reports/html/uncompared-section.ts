import { cellText } from '../../matrix/cells.ts';
import type { MatrixRun, UncomparedCell } from '../../runner/matrix-run.ts';
import { counted, grouped } from '../amounts.ts';
import { messageGroups } from '../groups.ts';
import { html, type Markup } from './markup.ts';

const MAX_REASONS = 20;

/** Why cells have no bill to compare. */
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
