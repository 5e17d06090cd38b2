import { expect, test } from 'vitest';
import { type Asking, type DocumentServer, documentOf, serve } from './document-server.ts';

/** An operation whose answer shows the values that the server read in a request: it echoes the fields of its own names. */
function echoing(parameters: readonly object[], properties: object): object {
  const schema = { type: 'object', required: Object.keys(properties), properties };
  return { parameters, responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } };
}

const integer = { type: 'integer' };
const integers = { type: 'array', items: integer, minItems: 2, maxItems: 2, example: [0, 0] };

test('parameters are read by place, style and type, and what is wrong with them is told', async () => {
  const styles = [
    { name: 'plain', in: 'query', schema: integer },
    { name: 'many', in: 'query', schema: integers },
    { name: 'commas', in: 'query', explode: false, schema: integers },
    { name: 'pipes', in: 'query', style: 'pipeDelimited', explode: false, schema: integers },
    { name: 'spaces', in: 'query', style: 'spaceDelimited', explode: false, schema: integers },
    {
      name: 'deep',
      in: 'query',
      style: 'deepObject',
      schema: {
        type: 'object',
        properties: { a: integer, b: integers, c: { type: 'object', properties: { d: integer } } },
      },
    },
    { name: 'fields', in: 'query', schema: { type: 'object', properties: { left: integer, right: integer } } },
    {
      name: 'json',
      in: 'query',
      content: { 'application/json': { schema: { type: 'object', properties: { a: integer } } } },
    },
    { name: 'flag', in: 'query', schema: { type: 'boolean' } },
    { name: 'either', in: 'query', schema: { anyOf: [{ type: 'string', const: 'all' }, integer] } },
    { name: 'X-Number', in: 'header', schema: integer },
    { name: 'session', in: 'cookie', schema: { type: 'string', minLength: 3 } },
  ];
  const api = await serve(
    documentOf({
      '/a/{id}': { get: echoing([...styles, { name: 'id', in: 'path', required: true, schema: integer }], {}) },
      '/matrix/{m}/{l}': {
        get: echoing(
          [
            { name: 'm', in: 'path', style: 'matrix', schema: integer },
            { name: 'l', in: 'path', style: 'label', explode: true, schema: integers },
          ],
          {},
        ),
      },
      '/must': { get: echoing([{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }], {}) },
    }),
  );
  const right =
    'plain=1&many=1&many=2&commas=1,2&pipes=1|2&spaces=1%202&deep[a]=1&deep[b][]=1&deep[b][]=2&deep[c][d]=3&left=1&right=2&flag=true&either=all';
  const headers = { 'x-number': '5', cookie: 'session=abc' };
  expect((await api.ask(`GET /a/1?${right}&json=${encodeURIComponent('{"a":1}')}`, { headers })).status).toBe(200);
  expect((await api.ask('GET /matrix/;m=5/.1.2')).status).toBe(200);
  const wrong =
    'plain=x&many=1&commas=1,b&pipes=1|&spaces=x%202&deep[a]=y&deep[c][d]=z&left=q&flag=maybe&either=other&json=%7B%22a%22:%22x%22%7D';
  expect(await api.refused(`GET /a/x?${wrong}`, { headers: { 'x-number': 'five', cookie: 'session=ab' } })).toEqual(
    [
      400,
      'VALIDATION_ERROR',
      'path/id',
      ...[
        'plain',
        'many',
        'commas/1',
        'pipes/1',
        'spaces/0',
        'deep/a',
        'deep/c/d',
        'fields/left',
        'json/a',
        'flag',
        'either',
      ].map((name) => `query/${name}`),
      'header/X-Number',
      'cookie/session',
    ].sort((one, other) => order(String(one)) - order(String(other))),
  );
  expect(await api.refused('GET /matrix/;m=x/.1.b')).toEqual([400, 'VALIDATION_ERROR', 'path/m', 'path/l/1']);
  expect(await api.refused('GET /must')).toEqual([400, 'VALIDATION_ERROR', 'query/q']);
  expect(await api.refused('GET /must?q=%FF')).toEqual([400, 'VALIDATION_ERROR', 'query/q']);
  expect((await api.ask('GET /a/1?plain=&unknown=1')).status).toBe(200);
});

