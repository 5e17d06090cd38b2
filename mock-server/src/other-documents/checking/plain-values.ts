import { patternOf } from '../patterns/pattern.ts';
import { canonical, isList } from '../reading/json.ts';
import type { JsonType, Schema } from '../schemas/schema.ts';
import { type Check, fail, type Keywords } from './check.ts';
import { formatTest, numberFormats } from './formats.ts';

function typeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (isList(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

export const typeCheck: Keywords = (schema) => {
  const { types, isInteger } = schema;
  if (!types) return undefined;
  const names = [...types].map((type) => (type === 'number' && isInteger ? 'integer' : type));
  return (value, path, checking) => {
    const isRight = types.has(typeOf(value)) && !(isInteger && typeof value === 'number' && !Number.isInteger(value));
    return isRight || fail(checking, path, `must be ${names.join(' or ')}`);
  };
};

const MAX_SHOWN = 20;

export const valuesCheck: Keywords = ({ values, canonicalValues }) => {
  if (!(values && canonicalValues)) return undefined;
  const shown = values.slice(0, MAX_SHOWN).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const more = values.length > MAX_SHOWN ? ` and ${values.length - MAX_SHOWN} more` : '';
  const message = values.length === 1 ? `must be ${shown[0]}` : `must be one of ${shown.join(', ')}${more}`;
  return (value, path, checking) => canonicalValues.has(canonical(value)) || fail(checking, path, message);
};

type NumberTest = readonly [isRight: (value: number) => boolean, message: string];

export const numberCheck: Keywords = (schema) => {
  const low = schema.bound('minimum', 'exclusiveMinimum');
  const high = schema.bound('maximum', 'exclusiveMaximum');
  const factor = schema.number('multipleOf');
  const range = numberFormats.get(schema.text('format') ?? '');
  return testing<number>('number', [
    bound(low.limit, (limit) => [(value) => value >= limit, `must be >= ${limit}`]),
    bound(low.strict, (limit) => [(value) => value > limit, `must be > ${limit}`]),
    bound(high.limit, (limit) => [(value) => value <= limit, `must be <= ${limit}`]),
    bound(high.strict, (limit) => [(value) => value < limit, `must be < ${limit}`]),
    bound(factor, (limit) => [(value) => isMultiple(value, limit), `must be a multiple of ${limit}`]),
    range && [
      (value) => Number.isInteger(value) && value >= range.min && value <= range.max,
      `must be a whole number from ${range.min} to ${range.max}`,
    ],
  ]);
};

function bound(limit: number | undefined, test: (limit: number) => NumberTest): NumberTest | undefined {
  return limit === undefined ? undefined : test(limit);
}

/** Whether the quotient is whole, a rounding error of the last digits apart: 19.99 is a multiple of 0.01. */
export function isMultiple(value: number, factor: number): boolean {
  const quotient = value / factor;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 4 * Number.EPSILON;
}

export const textCheck: Keywords = (schema) => {
  const min = schema.number('minLength') ?? 0;
  const max = schema.number('maxLength');
  const format = schema.text('format');
  const isOfFormat = formatTest(format);
  const source = schema.text('pattern');
  const pattern = source === undefined ? undefined : patternOf(source);
  return testing<string>('string', [
    min > 0 ? [(text) => isLong(text, min), `must have at least ${min} characters`] : undefined,
    bound(max, (limit) => [() => true, `${limit}`]) && [
      (text) => max === undefined || !isLong(text, max + 1),
      `must have at most ${max} characters`,
    ],
    pattern && [(text) => pattern.matches(text), `must match the pattern ${source}`],
    isOfFormat && [isOfFormat, `must be of the format ${format}`],
  ]);
};

/** Whether a text has at least so many characters, where a pair of surrogates is one. */
function isLong(text: string, characters: number): boolean {
  if (text.length < characters) return false;
  if (text.length >= characters * 2) return true;
  let count = 0;
  for (const _ of text) count += 1;
  return count >= characters;
}

type Test<Value> = readonly [isRight: (value: Value) => boolean, message: string];

/** The check of values of one type, which values of other types pass. */
function testing<Value>(type: 'number' | 'string', given: readonly (Test<Value> | undefined)[]): Check | undefined {
  const tests = given.filter((test) => test !== undefined);
  if (tests.length === 0) return undefined;
  const isOfType = (value: unknown): value is Value => typeof value === type;
  return (value, path, checking) => {
    if (!isOfType(value)) return true;
    const failed = tests.find(([isRight]) => !isRight(value));
    return !failed || fail(checking, path, failed[1]);
  };
}

export const falseCheck: Keywords = ({ isFalse }: Schema) =>
  isFalse ? (_value, path, checking) => fail(checking, path, 'is not allowed') : undefined;
