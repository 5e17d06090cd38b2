import { toPointerPart } from '../../errors/json-pointer.ts';
import { isObject, type JsonObject } from '../reading/json.ts';
import { propertyNames } from '../requests/schema-types.ts';
import type { Resource } from './resource.ts';

/** The fields that a request sends of an item. */
export interface SentFields {
  readonly fields: JsonObject;
  /** The JSON pointer of the item in the body: that of its envelope, or the whole body. */
  readonly path: string;
}

/**
 * The fields of a body, taken out of an envelope. An envelope has a name that is none of the item's fields, and has some of these
 * fields in it: a body with one field of the item that is an object, such as an address, is none.
 */
export function sentFields(body: unknown, { schema }: Resource): SentFields {
  if (!isObject(body)) return { fields: {}, path: '' };
  const [only, ...others] = Object.entries(body);
  if (only && others.length === 0) {
    const [name, inside] = only;
    const names = new Set(propertyNames(schema));
    const isEnvelope = !names.has(name) && isObject(inside) && Object.keys(inside).some((field) => names.has(field));
    if (isEnvelope) return { fields: inside, path: `/${toPointerPart(name)}` };
  }
  return { fields: body, path: '' };
}
