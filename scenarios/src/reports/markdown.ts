import { printable } from './printable.ts';

/** What may mean something in GitHub's Markdown or in HTML. The rest of ASCII's punctuation means nothing inside of a line. */
const meaningful = /[^\p{L}\p{M}\p{N} ,.%=/+-]|(?<=www)\./giu;

/** Text as Markdown that shows just that text, in one line; also in a cell of a table. */
export function escaped(text: string): string {
  return printable(text).replaceAll(meaningful, (character) => `&#${character.codePointAt(0)};`);
}

/** A table; what is in it is Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A command as a block that can be copied. */
export function codeBlock(command: string): string {
  const longest = Math.max(2, ...(command.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${printable(command)}\n${fence}`;
}
