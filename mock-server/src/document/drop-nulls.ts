import { type FieldSchema, fieldSchema, partsOf } from './field-schema.ts';

/** Removes the fields that are `null` where `null` means nothing: clients send it for fields that they leave out. */
export function dropNulls(schema: FieldSchema, value: unknown): void {
  for (const part of partsOf(schema)) dropNulls(part, value);
  if (Array.isArray(value)) dropInItems(schema, value);
  else if (isObject(value)) dropInFields(schema, value);
}

function dropInItems({ items }: FieldSchema, values: readonly unknown[]): void {
  if (items) for (const value of values) dropNulls(items, value);
}

function dropInFields(schema: FieldSchema, value: Record<string, unknown>): void {
  for (const [name, field] of Object.entries(value)) {
    const described = fieldSchema(schema, name);
    if (!described) continue;
    if (field !== null) dropNulls(described, field);
    else if (!isNullable(described)) delete value[name];
  }
}

function isNullable(schema: FieldSchema): boolean {
  return schema.nullable === true || partsOf(schema).some(isNullable);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
