import type { ErrorObject } from 'ajv';
import { fromPointerPart, toPointerPart } from '../errors/json-pointer.ts';
import type { ErrorDetail } from '../errors/refusal.ts';
import { suggestion } from '../names/nearest-name.ts';
import { formatMessage } from './formats.ts';
import type { Kinds } from './kinds.ts';

/** Tells the kinds that the value at a place of the body may be of. */
type KindsAt = (place: readonly string[]) => Kinds;

/** Explains all errors of the validator: one sentence per field of the request that is wrong. */
export function explainErrors(errors: readonly ErrorObject[], kindsAt: KindsAt): ErrorDetail[] {
  const byField = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const field = fieldOf(error);
    const found = byField.get(field);
    if (found) found.push(error);
    else byField.set(field, [error]);
  }
  const parents = new Set(Array.from(byField.keys(), parentsOf).flat());
  return [...byField]
    .filter(([field, found]) => !(parents.has(field) && found.every(isUnion)))
    .map(([field, found]) => ({ path: toPath(field), message: messageOf(found, kindsAt) }));
}

/** The field that an error is about; for a missing field, the place where it would be. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const name: unknown = params.missingProperty ?? params.additionalProperty ?? params.tag;
  return typeof name === 'string' ? `${instancePath}/${toPointerPart(name)}` : instancePath;
}

/** The paths of all objects and lists that contain a field, at every level. Schemas have few levels, so these lists are short. */
function parentsOf(field: string): string[] {
  const parents: string[] = [];
  for (let end = field.lastIndexOf('/'); end > 0; end = field.lastIndexOf('/', end - 1))
    parents.push(field.slice(0, end));
  return parents;
}

/**
 * Explains a field by its most useful error: errors of the alternatives tell more than an unmet choice, and errors of the value
 * more than an error of its type.
 */
function messageOf(errors: readonly ErrorObject[], kindsAt: KindsAt): string {
  const specific = errors.filter((error) => !isUnion(error) && error.keyword !== 'type' && error.keyword !== 'enum');
  const [first] = specific;
  if (first) return first.keyword === 'discriminator' ? kindSentence(first, kindsAt) : sentence(first);
  const types = errors.filter(({ keyword }) => keyword === 'type').map(({ params }) => String(params.type));
  if (types.length > 0) return `must be ${[...new Set(types)].join(' or ')}`;
  const values = errors.flatMap(({ params }): unknown[] => params.allowedValues ?? []);
  return values.length > 0 ? `must be one of ${values.join(', ')}` : 'must have one of the described shapes';
}

function sentence({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'format':
      return formatMessage(String(params.format)) ?? message;
    case 'uniqueItems':
      return 'must not name anything twice';
    case 'additionalProperties':
      return 'is not known';
    default:
      return message;
  }
}

/** A value of a body has no kind, or none of the kinds that it may have. */
function kindSentence({ instancePath }: ErrorObject, kindsAt: KindsAt): string {
  const [, , ...place] = instancePath.split('/').map(fromPointerPart);
  const { known, given } = kindsAt(place);
  if (given === undefined) return 'is required';
  const names = known.filter((name) => name !== '');
  return `must be one of ${names.join(', ')}${suggestion(String(given), names)}`;
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** `/requestBody/meterList/0` is the pointer `/meterList/0` into the body, `/query/month` is `query/month`. */
function toPath(field: string): string {
  return field.startsWith('/requestBody') ? field.slice('/requestBody'.length) : field.slice(1);
}
