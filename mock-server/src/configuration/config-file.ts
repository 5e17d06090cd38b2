import { dirname } from 'node:path';
import { textOfFile, unreadableReason } from '@billing-testkit/engine';
import { type Document, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { bytesOf } from '../files/file-bytes.ts';
import { nearestName } from '../names/nearest-name.ts';
import type { Given, GivenTexts } from './given.ts';
import type { Setting } from './setting.ts';
import { keyOf } from './setting-names.ts';
import { fileSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const MAX_KIBIBYTES = 64;
const MAX_TOLD = 20;

/** All scalars are texts in the failsafe schema, as in the command line and in the environment. JSON is YAML. */
const OPTIONS = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;

/**
 * The texts that a configuration file gives. Names of files in it are relative to its folder. Throws a `UsageError` that tells each
 * mistake in the form of the file with line and column, and suggests a key for one that is not known.
 */
export function givenByFile(file: string): GivenTexts {
  const text = textOf(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  const reader = new FileReader(file, lines);
  return reader.read(document);
}

function textOf(file: string): string {
  const onWait = () => void process.stderr.write(`Waiting for the configuration to come from ${file}.\n`);
  try {
    return textOfFile(bytesOf(file, { content: 'configuration', maxKibibytes: MAX_KIBIBYTES, onWait }));
  } catch (cause) {
    throw new UsageError(`The configuration ${file} cannot be read: ${unreadableReason(cause)}.`, { cause });
  }
}

type Entry = readonly [key: ParsedNode, value: ParsedNode | null];

class FileReader {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #mistakes: string[] = [];
  readonly #keys = new Map(fileSettings.map((setting) => [keyOf(setting), setting]));
  readonly #given = new Map<Setting<unknown>, Given>();

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  read({ contents, errors, warnings }: Document.Parsed): GivenTexts {
    for (const { pos, message } of [...errors, ...warnings]) this.#refuse(pos[0], `is not YAML: ${wordsOf(message)}`);
    if (this.#mistakes.length === 0 && contents) this.#readMap(contents);
    if (this.#mistakes.length === 0) return this.#given;
    const told = this.#mistakes.slice(0, MAX_TOLD);
    const more = this.#mistakes.length - told.length;
    throw new UsageError([...told, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'));
  }

  #readMap(contents: ParsedNode): void {
    if (isMap(contents)) for (const { key, value } of contents.items) this.#readEntry([key, value]);
    else if (!isEmpty(contents)) this.#refuse(contents.range[0], 'must be a map of settings, like "port: 5000"');
  }

  #readEntry([keyNode, value]: Entry): void {
    const [start] = keyNode.range;
    const key = isScalar(keyNode) ? String(keyNode.value) : '';
    const setting = this.#keys.get(key);
    if (!setting) this.#refuse(start, unknownKey(key, [...this.#keys.keys()]));
    else if (this.#given.has(setting)) this.#refuse(start, `${key} must not be given twice`);
    else this.#readValue(setting, key, value ?? keyNode);
  }

  #readValue(setting: Setting<unknown>, key: string, value: ParsedNode): void {
    const [start] = value.range;
    const text = textIn(value, setting.type.isList === true);
    if (text === undefined) {
      this.#refuse(
        start,
        `${key} must be ${setting.type.isList ? 'a single value or a list of them' : 'a single value'}`,
      );
    } else if (!isEmpty(value)) {
      const given = setting.type.fromFolder?.(text, dirname(this.#file)) ?? text;
      const source = this.#place(start);
      const refusal = `${source} ${key} '${text}' is invalid.`;
      this.#given.set(setting, { text: given, source, refusal, isOfFile: true });
    }
  }

  #refuse(offset: number, message: string): void {
    this.#mistakes.push(`${this.#place(offset)} ${message}`);
  }

  #place(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  }
}

function textIn(node: ParsedNode, mayBeList: boolean): string | undefined {
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : undefined;
  if (!mayBeList || !isSeq(node)) return undefined;
  const texts = node.items.map((item) => (isScalar(item) && typeof item.value === 'string' ? item.value : undefined));
  return texts.includes(undefined) ? undefined : texts.join(',');
}

/** A value that says nothing, like a variable that is empty. */
function isEmpty(node: ParsedNode): boolean {
  return isScalar(node) && (node.value === '' || (node.type === 'PLAIN' && ['null', '~'].includes(String(node.value))));
}

const MAX_SHOWN = 60;

function unknownKey(key: string, known: readonly string[]): string {
  const shown = /^[\w-]+$/.test(key) && key.length <= MAX_SHOWN ? key : JSON.stringify(key.slice(0, MAX_SHOWN));
  const nearest = nearestName(key, known);
  return `${shown} is not known: ${nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`}`;
}

function wordsOf(message: string): string {
  if (message.includes('call stack')) return 'it is nested too deeply';
  return message.replaceAll(/\s+/g, ' ');
}