/** Places are told in the order of the parameters; the code and status come first. */
function order(path: string): number {
  return ['400', 'VALIDATION_ERROR', 'query', 'header', 'cookie', 'path'].findIndex((start) => path.startsWith(start));
}

const person = {
  type: 'object',
  required: ['id', 'name', 'secret'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 2 },
    secret: { type: 'string', writeOnly: true },
    age: { type: ['integer', 'null'], minimum: 0 },
    email: { type: 'string', format: 'email' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    kind: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'type', mapping: { cat: 'Cat', dog: '#/components/schemas/Dog' } },
    },
  },
};

const schemas = {
  Cat: {
    type: 'object',
    required: ['type', 'lives'],
    properties: { type: { type: 'string' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['type', 'tail'],
    properties: { type: { type: 'string' }, tail: { type: 'boolean' } },
  },
};

async function peopleServer(): Promise<DocumentServer> {
  const content = Object.fromEntries(
    ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'].map((type) => [
      type,
      { schema: person },
    ]),
  );
  const responses = { 201: { description: 'x', content: { 'application/json': { schema: person } } } };
  return serve(
    documentOf(
      { '/people': { post: { requestBody: { required: true, content }, responses } } },
      { components: { schemas } },
    ),
  );
}

test('a body is checked: what it lacks, what is wrong and what is too much', async () => {
  const api = await peopleServer();
  const refused = (json: unknown) => api.refused('POST /people', { json });
  expect(
    (await api.ask('POST /people', { json: { name: 'Kim', secret: 's', age: null, kind: { type: 'cat', lives: 9 } } }))
      .status,
  ).toBe(201);
  expect(await refused({})).toEqual([400, 'VALIDATION_ERROR', '/name', '/secret']);
  expect(await refused({ name: 'K', secret: 1, age: -1, email: 'x', tags: ['a', 'a'], more: 1 })).toEqual([
    400,
    'VALIDATION_ERROR',
    '/name',
    '/secret',
    '/age',
    '/email',
    '/tags',
    '/more',
  ]);
  expect(await refused({ name: 'Kim', secret: 's', kind: { type: 'dog' } })).toEqual([
    400,
    'VALIDATION_ERROR',
    '/kind/tail',
  ]);
  expect(await refused([])).toEqual([400, 'VALIDATION_ERROR', '']);
  expect(await api.refused('POST /people')).toEqual([400, 'VALIDATION_ERROR', '']);
  expect(
    await api.refused('POST /people', { body: '{"name":', headers: { 'content-type': 'application/json' } }),
  ).toEqual([400, 'MALFORMED_JSON', '']);
  expect(await api.refused('POST /people', { body: 'x', headers: { 'content-type': 'text/plain' } })).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-type',
  ]);
});

