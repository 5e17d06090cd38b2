import { expect, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { answering, documentOf, serve, writeFiles } from './document-server.ts';

// Documents that would take endless time, or all memory, if they were followed as written. A test that hangs fails by its timeout.

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const isA = (name: string, more: object = {}) => ({
  type: 'object',
  required: [name],
  properties: { [name]: text },
  ...more,
});

/** Schemas of which each one names the next one twice: there are more ways through them than can be tried. */
function diamonds(keyword: 'allOf' | 'anyOf' | 'oneOf'): Record<string, object> {
  const names = Array.from({ length: 24 }, (_, index) => `${keyword}${index}`);
  return Object.fromEntries(
    names.map((name, index) => {
      const next = names[index + 1];
      return [name, next === undefined ? isA('end') : { [keyword]: [ref(next), { allOf: [ref(next)] }] }];
    }),
  );
}

const components = {
  ...diamonds('allOf'),
  ...diamonds('anyOf'),
  ...diamonds('oneOf'),
  Self: { allOf: [ref('Self'), isA('a')] },
  One: { allOf: [ref('Other')] },
  Other: { allOf: [ref('One')] },
  Named: { type: 'object', minProperties: 1, propertyNames: ref('Named') },
  Negated: { not: ref('Negated') },
  Endless: { type: 'array', minItems: 2, items: ref('Endless') },
  Husband: { type: 'object', required: ['wife'], properties: { wife: ref('Wife') } },
  Wife: { type: 'object', required: ['husband'], properties: { husband: ref('Husband') } },
};

const slow = '^(a+)+(?=b)\\1c$';

const impossible: Readonly<Record<string, object>> = {
  items: { type: 'array', minItems: 1e9, items: text },
  objects: { type: 'array', minItems: 1e5, items: isA('a') },
  length: { type: 'string', minLength: 1e9 },
  pattern: { type: 'string', pattern: '^a{1000000000}$' },
  properties: { type: 'object', minProperties: 1e9 },
  few: { type: 'array', uniqueItems: true, minItems: 11, items: { enum: [1, 2] } },
  slow: { type: 'array', minItems: 50, items: { type: 'string', pattern: slow } },
  self: ref('Self'),
  other: ref('One'),
  named: ref('Named'),
  negated: ref('Negated'),
  endless: ref('Endless'),
  wife: ref('Wife'),
  oneOf: ref('oneOf0'),
};

const possible: Readonly<Record<string, object>> = {
  allOf: ref('allOf0'),
  anyOf: ref('anyOf0'),
  long: { type: 'string', minLength: 100_000 },
  many: { type: 'array', minItems: 5_000, items: text },
  keys: { type: 'object', patternProperties: { [slow]: text }, additionalProperties: text, minProperties: 2 },
};

const taking = (schema: object) => ({
  get: answering(schema),
  post: { requestBody: { content: { 'application/json': { schema } } }, responses: { 204: { description: 'x' } } },
});

test('schemas of huge sizes, in circles and of many ways have an answer or a notice', async () => {
  const schemas = { ...impossible, ...possible };
  const paths = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`/${name}`, taking(schema)]));
  const api = await serve(documentOf(paths, { components: { schemas: components } }));
  const isTold = (name: string) => {
    const schema = Object(schemas[name]);
    const place = schema.$ref ?? `#/paths/~1${name}/get`;
    return api.notices.some((notice) => notice.includes(place) && notice.includes('no value can be made'));
  };
  for (const name of Object.keys(schemas)) {
    const { status, text: sent } = await api.ask(`GET /${name}`);
    expect({ name, status }).toEqual({ name, status: 200 });
    expect(sent.length).toBeLessThan(1_000_000);
  }
  expect(Object.keys(possible).filter(isTold)).toEqual([]);
  // A part that can't be made may be told in place of the whole.
  const notTold = Object.keys(impossible).filter((name) => !isTold(name));
  expect(notTold).toEqual(['endless', 'wife'].filter((name) => notTold.includes(name)));
});

test('requests with many texts for a slow pattern, and for schemas of many ways, are refused', async () => {
  const texts = { type: 'array', items: { type: 'string', pattern: '^(?=a)(a+)+(?<!c)\\1d?$' } };
  const api = await serve(
    documentOf(
      { '/texts': taking(texts), '/all': taking(ref('allOf0')), '/any': taking(ref('anyOf0')) },
      { components: { schemas: components } },
    ),
  );
  const made = await api.ask('GET /texts');
  const many = Array.from({ length: 300 }, () => `${'a'.repeat(40)}b`);
  expect((await api.refused('POST /texts', { json: many })).slice(0, 2)).toEqual([400, 'VALIDATION_ERROR']);
  // A value that is slow to check in a request does not change the answers that are made.
  expect((await api.ask('GET /texts')).text).toBe(made.text);
  expect(made.body).toContainEqual(expect.stringMatching(/^a+d?$/));
  for (const path of ['/all', '/any'])
    expect((await api.refused(`POST ${path}`, { json: { end: 5 } })).slice(0, 2)).toEqual([400, 'VALIDATION_ERROR']);
});

const LEVELS = 10_000;
const nested = `${'{"not":'.repeat(LEVELS)}{}${'}'.repeat(LEVELS)}`;
const indented = Array.from({ length: LEVELS }, (_, index) => `${' '.repeat(index)}a:`).join('\n');

test.each([
  [
    'bytes',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]).toString('latin1'),
    /^\S+a\.yaml:1 #: the file cannot be read: it is not UTF-8 text: save it as UTF-8$/,
  ],
  ['an empty file', '', /^\S+a\.yaml:1 #: it is neither JSON nor YAML: expected a document, but the input is empty$/],
  ['a text', 'hello', /^\S+a\.yaml:1 #: has to be an OpenAPI document$/],
  [
    'an AsyncAPI document',
    'asyncapi: 3.0.0\nchannels: {}\n',
    /^\S+a\.yaml:1 #: has to be an OpenAPI document: "openapi" has to be/,
  ],
  [
    'deep JSON',
    `{"openapi":"3.1.0","paths":{},"components":{"schemas":{"A":${nested}}}}`,
    /^\S+a\.yaml:1 #: it is nested deeper than 500 levels/,
  ],
  ['deep YAML', indented, /^\S+a\.yaml:\d+ #\/a.{10,400}nest/],
])('%s is one line with file, line and pointer', async (_what, content, message) => {
  const started = startMockServer({ port: 0, specs: [writeFiles({ 'a.yaml': content })] });
  const error = await started.then(
    (server) => server.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'DocumentError', message: expect.stringMatching(message) });
});
