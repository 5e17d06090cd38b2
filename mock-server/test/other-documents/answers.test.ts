import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', minimum: 1 }, name: { type: 'string' }, status: { enum: ['sold', 'free'] } },
};

const json = (schema: object, more: object = {}) => ({
  description: 'x',
  content: { 'application/json': { schema, ...more } },
});

test('the best response is the lowest success, then a range, then default; Prefer picks another one', async () => {
  const named = (name: string) => json({ type: 'string', const: name });
  const get = { responses: { 404: named('404'), default: named('default'), '2XX': named('2XX'), 201: named('201') } };
  const api = await serve(
    documentOf({
      '/a': { get },
      '/b': { get: { responses: { default: named('d'), 400: named('400') } } },
      '/c': { get: {} },
    }),
  );
  const to = async (path: string, prefer?: string) => {
    const { status, body } = await api.ask(`GET ${path}`, { headers: prefer === undefined ? {} : { prefer } });
    return [status, body];
  };
  expect(await to('/a')).toEqual([201, '201']);
  expect(await to('/a', 'code=404')).toEqual([404, '404']);
  expect(await to('/a', 'respond-async, code="202"')).toEqual([202, '2XX']);
  expect(await to('/a', 'code=500')).toEqual([500, 'default']);
  expect(await to('/b')).toEqual([200, 'd']);
  expect((await to('/c'))[0]).toBe(204);
});

test('Prefer refuses a code and an example that there are not, and says which there are', async () => {
  const api = await serve(
    documentOf({
      '/a': { get: { responses: { 200: json(pet, { examples: { rex: { value: { id: 1, name: 'Rex' } } } }) } } },
    }),
  );
  for (const prefer of ['code=404', 'code=abc', 'code=199']) {
    const { status, body } = await api.ask('GET /a', { headers: { prefer } });
    expect([status, Object(body).details[0].message]).toEqual([400, expect.stringContaining('it describes 200')]);
  }
  const { status, body } = await api.ask('GET /a', { headers: { prefer: 'example=tom' } });
  expect([status, Object(body).details[0].message]).toEqual([400, expect.stringContaining('it has rex')]);
});

test('examples come first: of the media type, by name, of the schema, of its properties; dynamic=true makes the answer', async () => {
  const rex = { id: 10, name: 'Rex' };
  const tom = { id: 11, name: 'Tom' };
  const ofProperties = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', example: 'Bello' } },
  };
  const api = await serve({
    ...documentOf({
      '/media/{id}': {
        get: {
          responses: {
            200: json(pet, { examples: { rex: { value: rex }, tom: { $ref: '#/components/examples/tom' } } }),
          },
        },
      },
      '/schema': { get: answering({ ...pet, example: rex }) },
      '/text': { get: { responses: { 200: json(pet, { example: JSON.stringify(rex) }) } } },
      '/properties': { get: answering(ofProperties) },
      '/list': { get: answering({ type: 'array', minItems: 2, items: { ...pet, example: rex } }) },
    }),
    components: { examples: { tom: { value: tom } } },
  });
  const to = async (path: string, prefer = 'x') => (await api.ask(`GET ${path}`, { headers: { prefer } })).body;
  expect(await to('/media/5')).toEqual(rex);
  expect(await to('/media/5', 'example=tom')).toEqual(tom);
  expect(await to('/media/5', 'dynamic=true')).toMatchObject({ id: expect.any(Number) });
  expect(await to('/media/5', 'dynamic=true')).not.toEqual(rex);
  expect(await to('/schema')).toEqual(rex);
  expect(await to('/text')).toEqual(rex);
  expect(await to('/properties')).toEqual({ name: 'Bello' });
  expect(await to('/properties', 'dynamic=true')).not.toEqual({ name: 'Bello' });
  const list: unknown[] = Object(await to('/list'));
  expect(list[0]).toEqual(rex);
  expect(list[1]).not.toEqual(rex);
});