test('a body above the limit is refused', async () => {
  const content = { 'application/octet-stream': {} };
  const api = await serve(documentOf({ '/a': { put: { requestBody: { content }, responses: {} } } }), {
    limits: { maxBodyBytes: 1_000 },
  });
  const sending = (length: number): Asking => ({
    body: 'x'.repeat(length),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect((await api.ask('PUT /a', sending(1_000))).status).toBe(204);
  expect((await api.refused('PUT /a', sending(1_001))).slice(0, 2)).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('what is read only is not asked for, and what is write only is not answered', async () => {
  const api = await peopleServer();
  const { body } = await api.ask('POST /people', { json: { name: 'Kim', secret: 's' } });
  expect(body).toMatchObject({ id: expect.any(Number), name: 'Kim' });
  expect(body).not.toHaveProperty('secret');
});

test('forms of both kinds are read by the types of their fields', async () => {
  const api = await peopleServer();
  const fields = { name: 'Kim', secret: 's', age: '7', 'tags[]': 'a', 'kind[type]': 'cat', 'kind[lives]': '9' };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  expect((await api.ask('POST /people', { body: new URLSearchParams(fields) })).status).toBe(201);
  expect((await api.ask('POST /people', { body: form })).status).toBe(201);
  form.set('age', 'x');
  form.set('kind[lives]', 'y');
  expect(await api.refused('POST /people', { body: form })).toEqual([400, 'VALIDATION_ERROR', '/age', '/kind/lives']);
  const broken = { body: 'no parts', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
  expect((await api.refused('POST /people', broken)).slice(0, 2)).toEqual([400, 'BAD_REQUEST']);
});

const tier = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'integer' }, active: { type: 'boolean' } },
};
const fieldsOfForm = {
  type: 'object',
  properties: {
    tiers: { type: 'array', items: tier },
    updates: {
      anyOf: [
        { type: 'array', items: { type: 'string' } },
        { type: 'string', enum: [''] },
      ],
    },
    until: { anyOf: [{ type: 'string', enum: ['now'] }, { type: 'integer' }] },
    card: {
      anyOf: [
        { type: 'object', required: ['day'], properties: { day: { type: 'string' } } },
        {
          type: 'object',
          required: ['day', 'cvc'],
          properties: { day: { type: 'integer' }, cvc: { type: 'integer' } },
        },
      ],
    },
    meta: tier,
  },
};

test('fields in brackets are lists and objects, and an alternative is found for each text', async () => {
  const content = Object.fromEntries(
    ['application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'].map((type) => [
      type,
      { schema: fieldsOfForm },
    ]),
  );
  const echo = { description: 'x', content: { 'application/json': { schema: fieldsOfForm } } };
  const filter = { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: fieldsOfForm };
  const api = await serve(
    documentOf({
      '/forms': { post: { requestBody: { required: true, content }, responses: { 200: echo } } },
      '/filters': { get: { parameters: [filter], responses: { 204: { description: 'x' } } } },
    }),
  );
  const fields = {
    'tiers[0][amount]': '1',
    'tiers[0][active]': 'true',
    'tiers[1][amount]': '2',
    'updates[0]': 'a',
    'updates[1]': 'b',
    until: '17',
    'card[day]': '3',
    'card[cvc]': '123',
  };
  expect((await api.ask('POST /forms', { body: new URLSearchParams(fields) })).status).toBe(200);
  expect((await api.ask('POST /forms', { body: new URLSearchParams({ updates: '', until: 'now' }) })).status).toBe(200);
  const wrong = { 'tiers[0][amount]': '1', 'tiers[1][amount]': 'x', until: 'then' };
  expect(await api.refused('POST /forms', { body: new URLSearchParams(wrong) })).toEqual(
    expect.arrayContaining([400, 'VALIDATION_ERROR', '/tiers/1/amount']),
  );
  const form = new FormData();
  form.set('meta', new Blob(['{"amount": 5}'], { type: 'application/json' }), 'meta.json');
  expect((await api.ask('POST /forms', { body: form })).status).toBe(200);
  const query = new URLSearchParams();
  for (const [name, text] of Object.entries(fields)) query.append(name.replace(/^\w+/, 'filter[$&]'), text);
  expect((await api.ask(`GET /filters?${query}`)).status).toBe(204);
});

test('OpenAPI 3.0 is read by its own rules', async () => {
  const schema = {
    type: 'object',
    properties: {
      none: { type: 'string', nullable: true },
      above: { type: 'number', minimum: 0, exclusiveMinimum: true },
      ref: { $ref: '#/components/schemas/Word', nullable: true, maxLength: 1 },
      listed: { type: 'string', nullable: true, enum: ['a'] },
    },
  };
  const api = await serve({
    ...documentOf({ '/a': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } }),
    openapi: '3.0.3',
    components: { schemas: { Word: { type: 'string' } } },
  });
  expect((await api.ask('POST /a', { json: { none: null, above: 1, ref: 'long' } })).status).toBe(204);
  expect(await api.refused('POST /a', { json: { above: 0, ref: null, listed: null } })).toEqual([
    400,
    'VALIDATION_ERROR',
    '/above',
    '/ref',
    '/listed',
  ]);
});
