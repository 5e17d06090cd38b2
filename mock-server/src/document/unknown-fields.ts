import { toPointerPart } from '../errors/json-pointer.ts';
import type { ErrorDetail } from '../errors/refusal.ts';
import { suggestion } from '../names/nearest-name.ts';
import { type FieldSchema, fieldSchema, hasNoKind, partsOf, schemasOf } from './field-schema.ts';

/** The places of a request where a field that the document does not describe is an error. */
export interface Strictness {
  /** Whether a field with this value is an error, in a value of these schemas. */
  readonly appliesTo: (parts: readonly FieldSchema[], field: unknown) => boolean;
  /** Whether a value of the schema can have such a place; a value that can't is not gone through. */
  readonly leadsTo: (schema: FieldSchema) => boolean;
}

export const everywhere: Strictness = { appliesTo: () => true, leadsTo: () => true };

/** The strictness that the document asks for, since an ignored field would mean money; a field that is `null` means nothing. */
export const whereRefused: Strictness = {
  appliesTo: (parts, field) => field !== null && parts.some(isRefusing),
  leadsTo: leadsToRefusing,
};

/** The fields of a value that none of its schemas describes, one by one: a caller takes as many as it wants to tell. */
export function* unknownFields(
  schemas: readonly FieldSchema[],
  value: unknown,
  strictness: Strictness,
  path = '',
): Generator<ErrorDetail> {
  if (typeof value !== 'object' || value === null || !schemas.some(strictness.leadsTo)) return;
  const parts = schemas.flatMap((schema) => schemasOf(schema, value));
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => part.items ?? []);
    for (const [index, item] of value.entries()) yield* unknownFields(items, item, strictness, `${path}/${index}`);
  } else if (!parts.some((part) => hasNoKind(part, value))) {
    yield* inFieldsOf(parts, value, strictness, path);
  }
}

function* inFieldsOf(
  parts: readonly FieldSchema[],
  value: object,
  strictness: Strictness,
  path: string,
): Generator<ErrorDetail> {
  for (const [name, field] of Object.entries(value)) {
    const described = parts.flatMap((part) => fieldSchema(part, name) ?? []);
    const fieldPath = `${path}/${toPointerPart(name)}`;
    if (described.length > 0) yield* unknownFields(described, field, strictness, fieldPath);
    else if (strictness.appliesTo(parts, field))
      yield { path: fieldPath, message: `is not known${suggestion(name, namesIn(parts))}` };
  }
}

function namesIn(parts: readonly FieldSchema[]): string[] {
  return parts.flatMap(({ properties = {} }) => Object.keys(properties));
}

function isRefusing(schema: FieldSchema): boolean {
  return schema['x-unknown-fields'] === 'refused';
}

const leading = new WeakMap<FieldSchema, boolean>();

function leadsToRefusing(schema: FieldSchema): boolean {
  const known = leading.get(schema);
  if (known !== undefined) return known;
  leading.set(schema, false);
  const { properties = {}, additionalProperties, items } = schema;
  const inside = [...partsOf(schema), ...Object.values(properties), ...[additionalProperties, items].filter(isSchema)];
  const leads = isRefusing(schema) || inside.some(leadsToRefusing);
  leading.set(schema, leads);
  return leads;
}

function isSchema(value: boolean | FieldSchema | undefined): value is FieldSchema {
  return typeof value === 'object';
}