test('an example that is not valid against its schema is told, and not taken unless it is asked for', async () => {
  const wrong = { id: 'one' };
  const api = await serve(
    documentOf({ '/a': { get: { responses: { 200: json(pet, { examples: { wrong: { value: wrong } } }) } } } }),
  );
  expect((await api.ask('GET /a')).body).toMatchObject({ id: expect.any(Number), name: expect.any(String) });
  expect((await api.ask('GET /a', { headers: { prefer: 'example=wrong' } })).body).toEqual(wrong);
  expect(api.notices.join('\n')).toMatch(
    /#\/paths\/~1a\/get\/responses\/200\/content\/application~1json\/examples\/wrong\/value: the example is not valid/,
  );
});

test('the media type is the one that Accept takes, JSON when it takes any, and 406 when it takes none', async () => {
  const content = Object.fromEntries(
    ['text/csv', 'application/json', 'application/xml', 'application/pdf'].map((type) => [type, { schema: pet }]),
  );
  const api = await serve(documentOf({ '/a': { get: { responses: { 200: { description: 'x', content } } } } }));
  const typeFor = async (accept: string) =>
    (await api.ask('GET /a', { headers: { accept } })).headers.get('content-type');
  expect(await typeFor('*/*')).toBe('application/json; charset=utf-8');
  expect(await typeFor('text/*')).toBe('text/csv; charset=utf-8');
  expect(await typeFor('application/xml;q=0.9, application/json;q=0.1')).toBe('application/xml; charset=utf-8');
  expect(await typeFor('application/json;q=0, */*;q=0.1')).toBe('text/csv; charset=utf-8');
  expect(await api.refused('GET /a', { headers: { accept: 'image/png' } })).toEqual([
    406,
    'NOT_ACCEPTABLE',
    'header/accept',
  ]);
});

test('a refusal has the status that it is sent with in its fields of that name, where they are numbers', async () => {
  const number = { type: 'integer' };
  const text = { type: 'string' };
  const all = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
  const api = await serve(
    documentOf({
      '/a': {
        get: {
          responses: {
            200: json(all({ status: { ...number, maximum: 5 } })),
            404: json(all({ status: number, title: text })),
            409: json(all({ error: all({ statusCode: number, code: text }) })),
            418: json(all({ status: { ...number, maximum: 5 }, code: { enum: [7] } })),
          },
        },
      },
    }),
  );
  const to = async (code: number) => (await api.ask('GET /a', { headers: { prefer: `code=${code}` } })).body;
  expect(await to(404)).toMatchObject({ status: 404 });
  expect(await to(409)).toMatchObject({ error: { statusCode: 409, code: expect.not.stringMatching('409') } });
  expect(Object(await to(418)).status).toBeLessThan(6);
  expect(Object(await to(200)).status).toBeLessThan(6);
});

test('what is no JSON has bytes of its type', async () => {
  const xml = {
    type: 'object',
    xml: { name: 'pet' },
    required: ['id', 'tags'],
    properties: {
      id: { const: 7, xml: { attribute: true } },
      tags: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        xml: { wrapped: true },
        items: { const: 'a<b', xml: { name: 'tag' } },
      },
    },
  };
  const of = (type: string, schema?: object) => ({
    get: { responses: { 200: { description: 'x', content: { [type]: { ...(schema && { schema }) } } } } },
  });
  const row = { type: 'object', required: ['a'], properties: { a: { const: 'x,y' } } };
  const api = await serve(
    documentOf({
      '/xml': of('application/xml', xml),
      '/pdf': of('application/pdf', { type: 'string', format: 'binary' }),
      '/png': of('image/*'),
      '/csv': of('text/csv', { type: 'array', minItems: 1, maxItems: 1, items: row }),
      '/events': of('text/event-stream', { type: 'array', minItems: 1, maxItems: 1, items: row }),
      '/lines': of('application/x-ndjson', { type: 'array', minItems: 1, maxItems: 1, items: row }),
      '/form': of('application/x-www-form-urlencoded', row),
      '/text': of('text/plain', { type: 'string', const: 'hello' }),
      '/parts': of('multipart/form-data', row),
    }),
  );
  const textOf = async (path: string) => (await api.ask(`GET ${path}`)).text;
  expect(await textOf('/xml')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<pet id="7"><tags><tag>a&lt;b</tag></tags></pet>',
  );
  expect(await textOf('/pdf')).toMatch(/^%PDF-1\.4/);
  expect(await textOf('/png')).toContain('PNG');
  expect(await textOf('/csv')).toBe('a\n"x,y"\n');
  expect(await textOf('/events')).toBe('data: {"a":"x,y"}\n\n');
  expect(await textOf('/lines')).toBe('{"a":"x,y"}\n');
  expect(await textOf('/form')).toBe('a=x%2Cy');
  expect(await textOf('/text')).toBe('hello');
  const parts = await api.ask('GET /parts');
  expect(parts.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
  expect(
    (
      await new Response(parts.text, {
        headers: { 'content-type': parts.headers.get('content-type') ?? '' },
      }).formData()
    ).get('a'),
  ).toBe('x,y');
});

