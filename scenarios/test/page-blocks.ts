import { readFileSync } from 'node:fs';

/** A code block of a page in Markdown. */
export interface PageBlock {
  /** The line on which the block starts on the page. */
  readonly line: number;
  readonly language: string;
  /** The file that the block is of, like `catalog.yaml` in a block that begins with `yaml catalog.yaml`. */
  readonly file: string | undefined;
  readonly text: string;
  /** The output that the page shows for the block: the `text` block that is the next one. */
  readonly output: string | undefined;
}

const BLOCK = /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms;

/** The code blocks of a page, in its order. */
export function blocksOf(page: URL): PageBlock[] {
  const markdown = readFileSync(page, 'utf8');
  const blocks = [...markdown.matchAll(BLOCK)].map(({ index, 1: language = '', 2: file, 3: text = '' }) => {
    return { line: markdown.slice(0, index).split('\n').length, language, file, text };
  });
  return blocks.map((block, place) => {
    const next = blocks[place + 1];
    return { ...block, output: next?.language === 'text' ? next.text : undefined };
  });
}

/** A text with the change of a `diff` block. Throws unless the lines that change are in it once. */
export function changedBy(diff: string, text: string): string {
  const linesWith = (...marks: readonly string[]) =>
    diff
      .split(/(?<=\n)/)
      .filter((line) => marks.includes(line.charAt(0)))
      .map((line) => line.slice(1))
      .join('');
  const [before = '', after, more] = text.split(linesWith(' ', '-'));
  if (after === undefined || more !== undefined) throw new RangeError(`The lines are not there once:\n${diff}`);
  return `${before}${linesWith(' ', '+')}${after}`;
}

/** An output without parts that differ from time to time, and without lines that are shown while a command is busy. */
export function lasting(output: string): string {
  return output
    .replaceAll(/^[\d ]+ of [\d ]+ cells, .* left\n|^Looking for what is wrong\.\n|^.*: [\d ]+ bills? so far\n/gm, '')
    .replaceAll(/\d+(?:\.\d+)? m?s(?:,\s+[\d ]+ a\s+second)?/g, '1 s')
    .replaceAll(/by catalog [0-9a-f]{12}/g, 'by catalog 0123456789ab')
    .replaceAll(/localhost:\d+/g, 'localhost:8080');
}

/** The parts of an output that a page shows, in their order: a line `…` stands for a part that it leaves out. */
export function partsOf(output: string): string[] {
  return output.split(/^…\n/m).filter((part) => part !== '');
}
