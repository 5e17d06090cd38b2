import type { Checker } from '../checking/checker.ts';
import { isList, isObject } from '../reading/json.ts';
import type { JsonType, Schema } from '../schemas/schema.ts';
import { itemSchemas, propertySchemas, typesOfAll } from './schema-types.ts';

/** A list or an object in a text can only be JSON. */
function jsonOf(text: string, isRight: (value: unknown) => boolean): readonly unknown[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    const value: unknown = JSON.parse(text);
    return isRight(value) ? [value] : [];
  } catch {
    return [];
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

type Read = (text: string) => readonly unknown[];

/** The values that a text may stand for, by type. */
const readers: readonly (readonly [JsonType, Read])[] = [
  ['number', (text) => (NUMBER.test(text) ? [Number(text)] : [])],
  ['boolean', (text) => (text === 'true' || text === 'false' ? [text === 'true'] : [])],
  ['null', (text) => (text === 'null' || text === '' ? [null] : [])],
  ['array', (text) => jsonOf(text, isList)],
  ['object', (text) => jsonOf(text, isObject)],
  ['string', (text) => [text]],
];

/** The value that a text stands for by one of the schemas: a number where it wants one. The text itself when it can't be one. */
export function coerced(text: string, schemas: readonly Schema[], checker: Checker): unknown {
  const types = typesOfAll(schemas);
  const isRight = (value: unknown) => schemas.some((schema) => checker.isValid(schema, value));
  // A schema without types may still say which values it takes.
  if (types.size === 0 && (schemas.length === 0 || isRight(text))) return text;
  const candidates = readers.flatMap(([type, read]) => (types.size === 0 || types.has(type) ? read(text) : []));
  if (types.size === 0 || candidates.length === 0) candidates.unshift(text);
  const found = candidates.length > 1 ? candidates.find(isRight) : undefined;
  return found === undefined ? candidates[0] : found;
}

export function coercedItems(texts: readonly string[], schemas: readonly Schema[], checker: Checker): unknown[] {
  const items = itemSchemas(schemas);
  return texts.map((text) => coerced(text, items, checker));
}

/** An object of texts, each of which becomes a value of its property's schema. */
export function coercedFields(
  fields: Iterable<readonly [string, string]>,
  schemas: readonly Schema[],
  checker: Checker,
): Record<string, unknown> {
  return Object.fromEntries(
    Array.from(fields, ([name, text]) => [name, coerced(text, propertySchemas(schemas, name), checker)]),
  );
}
