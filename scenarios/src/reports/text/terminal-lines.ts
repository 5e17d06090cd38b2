import { styleText } from 'node:util';
import { printable } from '../summary/wording.ts';

/** The style of a line on a terminal with colors. */
export type Style = 'plain' | 'title' | 'faint' | 'right' | 'wrong' | 'trouble' | 'command';

/** A line, or a paragraph that is wrapped into some. */
export interface Line {
  readonly text: string;
  readonly style: Style;
  readonly indent: number;
}

/** The abilities of a terminal. */
export interface Terminal {
  readonly colors: boolean;
  /** The width in columns. */
  readonly width: number;
}

const formats: Readonly<Record<Exclude<Style, 'plain'>, Parameters<typeof styleText>[0]>> = {
  title: 'bold',
  faint: 'dim',
  right: ['bold', 'green'],
  wrong: ['bold', 'red'],
  trouble: ['bold', 'yellow'],
  command: 'cyan',
};

export function line(text: string, style: Style = 'plain', indent = 0): Line {
  return { text, style, indent };
}

/** The lines as one text. A command stays on its line, so that it can be copied. */
export function printed(lines: readonly Line[], { colors, width }: Terminal): string {
  return lines
    .flatMap(({ text, style, indent }) => {
      const clean = printable(text);
      const room = Math.max(20, width - indent);
      const rows = style === 'command' ? [clean] : wrapped(clean, room);
      return rows.map((row) => `${' '.repeat(indent)}${colors ? painted(row, style) : row}\n`);
    })
    .join('');
}

function painted(text: string, style: Style): string {
  return style === 'plain' || text === '' ? text : styleText(formats[style], text, { validateStream: false });
}

/** Broken between words; further rows are indented a little. */
function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const part of text.split(/(?<=\S)(?= )/)) {
    if (row.trim() !== '' && row.length + part.length > width) {
      rows.push(row);
      row = ` ${part}`;
    } else {
      row += part;
    }
  }
  return [...rows, row];
}