test('an answer repeats what the request says where names match and the answer stays valid', async () => {
  const order = {
    type: 'object',
    required: ['id', 'user_id', 'note', 'amount', 'tags', 'page'],
    properties: {
      id: { type: 'string' },
      user_id: { type: 'integer' },
      note: { type: 'string', maxLength: 5 },
      amount: { type: 'number', maximum: 100 },
      tags: { type: 'array', items: { type: 'string' } },
      page: { type: 'integer' },
    },
  };
  const parameters = ['userId', 'orderId'].map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'integer' },
  }));
  const paging = ['page', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }));
  const requestBody = { content: { 'application/json': { schema: { type: 'object' } } } };
  const api = await serve(
    documentOf({
      '/users/{userId}/orders/{orderId}': {
        parameters,
        get: answering(order),
        put: answering({ type: 'object', required: ['data'], properties: { data: order } }, { requestBody }),
      },
      '/users/{userId}/orders': {
        parameters: [...parameters.slice(0, 1), ...paging],
        get: answering({
          type: 'object',
          required: ['orders', 'page'],
          properties: { page: { type: 'integer' }, orders: { type: 'array', minItems: 1, items: order } },
        }),
      },
    }),
  );
  expect((await api.ask('GET /users/5/orders/77')).body).toMatchObject({ id: '77', user_id: 5 });
  const sent = { note: 'short', amount: 500, tags: ['a'], unknown: 1 };
  const put: { data?: { amount?: number } } = Object((await api.ask('PUT /users/5/orders/77', { json: sent })).body);
  expect(put).toMatchObject({ data: { id: '77', user_id: 5, note: 'short', tags: ['a'] } });
  expect(put.data?.amount).toBeLessThanOrEqual(100);
  expect(put.data).not.toHaveProperty('unknown');
  const list: { orders?: { user_id: number }[] } = Object((await api.ask('GET /users/5/orders?page=3&limit=1')).body);
  expect(list).toMatchObject({ page: 3, orders: [{ user_id: 5 }] });
});

test('described headers are sent, without those of the message itself', async () => {
  const headers = {
    'X-Total': { schema: { type: 'integer', const: 3 } },
    Link: { example: '</a>; rel="next"', schema: { type: 'string' } },
    'Content-Length': { schema: { type: 'integer', const: 1 } },
    'X-Text': { schema: { type: 'string', const: 'a\r\nSet-Cookie: x' } },
  };
  const api = await serve(
    documentOf({
      '/a': {
        get: { responses: { 200: { description: 'x', headers, content: { 'application/json': { schema: pet } } } } },
      },
    }),
  );
  const answered = await api.ask('GET /a');
  expect(answered.headers.get('x-total')).toBe('3');
  expect(answered.headers.get('link')).toBe('</a>; rel="next"');
  expect(answered.headers.get('x-text')).toBe('a  Set-Cookie: x');
  expect(answered.text).toBe(JSON.stringify(answered.body));
});

test('the same seed and request have the same answer, and another seed or request another one', async () => {
  const schema = { type: 'array', minItems: 5, items: { ...pet, required: ['id', 'name'] } };
  const document = documentOf({ '/a/{x}': { get: answering(schema) } });
  const texts: string[] = [];
  for (const seed of ['1', '1', '2']) {
    const api = await serve(document, { seed });
    texts.push((await api.ask('GET /a/1')).text, (await api.ask('GET /a/2')).text);
  }
  const [one, two, again, twoAgain, other] = texts;
  expect([again, twoAgain]).toEqual([one, two]);
  expect(new Set([one, two, other]).size).toBe(3);
});
