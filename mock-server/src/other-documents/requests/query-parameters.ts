import type { Checker } from '../checking/checker.ts';
import type { Parameter } from '../operations/parameter.ts';
import type { Schema } from '../schemas/schema.ts';
import { type BracketFields, partsOfName, putField, valueOfFields } from './bracket-fields.ts';
import { coerced, coercedFields, coercedItems } from './coerce.ts';
import { decodedText, formOf, jsonOrText, pairs } from './parameter-text.ts';
import { possibleTypes, propertyNames } from './schema-types.ts';

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

/** The checker, and the names of the operation's query parameters, that query parameters are read with. */
export interface QueryReading {
  readonly checker: Checker;
  /** Whether the operation has a query parameter of a name. */
  readonly isDescribed: (name: string) => boolean;
}

/** The value of a query parameter; `undefined` when it was not sent. Throws `NotDecodable`. */
export function valueInQuery(parameter: Parameter, query: RawQuery, reading: QueryReading): unknown {
  const { checker } = reading;
  const { name, style, schema, media } = parameter;
  if (style === 'deepObject') return deepObject(parameter, query, checker);
  const values = query.flatMap(([sent, value]) => (sent === name || sent === `${name}[]` ? [value] : []));
  const [first] = values;
  if (media) return first === undefined ? undefined : jsonOrText(decode(first));
  const form = formOf(parameter);
  if (form === 'object') return objectIn(parameter, query, reading);
  if (first === undefined) return undefined;
  if (form === 'list') return listIn(parameter, values, checker);
  const text = decode(first);
  return isEmptyForNothing(text, schema) ? undefined : coerced(text, schemasOf(schema), checker);
}

/** An empty text like `?limit=` says nothing where the schema allows no text. */
function isEmptyForNothing(text: string, schema: Schema | undefined): boolean {
  if (text !== '' || !schema) return false;
  const types = possibleTypes(schema);
  return types.size > 0 && !types.has('string') && !types.has('null');
}

/** Many clients encode the commas between values, too; those are told from commas in a value by the schema. */
const ENCODED_COMMA = /,|%2C/i;

const separators: Readonly<Record<string, RegExp>> = {
  form: /,/,
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
};

function listIn({ style, isExploded, schema }: Parameter, values: readonly string[], checker: Checker): unknown {
  const schemas = schemasOf(schema);
  const readAs = (separator: RegExp | undefined) =>
    coercedItems(
      (separator ? values.flatMap((value) => value.split(separator)) : values).map(decode),
      schemas,
      checker,
    );
  if (isExploded) return readAs(undefined);
  const list = readAs(separators[style]);
  if (style !== 'form' || !schema || checker.isValid(schema, list)) return list;
  const other = readAs(ENCODED_COMMA);
  return checker.isValid(schema, other) ? other : list;
}

function objectIn({ name, schema, isExploded }: Parameter, query: RawQuery, reading: QueryReading): unknown {
  const { checker } = reading;
  if (isExploded && schema) {
    const names = new Set(propertyNames(schema));
    // An object without names of its own takes the names that no other parameter has.
    const isOwn = (sent: string) => (names.size > 0 ? names.has(sent) : !reading.isDescribed(sent));
    const own = query.filter(([sent]) => isOwn(sent)).map(([sent, text]) => [sent, decode(text)] as const);
    return own.length === 0 ? undefined : coercedFields(own, [schema], checker);
  }
  const value = query.find(([sent]) => sent === name)?.[1];
  return value === undefined ? undefined : coercedFields(pairs(value.split(','), decode), schemasOf(schema), checker);
}

/** `filter[status]=open&filter[ids][]=1` */
function deepObject({ name, schema }: Parameter, query: RawQuery, checker: Checker): unknown {
  const root: BracketFields = new Map();
  for (const [sent, value] of query) {
    if (sent.startsWith(`${name}[`)) putField(root, partsOfName(sent), decode(value));
  }
  const fields = root.get(name);
  return fields && valueOfFields(fields, schemasOf(schema), checker);
}

function schemasOf(schema: Schema | undefined): readonly Schema[] {
  return schema ? [schema] : [];
}
