import type { Checker } from '../checking/checker.ts';
import type { JsonType, Schema } from '../schemas/schema.ts';
import { itemSchema, possibleTypes, propertySchema } from './schema-types.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

type Read = (text: string) => readonly unknown[];

/** The values that a text may stand for, by type. */
const readers: readonly (readonly [JsonType, Read])[] = [
  ['number', (text) => (NUMBER.test(text) ? [Number(text)] : [])],
  ['boolean', (text) => (text === 'true' || text === 'false' ? [text === 'true'] : [])],
  ['null', (text) => (text === 'null' || text === '' ? [null] : [])],
  ['string', (text) => [text]],
];

/** The value that a text stands for by its schema: a number where the schema wants one. The text itself when it can't be one. */
export function coerced(text: string, schema: Schema | undefined, checker: Checker): unknown {
  if (!schema) return text;
  const types = possibleTypes(schema);
  if (types.size === 0) return text;
  const candidates = readers.flatMap(([type, read]) => (types.has(type) ? read(text) : []));
  if (candidates.length <= 1) return candidates[0] ?? (types.has('null') && text === '' ? null : text);
  return candidates.find((value) => checker.isValid(schema, value)) ?? candidates[0];
}

export function coercedItems(texts: readonly string[], schema: Schema | undefined, checker: Checker): unknown[] {
  const items = schema && itemSchema(schema);
  return texts.map((text) => coerced(text, items, checker));
}

/** An object of texts, each of which becomes what its property wants. */
export function coercedFields(
  fields: Iterable<readonly [string, string]>,
  schema: Schema | undefined,
  checker: Checker,
): Record<string, unknown> {
  return Object.fromEntries(
    Array.from(fields, ([name, text]) => [name, coerced(text, schema && propertySchema(schema, name), checker)]),
  );
}
