import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

const SEEDS = 10;

/** A validator that knows nothing of the server, made anew. */
function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv;
}

const text = { type: 'string' };
const cat = {
  type: 'object',
  required: ['type', 'lives'],
  properties: { type: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = { type: 'object', required: ['type'], properties: { type: { const: 'dog' }, tail: { type: 'boolean' } } };
const base = { type: 'object', required: ['id'], properties: { id: { type: 'integer', minimum: 10 } } };

const oddSchemas: Readonly<Record<string, object>> = Object(
  load(readFileSync(new URL('odd-schemas.yaml', import.meta.url), 'utf8')),
);

/** Schemas with each keyword, alone or together with others. */
const schemas: Readonly<Record<string, object | boolean>> = {
  ...oddSchemas,
  anything: true,
  nothing_said: {},
  enumeration: { enum: ['a', 1, null, { b: [2] }] },
  constant: { const: { a: 1 } },
  enum_of_type: { type: 'string', enum: ['a', 1, 'b'] },
  integer_range: { type: 'integer', minimum: 3, maximum: 5 },
  exclusive_range: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.5 },
  negative: { type: 'integer', maximum: -1_000_000 },
  multiple: { type: 'integer', multipleOf: 7, minimum: 1_000 },
  fraction: { type: 'number', multipleOf: 0.01, minimum: 0.1, maximum: 9.99 },
  two_multiples: { type: 'number', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] },
  tiny_multiple: { type: 'number', multipleOf: 1e-7, maximum: 1, minimum: 0 },
  int32: { type: 'integer', format: 'int32', minimum: 2_147_483_000 },
  int64: { type: 'integer', format: 'int64' },
  lengths: { type: 'string', minLength: 40, maxLength: 42 },
  short: { type: 'string', maxLength: 2 },
  one_character: { type: 'string', minLength: 1, maxLength: 1 },
  pattern: { type: 'string', pattern: '^[A-Z]{2}-\\d{4}(?:-(?:x|y)+)?$' },
  pattern_and_length: { type: 'string', pattern: '^[a-z0-9-]+$', minLength: 30, maxLength: 32 },
  pattern_open: { type: 'string', pattern: 'ab', minLength: 10 },
  password: { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s])(?!.*\\s).{8,}$' },
  pattern_unicode: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}{3}$' },
  pattern_back: { type: 'string', pattern: '^([ab]c)\\1$' },
  pattern_large: { type: 'string', pattern: '^.{1200,2000}$' },
  ...Object.fromEntries(
    [
      'date-time',
      'date',
      'time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
      'uri-template',
      'uuid',
      'regex',
      'json-pointer',
      'relative-json-pointer',
      'byte',
    ].map((format) => [`format_${format}`, { type: 'string', format }]),
  ),
  format_and_pattern: { type: 'string', format: 'date', pattern: '^20' },
  list: { type: 'array', minItems: 4, maxItems: 5, items: { type: 'integer' } },
  unique: { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['a', 'b', 'c', 'd'] } },
  tuple: { type: 'array', prefixItems: [text, { type: 'integer' }], items: false, minItems: 2 },
  contains: { type: 'array', items: { type: ['string', 'integer'] }, contains: { const: 5 }, minContains: 2 },
  map: { type: 'object', minProperties: 3, additionalProperties: { type: 'integer' } },
  named_map: {
    type: 'object',
    minProperties: 2,
    propertyNames: { pattern: '^[a-z]{3}$' },
    additionalProperties: { type: 'integer' },
  },
  pattern_map: {
    type: 'object',
    minProperties: 2,
    patternProperties: { '^x-[a-z]+$': { type: 'integer' } },
    additionalProperties: false,
  },
  closed: { type: 'object', required: ['a'], properties: { a: text, b: text }, additionalProperties: false },
  few: { type: 'object', required: ['b'], maxProperties: 2, properties: { a: text, b: text, c: text, d: text } },
  required_unknown: { type: 'object', required: ['created_at'] },
  dependent_required: {
    type: 'object',
    required: ['card'],
    properties: { card: text, address: text },
    dependentRequired: { card: ['address', 'city'] },
  },
  dependent_schemas: {
    type: 'object',
    properties: { card: text },
    dependentSchemas: { card: { required: ['city'], properties: { city: { const: 'Seoul' } } } },
  },
  merged: {
    allOf: [base, { properties: { id: { maximum: 12 }, name: text }, required: ['name'] }, { $ref: '#/$defs/named' }],
    $defs: { named: { properties: { name: { maxLength: 3 } } } },
  },
  merged_closed: {
    allOf: [
      { properties: { a: text, b: text }, additionalProperties: false },
      { properties: { a: { minLength: 30 } }, required: ['a'] },
    ],
  },
  merged_enum: { allOf: [{ enum: [1, 2, 3] }, { enum: [2, 3, 4] }, { not: { const: 3 } }] },
  one_of: { oneOf: [cat, dog] },
  one_of_overlapping: { oneOf: [{ type: 'integer' }, { type: 'number' }] },
  one_of_alike: {
    oneOf: [
      { type: 'object', properties: { a: text } },
      { type: 'object', properties: { b: { type: 'integer' } } },
    ],
  },
  one_of_subset: { oneOf: [base, { allOf: [base, { required: ['extra'], properties: { extra: text } }] }] },
  one_of_required: {
    type: 'object',
    properties: { a: text, b: text },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  one_of_formats: { oneOf: [text, { type: 'string', format: 'date' }] },
  any_of: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'integer' }] },
  any_of_impossible: {
    type: 'object',
    required: ['x'],
    properties: { x: { anyOf: [{ type: 'string', allOf: [{ type: 'integer' }] }, { const: 5 }] } },
  },
  not_type: { not: { type: ['string', 'object', 'array', 'number', 'null'] } },
  not_enum: { type: 'string', enum: ['a', 'b', 'c'], not: { enum: ['a', 'b'] } },
  not_required: { type: 'object', properties: { a: text, b: text }, not: { required: ['a'] } },
  not_value: {
    type: 'object',
    required: ['state'],
    properties: { state: { enum: ['on', 'off'] } },
    not: { properties: { state: { const: 'on' } } },
  },
  condition: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['a', 'b'] } },
    if: { properties: { kind: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
    then: { required: ['x'], properties: { x: { type: 'integer' } } },
    else: { required: ['y'] },
  },
  nullable: { type: ['string', 'null'], minLength: 3 },
  unevaluated: { allOf: [base], properties: { more: text }, unevaluatedProperties: false },
  unevaluated_items: { type: 'array', prefixItems: [text], unevaluatedItems: false },
  nested: {
    type: 'object',
    required: ['a'],
    properties: {
      a: {
        type: 'object',
        required: ['b'],
        properties: { b: { type: 'array', minItems: 1, items: { oneOf: [cat, dog] } } },
      },
    },
  },
  proto: { type: 'object', required: ['constructor', '__proto__'], properties: { constructor: { type: 'integer' } } },
  old_items: { type: 'array', minItems: 1, contains: true, items: { $ref: '#/$defs/it' }, $defs: { it: text } },
};

