import type { BodyField } from './body-fields.ts';
import { type Schema, type Shape, shapesOf } from './document.ts';
import { exampleOf, isObject } from './example-value.ts';

/** A value with n of something, for a place of a body. */
export interface SizedValue {
  readonly what: string;
  /** The largest n that the document allows, where a larger n would be measured by another case. */
  readonly max?: number | undefined;
  /** Writes the value as JSON, since some values are nested too deep for `JSON.stringify`. */
  json(n: number, salt: string): string;
}

/** The ways to fill a place of a body with n of something. */
export function sizedValuesOf(field: BodyField): readonly SizedValue[] {
  return waysToFill[field.kind](field.shape);
}

const waysToFill: Readonly<Record<BodyField['kind'], (shape: Shape) => readonly SizedValue[]>> = {
  array: ({ items = {}, maxItems }) => [
    ...elementsOf(items, maxItems).map(({ what, max, of }) => ({
      what,
      max,
      json: (n: number, salt: string) => JSON.stringify(Array.from({ length: n }, (_, index) => of(index, n, salt))),
    })),
    ...nested,
  ],
  map: ({ additionalProperties, maxProperties }) => [
    ...elementsOf(typeof additionalProperties === 'object' ? additionalProperties : {}, maxProperties).map(
      ({ what, max, of }) => ({
        what: `keys with ${what}`,
        max,
        json: (n: number, salt: string) => JSON.stringify(objectWith(n, (index) => of(index, n, salt))),
      }),
    ),
    ...nested,
  ],
  object: () => [{ what: 'unknown fields', json: (n) => JSON.stringify(objectWith(n, () => 1)) }, ...nested],
  string: stringsLike,
  number: () => [
    { what: 'digits', json: (n) => '1'.repeat(n) },
    { what: 'decimals', json: (n) => `0.${'1'.repeat(n)}` },
    { what: 'digits of an exponent', json: (n) => `1e-${'1'.repeat(n)}` },
  ],
};

const nested: readonly SizedValue[] = [
  { what: 'arrays in each other', json: (n) => '['.repeat(n) + ']'.repeat(n) },
  { what: 'objects in each other', json: (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}` },
];

function objectWith(n: number, valueAt: (index: number) => unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: n }, (_, index) => [`counter.${index}`, valueAt(index)]));
}

interface Element {
  readonly what: string;
  readonly max?: number | undefined;
  of(index: number, count: number, salt: string): unknown;
}

/** The elements to fill an array or a map with: valid ones, and one of each kind that is refused in its own way. */
function elementsOf(schema: Schema, max: number | undefined): readonly Element[] {
  const full: Element['of'] = (index, count, salt) => exampleOf(schema, { index, count, salt, isFull: true });
  const least: Element['of'] = (index, count, salt) => exampleOf(schema, { index, count, salt, isFull: false });
  const same: Element['of'] = (_index, _count, salt) => exampleOf(schema, { index: 0, count: 1, salt, isFull: true });
  return [
    ...(max === undefined ? [] : [{ what: 'valid items, as many as are allowed', max, of: full }]),
    ...(max === undefined
      ? []
      : [{ what: 'valid items with what is required, as many as are allowed', max, of: least }]),
    { what: 'valid items', of: full },
    { what: 'the same item', of: same },
    { what: 'numbers', of: () => 1 },
    { what: 'nulls', of: () => null },
    { what: 'empty objects', of: () => ({}) },
    { what: 'empty arrays', of: () => [] },
    ...shapesOf(schema).filter(isObject).flatMap(wrongObjects),
  ];
}

function wrongObjects(shape: Shape): readonly Element[] {
  const names = Object.keys(shape.properties ?? {});
  const kind = Object.values(shape.properties ?? {}).find((property) => property.enum?.length === 1)?.enum?.[0];
  const label = typeof kind === 'string' ? ` of kind ${kind}` : '';
  const filledWith = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
  const withKind = (fields: object) => (typeof kind === 'string' ? { ...fields, model: kind } : fields);
  return [
    { what: `items wrong in every field${label}`, of: () => withKind(filledWith({})) },
    { what: `items with every field null${label}`, of: () => withKind(filledWith(null)) },
    { what: `items with unknown fields${label}`, of: () => withKind({ a: 1, b: 1 }) },
  ];
}

const FILLINGS = ['0', 'a', ' ', '.', '-', '/', '\u0000', 'é', '😀'];

/** Long texts of one character each. Where a text needs a form, also long texts that begin and end like its example. */
function stringsLike({ format, pattern, example = 'text' }: Shape): readonly SizedValue[] {
  const plain = FILLINGS.map((filling) => ({
    what: `characters ${JSON.stringify(filling)}`,
    json: (n: number) => JSON.stringify(filling.repeat(n)),
  }));
  if (format === undefined && pattern === undefined) return plain;
  const like = String(example);
  const middle = Math.ceil(like.length / 2);
  const within = FILLINGS.map((filling) => ({
    what: `characters ${JSON.stringify(filling)} within ${JSON.stringify(like)}`,
    json: (n: number) => JSON.stringify(like.slice(0, middle) + filling.repeat(n) + like.slice(middle)),
  }));
  return [...plain, ...within];
}
