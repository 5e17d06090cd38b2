import { printable } from '../summary/wording.ts';

/** HTML that may be put into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A piece of a page. A value that is put into it is text, unless it is a piece itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    strings.map((string, index) => `${index === 0 ? '' : textOf(parts[index - 1] ?? '')}${string}`).join(''),
  );
}

/** JSON that can't end the script element it is in. */
export function jsonMarkup(value: unknown): Markup {
  const json = JSON.stringify(value);
  return new Markup(
    json.replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return printable(String(part)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A part of a bar; its name is its class. */
interface BarPart {
  readonly name: string;
  readonly count: number;
}

/** A bar in which every part is as long as its count. It repeats the counts that are written beside it. */
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