/** References into a schema, as the document has them, where the schema is not the whole document. */
function inDocument(schema: object | boolean, path: string): object | boolean {
  const pointer = `#/paths/~1${path}/get/responses/200/content/application~1json/schema`;
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs', `"${pointer}/$defs`));
}

test('what is made is valid against its schema, by an independent validator, and the same for the same seed', async () => {
  const paths = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [`/${name}`, { get: answering(inDocument(schema, name)) }]),
  );
  const api = await serve(documentOf(paths));
  expect(api.notices.slice(1)).toEqual([]);
  const ajv = newAjv();
  for (const [name, schema] of Object.entries(schemas)) {
    const validate = ajv.compile(schema);
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const answered = await api.ask(`GET /${name}?seed=${seed}`);
      validate(answered.body);
      expect({ name, body: answered.text, errors: validate.errors }).toMatchObject({ errors: null });
      if (seed === 0) expect((await api.ask(`GET /${name}?seed=${seed}`)).text).toBe(answered.text);
    }
  }
});

test('values are those that fields of their names and formats mostly have', async () => {
  const named = [
    'email',
    'first_name',
    'phoneNumber',
    'currency',
    'country_code',
    'created_at',
    'website',
    'postalCode',
    'ip_address',
    'description',
    'uuid',
  ];
  const schema = {
    type: 'object',
    properties: {
      ...Object.fromEntries(named.map((name) => [name, text])),
      amount: { type: 'number' },
      unitPrice: { type: 'number' },
      created: { type: 'integer' },
      latitude: { type: 'number' },
      month: { type: 'integer' },
      customer: { type: 'object', properties: { name: text } },
    },
  };
  const api = await serve(documentOf({ '/a': { get: answering(schema) } }));
  expect((await api.ask('GET /a')).body).toEqual({
    email: expect.stringMatching(/^\S+@\S+\.\w+$/),
    first_name: expect.stringMatching(/^[A-Z][a-z']+$/),
    phoneNumber: expect.stringMatching(/^\+\d{7,}$/),
    currency: expect.stringMatching(/^[A-Z]{3}$/),
    country_code: expect.stringMatching(/^[A-Z]{2}$/),
    created_at: expect.stringMatching(/^202[45]-\d\d-\d\dT[\d:.]+Z$/),
    website: expect.stringMatching(/^https:\/\//),
    postalCode: expect.stringMatching(/^\d{5}$/),
    ip_address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
    description: expect.stringMatching(/\.$/),
    uuid: expect.stringMatching(/^[\da-f]{8}-/),
    amount: expect.any(Number),
    unitPrice: expect.any(Number),
    created: expect.any(Number),
    latitude: expect.any(Number),
    month: expect.any(Number),
    customer: { name: expect.stringMatching(/^\S+ \S+/) },
  });
});

test('a text of an encoding can be decoded, where its length and pattern allow one that can', async () => {
  const encoded = (contentEncoding: string, more = {}) => ({ type: 'string', contentEncoding, ...more });
  const items = [encoded('base64'), encoded('base64url', { minLength: 40 }), encoded('base64', { const: 'no code!' })];
  const api = await serve(documentOf({ '/a': { get: answering({ type: 'array', prefixItems: items, minItems: 3 }) } }));
  const [standard, url, other] = Object((await api.ask('GET /a')).body);
  expect(standard).toBe(Buffer.from(standard, 'base64').toString('base64'));
  expect(url).toBe(Buffer.from(url, 'base64url').toString('base64url'));
  expect(other).toBe('no code!');
});

test('an object of a discriminator has the name of its kind', async () => {
  const animals = {
    Animal: {
      type: 'object',
      required: ['kind'],
      properties: { kind: text },
      discriminator: { propertyName: 'kind', mapping: { meow: '#/components/schemas/Kitten' } },
    },
    Kitten: {
      allOf: [
        { $ref: '#/components/schemas/Animal' },
        { type: 'object', required: ['milk'], properties: { milk: { type: 'boolean' } } },
      ],
    },
    Puppy: { type: 'object', required: ['kind', 'bark'], properties: { kind: text, bark: { type: 'boolean' } } },
    Any: { oneOf: [{ $ref: '#/components/schemas/Puppy' }], discriminator: { propertyName: 'kind' } },
  };
  const of = (name: string) => ({ get: answering({ $ref: `#/components/schemas/${name}` }) });
  const api = await serve(
    documentOf(
      { '/animal': of('Animal'), '/kitten': of('Kitten'), '/any': of('Any') },
      { components: { schemas: animals } },
    ),
  );
  expect((await api.ask('GET /animal')).body).toMatchObject({ kind: 'meow', milk: expect.any(Boolean) });
  expect((await api.ask('GET /kitten')).body).toMatchObject({ kind: 'meow', milk: expect.any(Boolean) });
  expect((await api.ask('GET /any')).body).toMatchObject({ kind: 'Puppy' });
});
