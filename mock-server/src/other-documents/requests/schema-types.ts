import type { JsonType, Schema } from '../schemas/schema.ts';

/** The types that a value may have by a schema and all that it consists of; none when the schema says nothing of types. */
export function possibleTypes(schema: Schema): ReadonlySet<JsonType> {
  const types = new Set<JsonType>();
  for (const part of withParts(schema)) {
    for (const type of part.types ?? []) types.add(type);
  }
  return types;
}

/** The types that a value may have by one of several schemas. */
export function typesOfAll(schemas: readonly Schema[]): ReadonlySet<JsonType> {
  const [only, ...others] = schemas;
  if (only && others.length === 0) return possibleTypes(only);
  return new Set(schemas.flatMap((schema) => [...possibleTypes(schema)]));
}

/** The schema of an item, by the first part of a schema that says one. */
export function itemSchema(schema: Schema): Schema | undefined {
  return first(schema, (part) => part.items);
}

/** The schemas that an item may have: alternatives may each say one. */
export function itemSchemas(schemas: readonly Schema[]): Schema[] {
  return distinct(schemas, (part) => [part.items, ...part.prefixItems]);
}

export function propertySchema(schema: Schema, name: string): Schema | undefined {
  return first(schema, (part) => part.property(name)) ?? first(schema, (part) => part.schema('additionalProperties'));
}

/** The schemas that a property may have: alternatives may each say one. */
export function propertySchemas(schemas: readonly Schema[], name: string): Schema[] {
  const named = distinct(schemas, (part) => [part.property(name)]);
  return named.length > 0 ? named : distinct(schemas, (part) => [part.schema('additionalProperties')]);
}

/** The names of the properties that a schema describes. */
export function propertyNames(schema: Schema): string[] {
  return [...withParts(schema)].flatMap((part) => part.map('properties').map(([name]) => name));
}

function first(schema: Schema, find: (part: Schema) => Schema | undefined): Schema | undefined {
  for (const part of withParts(schema)) {
    const found = find(part);
    if (found) return found;
  }
  return undefined;
}

function distinct(schemas: readonly Schema[], find: (part: Schema) => readonly (Schema | undefined)[]): Schema[] {
  const found = schemas.flatMap((schema) => [...withParts(schema)].flatMap(find));
  return [...new Set(found)].filter((schema) => schema !== undefined);
}

/** A schema, and the schemas that it refers to or combines. */
export function* withParts(schema: Schema): Generator<Schema> {
  const open = [schema];
  const seen = new Set(open);
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { target } = next;
    const parts = [
      ...(target ? [target] : []),
      ...['allOf', 'anyOf', 'oneOf'].flatMap((name) => next?.list(name) ?? []),
    ];
    for (const part of parts) {
      if (seen.has(part)) continue;
      seen.add(part);
      open.push(part);
    }
  }
}
