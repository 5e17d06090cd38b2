import { toPointerPart } from '../errors/json-pointer.ts';
import type { ErrorDetail } from '../errors/refusal.ts';
import { type FieldSchema, fieldSchema, schemasOf } from './field-schema.ts';

/**
 * Takes out of a body the items that its lists and maps have beyond their largest size, and tells which lists and maps do: a
 * body that is refused for its size need not be explained item by item.
 */
export function takeOutExcess(schemas: readonly FieldSchema[], value: unknown, path = ''): ErrorDetail[] {
  if (typeof value !== 'object' || value === null || schemas.length === 0) return [];
  const parts = schemas.flatMap((schema) => schemasOf(schema, value));
  return Array.isArray(value) ? inItems(parts, value, path) : inFields(parts, value, path);
}

function inItems(parts: readonly FieldSchema[], values: unknown[], path: string): ErrorDetail[] {
  const max = Math.min(...parts.map(({ maxItems = Number.POSITIVE_INFINITY }) => maxItems));
  const details = values.length > max ? [{ path, message: `must NOT have more than ${max} items` }] : [];
  if (values.length > max) values.length = max;
  const items = parts.flatMap((part) => part.items ?? []);
  return [...details, ...values.flatMap((item, index) => takeOutExcess(items, item, `${path}/${index}`))];
}

function inFields(parts: readonly FieldSchema[], value: object, path: string): ErrorDetail[] {
  const max = Math.min(...parts.map(({ maxProperties = Number.POSITIVE_INFINITY }) => maxProperties));
  const names = Object.keys(value);
  const details = names.length > max ? [{ path, message: `must NOT have more than ${max} properties` }] : [];
  for (const name of names.slice(max)) Reflect.deleteProperty(value, name);
  const fields = Object.entries(value).flatMap(([name, field]) => {
    const described = parts.flatMap((part) => fieldSchema(part, name) ?? []);
    return takeOutExcess(described, field, `${path}/${toPointerPart(name)}`);
  });
  return [...details, ...fields];
}
