import { isObject, type Json, listOf, objectOf } from '../documents/json-value.ts';
import type { References } from './references.ts';

/** A schema without references and `allOf` of its own: its keywords and those of its parts, all of which a value has to satisfy. */
export interface FlatSchema {
  /** The types that a value may have, `null` among them; any when absent. */
  readonly types?: readonly string[] | undefined;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  /** The schemas of which a value has to satisfy one, from `anyOf` or `oneOf`. */
  readonly alternatives?: readonly unknown[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  /** The other keywords. */
  readonly keywords: Json;
}

/** Keywords that say nothing about which values are allowed, and those that a flat schema has in another form. */
const LEFT_OUT = new Set(
  `$ref allOf anyOf oneOf type nullable properties required enum title description summary example examples deprecated
   externalDocs xml $comment`.split(/\s+/u),
);

export function flatten(schema: unknown, references: References): FlatSchema {
  return flattenOnce(schema, references, new Set());
}

/** A schema that is a part of itself adds nothing to itself. */
function flattenOnce(schema: unknown, references: References, within: ReadonlySet<unknown>): FlatSchema {
  const resolved = references.resolve(schema);
  if (within.has(resolved)) return ownPart({});
  const parts = listOf(resolved.allOf).map((part) => flattenOnce(part, references, new Set([...within, resolved])));
  return parts.reduce(merged, ownPart(resolved));
}

function ownPart(schema: Json): FlatSchema {
  const keywords = Object.entries(schema).filter(([name]) => !LEFT_OUT.has(name));
  return {
    types: typesOf(schema),
    properties: new Map(Object.entries(objectOf(schema.properties))),
    required: new Set(listOf(schema.required).map(String)),
    alternatives: Array.isArray(schema.anyOf ?? schema.oneOf) ? listOf(schema.anyOf ?? schema.oneOf) : undefined,
    enum: Array.isArray(schema.enum) ? listOf(schema.enum) : undefined,
    keywords: Object.fromEntries(keywords),
  };
}

/** OpenAPI 3.0 has `nullable`, 3.1 a list of types. */
function typesOf({ type, nullable }: Json): string[] | undefined {
  if (type === undefined) return undefined;
  const types = (Array.isArray(type) ? type : [type]).map(String);
  return nullable === true && !types.includes('null') ? [...types, 'null'] : types;
}

function merged(a: FlatSchema, b: FlatSchema): FlatSchema {
  const properties = new Map(a.properties);
  for (const [name, schema] of b.properties) {
    properties.set(name, properties.has(name) ? { allOf: [properties.get(name), schema] } : schema);
  }
  return {
    types: both(a.types, b.types, commonTypes),
    properties,
    required: new Set([...a.required, ...b.required]),
    alternatives: both(a.alternatives, b.alternatives, (x, y) =>
      x.flatMap((one) => y.map((other) => ({ allOf: [one, other] }))),
    ),
    enum: both(a.enum, b.enum, (x, y) => x.filter((value) => y.includes(value))),
    keywords: mergedKeywords(a.keywords, b.keywords),
  };
}

function both<Value>(
  a: Value | undefined,
  b: Value | undefined,
  join: (a: Value, b: Value) => Value,
): Value | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return join(a, b);
}

function commonTypes(a: readonly string[], b: readonly string[]): string[] {
  const isIn = (type: string, types: readonly string[]) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [...new Set([...a.filter((type) => isIn(type, b)), ...b.filter((type) => isIn(type, a))])];
}

/** Joins the keywords of two schemas that both hold; the narrower one of two bounds counts. */
function mergedKeywords(a: Json, b: Json): Json {
  const joined: Record<string, unknown> = { ...a, ...b };
  for (const [name, other] of Object.entries(a)) {
    const value = b[name];
    if (typeof value !== 'number' || typeof other !== 'number') continue;
    if (/^(?:exclusiveM|m)in/u.test(name)) joined[name] = Math.max(value, other);
    if (/^(?:exclusiveM|m)ax/u.test(name)) joined[name] = Math.min(value, other);
  }
  return isObject(a.items) && isObject(b.items) ? { ...joined, items: { allOf: [a.items, b.items] } } : joined;
}
