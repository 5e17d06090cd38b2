import type { ErrorObject } from 'ajv';
import type { ErrorDetail } from '../http/refusal.ts';
import { toPointerPart } from '../http/wire-path.ts';
import { formatMessage } from './formats.ts';

const MAX_DETAILS = 20;

/** What is wrong with a request, one sentence a field, from all that the validator found. */
export function explainErrors(errors: readonly ErrorObject[]): ErrorDetail[] {
  const byField = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const field = fieldOf(error);
    byField.set(field, [...(byField.get(field) ?? []), error]);
  }
  const fields = [...byField.keys()];
  const isTold = (field: string) => fields.some((other) => other.startsWith(`${field}/`));
  return [...byField]
    .filter(([field, found]) => !(isTold(field) && found.every(isUnion)))
    .slice(0, MAX_DETAILS)
    .map(([field, found]) => ({ path: toPath(field), message: messageOf(found) }));
}

/** The field that an error is about; of a missing one, where it would be. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const name: unknown = params.missingProperty ?? params.additionalProperty ?? params.tag;
  return typeof name === 'string' ? `${instancePath}/${toPointerPart(name)}` : instancePath;
}

/** Of an unmet choice what is said of its alternatives says more, and what is wrong with a value more than its type. */
function messageOf(errors: readonly ErrorObject[]): string {
  const specific = errors.filter((error) => !isUnion(error) && error.keyword !== 'type' && error.keyword !== 'enum');
  const [first] = specific;
  if (first) return sentence(first);
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
    case 'additionalProperties':
      return 'is not known';
    case 'discriminator':
      return 'must be one of the described kinds';
    default:
      return message;
  }
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** `/requestBody/meterList/0` is the pointer `/meterList/0` into the body, `/query/month` is `query/month`. */
function toPath(field: string): string {
  return field.startsWith('/requestBody') ? field.slice('/requestBody'.length) : field.slice(1);
}
