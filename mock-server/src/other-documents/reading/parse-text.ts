import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { causedError, DocumentError } from './document-error.ts';
import { isList, isObject } from './json.ts';
import { mistakeInJson } from './json-mistake.ts';
import { lineAt, MAX_NESTING, visitValues } from './text-places.ts';

/** The most values that a document may have once each alias of YAML is replaced by the value that it names. */
const MAX_VALUES = 10_000_000;

/** The most aliases of a document. */
const MAX_ALIASES = 10_000;

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** The value of a text: JSON in a file of that ending, else YAML. Throws a `DocumentError` with the place of the first mistake. */
export function parseText(text: string, file: string): unknown {
  const value = /^\s*[{[]/.test(text) ? parseJson(text, file) : parseYaml(text, file);
  const reason = isTooLarge(value);
  if (reason !== undefined) throw new DocumentError({ file, line: 1, pointer: '' }, reason);
  return value;
}

/** A text that begins like JSON may still be YAML, whose braces are more lenient, in a file that does not end with `.json`. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof RangeError) throw causedError({ file, line: 1, pointer: '' }, NESTED, cause);
    if (!file.toLowerCase().endsWith('.json')) return parseYaml(text, file);
    const offset = mistakeInJson(text);
    const found = offset < text.length ? JSON.stringify(text.charAt(offset)) : 'the end of the file';
    const place = { file, line: lineAt(text, offset), pointer: pointerBefore(text, offset) };
    throw causedError(place, `it is not JSON: ${found} is not expected here`, cause);
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return load(text, { schema: SCHEMA, maxDepth: MAX_NESTING, maxAliases: MAX_ALIASES });
  } catch (cause) {
    const offset = cause instanceof YAMLException ? (cause.mark?.position ?? 0) : 0;
    const place = { file, line: lineAt(text, offset), pointer: pointerBefore(text, offset) };
    throw causedError(place, `it is neither JSON nor YAML: ${reasonOf(cause)}`, cause);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof YAMLException) return cause.reason;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The last value that begins before a mistake. The text after the mistake is left out, because it would not be understood. */
function pointerBefore(text: string, offset: number): string {
  let last = '';
  const before = text.slice(0, offset);
  const lines = before.slice(0, before.lastIndexOf('\n') + 1);
  visitValues(lines, (pointer) => {
    last = pointer;
    return false;
  });
  return last;
}

const NESTED = `it is nested deeper than ${MAX_NESTING} levels`;

/** The reason why a value is too large to be used; `undefined` when it is not. Aliases may make a short text a huge or endless value. */
function isTooLarge(value: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const sizeOf = (part: unknown, depth: number): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    if (depth > MAX_NESTING) return Number.NaN;
    sizes.set(part, Number.NaN);
    let size = 1;
    for (const child of childrenOf(part)) size += sizeOf(child, depth + 1);
    sizes.set(part, size);
    return size;
  };
  const size = sizeOf(value, 0);
  if (Number.isNaN(size)) return `${NESTED}, or contains itself`;
  return size > MAX_VALUES ? `it has more than ${MAX_VALUES} values once its aliases are resolved` : undefined;
}

function childrenOf(value: object): readonly unknown[] {
  if (isList(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
