import { toPointerPart } from '../http/wire-path.ts';
import { type FieldSchema, fieldSchema, partsOf } from './field-schema.ts';

/** The fields of a value that no part of its schema describes, as JSON pointers. */
export function unknownFields(schema: FieldSchema, value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    const items = schemasIn(schema, value).flatMap((part) => part.items ?? []);
    return value.flatMap((item, index) => unknownIn(items, item, `${path}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const described = schemasIn(schema, value).flatMap((part) => fieldSchema(part, name) ?? []);
    const fieldPath = `${path}/${toPointerPart(name)}`;
    return described.length === 0 ? [fieldPath] : unknownIn(described, field, fieldPath);
  });
}

/** What one of the schemas describes is known. */
function unknownIn(schemas: readonly FieldSchema[], value: unknown, path: string): string[] {
  return schemas.length === 0 ? [] : unknownFields({ anyOf: schemas }, value, path);
}

/** A schema and all that it is composed of; of kinds that a field tells apart, the one that the value is of. */
function schemasIn(schema: FieldSchema, value: object): FieldSchema[] {
  const parts = partsOf(schema).filter((part) => isOfKind(schema, part, value));
  return [schema, ...parts.flatMap((part) => schemasIn(part, value))];
}

function isOfKind({ discriminator }: FieldSchema, part: FieldSchema, value: object): boolean {
  if (!discriminator) return true;
  const kinds = fieldSchema(part, discriminator.propertyName)?.enum ?? [];
  return kinds.includes(Object.entries(value).find(([name]) => name === discriminator.propertyName)?.[1]);
}
