import { type FieldSchema, fieldSchema, partsOf, schemasOf } from './field-schema.ts';

/** The kinds that a value in a body may be of, by the names in the field that tells them apart, and the name that it has there. */
export interface Kinds {
  readonly known: readonly string[];
  readonly given: unknown;
}

/** The kinds that the value at a place of a body may be of. The place is a list of names and positions, from the outside in. */
export function kindsAt(schemas: readonly FieldSchema[], value: unknown, place: readonly string[]): Kinds {
  const object = Object(value);
  const parts = schemas.flatMap((schema) => schemasOf(schema, object));
  const [name, ...rest] = place;
  if (name !== undefined) {
    const inside = parts.flatMap((part) => (Array.isArray(value) ? part.items : fieldSchema(part, name)) ?? []);
    return kindsAt(inside, object[name], rest);
  }
  const discriminated = parts.find(({ discriminator }) => discriminator !== undefined);
  const propertyName = discriminated?.discriminator?.propertyName ?? '';
  const known = partsOf(discriminated ?? {}).flatMap((part) => fieldSchema(part, propertyName)?.enum ?? []);
  return { known: known.map(String), given: object[propertyName] };
}
