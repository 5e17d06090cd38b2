import type { Checker } from '../checking/checker.ts';
import type { Parameter } from '../operations/operation.ts';
import type { Schema } from '../schemas/schema.ts';
import { coerced, coercedFields, coercedItems } from './coerce.ts';
import { decodedText, formOf, jsonOrText, pairs } from './parameter-text.ts';
import { itemSchema, possibleTypes, propertyNames, propertySchema } from './schema-types.ts';

/** The parts of a query string, in their order; the names decoded, the values as they were sent. */
export type RawQuery = readonly (readonly [name: string, value: string])[];

/** A form says a space as `+`. */
const decode = (text: string) => decodedText(text.replaceAll('+', ' '));

export function readRawQuery(queryString: string): RawQuery {
  return queryString.split('&').flatMap((part) => {
    if (part === '') return [];
    const end = part.includes('=') ? part.indexOf('=') : part.length;
    return [[decodeName(part.slice(0, end)), part.slice(end + 1)] as const];
  });
}

function decodeName(name: string): string {
  try {
    return decode(name);
  } catch {
    return name;
  }
}

/** The value of a query parameter; `undefined` when it was not sent. Throws `NotDecodable`. */
export function valueInQuery(parameter: Parameter, query: RawQuery, checker: Checker): unknown {
  const { name, style, schema, media } = parameter;
  if (style === 'deepObject') return deepObject(parameter, query, checker);
  const values = query.flatMap(([sent, value]) => (sent === name || sent === `${name}[]` ? [value] : []));
  const [first] = values;
  if (media) return first === undefined ? undefined : jsonOrText(decode(first));
  const form = formOf(parameter);
  if (form === 'object') return objectIn(parameter, query, checker);
  if (first === undefined) return undefined;
  if (form === 'list') return coercedItems(itemsOf(parameter, values), schema, checker);
  const text = decode(first);
  return isEmptyForNothing(text, schema) ? undefined : coerced(text, schema, checker);
}

/** `?limit=` says nothing where a text is not what is wanted. */
function isEmptyForNothing(text: string, schema: Schema | undefined): boolean {
  if (text !== '' || !schema) return false;
  const types = possibleTypes(schema);
  return types.size > 0 && !types.has('string') && !types.has('null');
}

const separators: Readonly<Record<string, RegExp>> = {
  form: /,/,
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
};

function itemsOf({ style, isExploded }: Parameter, values: readonly string[]): string[] {
  const separator = isExploded ? undefined : separators[style];
  const parts = separator ? values.flatMap((value) => value.split(separator)) : values;
  return parts.map(decode);
}

function objectIn({ name, schema, isExploded }: Parameter, query: RawQuery, checker: Checker): unknown {
  if (isExploded && schema) {
    const names = new Set(propertyNames(schema));
    const own = query.filter(([sent]) => names.has(sent)).map(([sent, text]) => [sent, decode(text)] as const);
    return own.length === 0 ? undefined : coercedFields(own, schema, checker);
  }
  const value = query.find(([sent]) => sent === name)?.[1];
  return value === undefined ? undefined : coercedFields(pairs(value.split(','), decode), schema, checker);
}

/** Values of brackets in brackets: an object, or a list where the name in them is empty or a number. */
type Nested = Map<string, Nested | string[]>;

const MAX_BRACKETS = 20;

/** `filter[status]=open&filter[ids][]=1` */
function deepObject({ name, schema }: Parameter, query: RawQuery, checker: Checker): unknown {
  const root: Nested = new Map();
  for (const [sent, value] of query) {
    if (!sent.startsWith(`${name}[`)) continue;
    const names = [...sent.slice(name.length).matchAll(/\[([^[\]]*)\]/g)].map(([, inside = '']) => inside);
    if (names.length <= MAX_BRACKETS) put(root, names, decode(value));
  }
  return root.size === 0 ? undefined : nestedValue(root, schema, checker);
}

function put(at: Nested, [name = '', ...rest]: readonly string[], value: string): void {
  const known = at.get(name);
  if (rest.length === 0) {
    if (Array.isArray(known)) known.push(value);
    else if (!known) at.set(name, [value]);
    return;
  }
  const inside: Nested = known instanceof Map ? known : new Map();
  at.set(name, inside);
  put(inside, rest, value);
}

function nestedValue(nested: Nested | string[], schema: Schema | undefined, checker: Checker): unknown {
  if (Array.isArray(nested)) {
    const wantsList = schema && possibleTypes(schema).has('array');
    return wantsList || nested.length > 1
      ? coercedItems(nested, schema, checker)
      : coerced(nested[0] ?? '', schema, checker);
  }
  const isList =
    [...nested.keys()].every((name) => /^\d*$/.test(name)) && (!schema || possibleTypes(schema).has('array'));
  if (isList) return [...nested.values()].flatMap((item) => listItem(item, schema && itemSchema(schema), checker));
  return Object.fromEntries(
    [...nested].map(([name, inside]) => [name, nestedValue(inside, schema && propertySchema(schema, name), checker)]),
  );
}

function listItem(item: Nested | string[], schema: Schema | undefined, checker: Checker): unknown[] {
  if (Array.isArray(item)) return item.map((text) => coerced(text, schema, checker));
  return [nestedValue(item, schema, checker)];
}
