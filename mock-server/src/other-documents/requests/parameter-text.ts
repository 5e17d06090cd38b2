import type { Checker } from '../checking/checker.ts';
import type { Parameter } from '../operations/parameter.ts';
import { coerced, coercedFields, coercedItems } from './coerce.ts';
import { possibleTypes } from './schema-types.ts';

/** A text that is no percent-encoded UTF-8. */
export class NotDecodable extends Error {
  override readonly name = 'NotDecodable';
}

export function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new NotDecodable('It is not percent-encoded UTF-8.', { cause });
  }
}

/** The form of a parameter's values, by the types that its schema allows. */
export function formOf({ schema }: Parameter): 'list' | 'object' | 'plain' {
  const types = schema ? possibleTypes(schema) : new Set<string>();
  if (types.has('string') || types.has('number'))
    return types.has('array') && types.size === 2 ? 'plain' : plainUnless(types);
  return plainUnless(types);
}

function plainUnless(types: ReadonlySet<string>): 'list' | 'object' | 'plain' {
  if (types.has('array')) return 'list';
  return types.has('object') && !types.has('string') ? 'object' : 'plain';
}

/** The form of the text of a path or header parameter, by its style: the prefix, and the separator between its parts. */
const styles: Readonly<Record<string, { readonly prefix: string; readonly separator: string }>> = {
  simple: { prefix: '', separator: ',' },
  label: { prefix: '.', separator: '.' },
  matrix: { prefix: ';', separator: ';' },
};

/** The value of a path or header parameter. Its text is split before it is decoded, so that an encoded comma is part of a value. */
export function valueOfText(
  parameter: Parameter,
  text: string,
  checker: Checker,
  decode: (text: string) => string,
): unknown {
  const { style, isExploded, name } = parameter;
  const schemas = parameter.schema ? [parameter.schema] : [];
  if (parameter.media) return jsonOrText(decode(text));
  const { prefix, separator } = styles[style] ?? { prefix: '', separator: ',' };
  const body = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const form = formOf(parameter);
  if (form === 'plain') return coerced(decode(withoutName(body, style, name)), schemas, checker);
  if (form === 'list') return listIn(parameter, body, checker, decode);
  const whole = isExploded ? body : withoutName(body, style, name);
  return coercedFields(
    isExploded ? namedPairs(whole, separator, decode) : pairs(whole.split(','), decode),
    schemas,
    checker,
  );
}

function listIn(
  { schema, style, name, isExploded }: Parameter,
  body: string,
  checker: Checker,
  decode: (text: string) => string,
): unknown {
  const between = isExploded ? (styles[style]?.separator ?? ',') : ',';
  const readAs = (parts: readonly string[]) => coercedItems(parts, schema ? [schema] : [], checker);
  const isRight = (value: unknown) => !schema || checker.isValid(schema, value);
  const list = readAs(body.split(between).map((part) => decode(withoutName(part, style, name))));
  if (isRight(list)) return list;
  // Many clients encode the separators, too.
  const other = readAs(decode(withoutName(body, style, name)).split(between));
  return isRight(other) ? other : list;
}

/** A matrix parameter says its name before each value. */
function withoutName(text: string, style: string, name: string): string {
  return style === 'matrix' && text.startsWith(`${name}=`) ? text.slice(name.length + 1) : text;
}

function namedPairs(text: string, separator: string, decode: (text: string) => string): [string, string][] {
  return text.split(separator).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [decode(name), decode(value.join('='))];
  });
}

/** Texts in turns: a name, its value, the next name. */
export function pairs(parts: readonly string[], decode: (text: string) => string): [string, string][] {
  return parts.flatMap((part, index): [string, string][] =>
    index % 2 === 0 ? [[decode(part), decode(parts[index + 1] ?? '')]] : [],
  );
}

export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
