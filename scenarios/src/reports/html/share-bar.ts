import { html, type Markup } from './markup.ts';

/** A part of a bar; its name is its class. */
export interface BarPart {
  readonly name: string;
  readonly count: number;
}

/** A bar in which every part is as long as its count. It repeats what is written beside it. */
export function shareBar(parts: readonly BarPart[]): Markup {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const rects = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => {
      const rect = html`<rect class="${name}" x="${percent(from, whole)}" width="${percent(count, whole)}" height="100%"/>`;
      from += count;
      return rect;
    });
  return html`<svg class="bar" aria-hidden="true">${rects}</svg>`;
}

function percent(count: number, whole: number): string {
  return `${((count / whole) * 100).toFixed(3)}%`;
}
