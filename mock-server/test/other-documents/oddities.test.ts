import { expect, test } from 'vitest';
import { type DocumentServer, documentOf, serve, serveFiles, writeFiles } from './document-server.ts';

// Oddities that documents of real systems have, and that clients of real systems send.

const text = { type: 'string' };
const ids = { type: 'array', items: { type: 'integer' } };
const done = { 204: { description: 'x' } };
const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const constant = (value: string) => json({ type: 'object', required: ['is'], properties: { is: { enum: [value] } } });

async function statusOf(api: DocumentServer, asked: string): Promise<number> {
  return (await api.ask(asked)).status;
}

test('a parameter of the path that the path does not have is not asked for, and one behind a question mark is of the query', async () => {
  const parameters = ['id', 'term', 'lost'].map((name) => ({ name, in: 'path', required: true, schema: text }));
  const api = await serve(
    documentOf({
      '/icons/{id}': { get: { parameters, responses: done } },
      '/found?q={term}': { get: { parameters, responses: done } },
    }),
  );
  expect(await statusOf(api, 'GET /icons/7')).toBe(204);
  expect(await statusOf(api, 'GET /found?q=cat')).toBe(204);
  expect(await api.refused('GET /found')).toEqual([400, 'VALIDATION_ERROR', 'query/q']);
});

test('of operations at one path the one answers that the parameters of a request are right for', async () => {
  const action = (value: string) => ({
    parameters: [
      { name: 'Action', in: 'query', required: true, schema: { enum: [value] } },
      { name: 'X-Target', in: 'header', schema: { enum: [value] } },
    ],
    responses: { 200: constant(value) },
  });
  const taking = (type: string) => ({ requestBody: { content: { [type]: {} } } });
  const byId = (name: string, schema: object) => ({
    parameters: [{ name, in: 'path', required: true, schema }],
    responses: { 200: constant(name) },
  });
  const api = await serve(
    documentOf({
      '/#Action=Start': { get: action('Start') },
      '/#Action=Stop': { get: action('Stop') },
      '/images#url': { post: { ...taking('application/json'), responses: { 200: constant('address') } } },
      '/images#bytes': { post: { ...taking('application/octet-stream'), responses: { 200: constant('bytes') } } },
      '/things/{number}': { get: byId('number', { type: 'integer' }) },
      '/things/{slug}': { get: byId('slug', { type: 'string', pattern: '^[a-z]+$' }) },
    }),
  );
  const is = async (asked: string, headers = {}) => (await api.ask(asked, { headers })).body;
  expect(await is('GET /?Action=Start')).toEqual({ is: 'Start' });
  expect(await is('GET /?Action=Stop')).toEqual({ is: 'Stop' });
  const bytes = { body: 'x', headers: { 'content-type': 'application/octet-stream' } };
  expect((await api.ask('POST /images', bytes)).body).toEqual({ is: 'bytes' });
  expect((await api.ask('POST /images', { json: {} })).body).toEqual({ is: 'address' });
  expect(await is('GET /things/7')).toEqual({ is: 'number' });
  expect(await is('GET /things/seven')).toEqual({ is: 'slug' });
  expect(await api.refused('GET /things/Seven!')).toEqual([400, 'VALIDATION_ERROR', 'path/number']);
  expect(api.notices.join('\n')).toContain('which answers what its parameters allow');
});

test('media types with wildcards are those that they stand for', async () => {
  const body = (type: string) => ({ required: true, content: { [type]: { schema: { type: 'object' } } } });
  const answer = (type: string) => ({
    200: {
      description: 'x',
      content: { [type]: { schema: { type: 'object', required: ['a'], properties: { a: text } } } },
    },
  });
  const api = await serve(
    documentOf({
      '/any': { post: { requestBody: body('*'), responses: answer('*') } },
      '/family': { post: { requestBody: body('application/*+json'), responses: answer('application/*+json') } },
    }),
  );
  const ask = (path: string, type: string, accept: string) =>
    api.ask(`POST ${path}`, { body: '{}', headers: { 'content-type': type, accept } });
  const accepted = async (path: string, type: string, accept: string) => {
    const { status, headers } = await ask(path, type, accept);
    return [status, headers.get('content-type')?.split(';')[0]];
  };
  expect(await accepted('/any', 'application/json', 'application/json')).toEqual([200, 'application/json']);
  expect(await accepted('/family', 'application/json', '*/*')).toEqual([200, 'application/json']);
  expect(await accepted('/family', 'application/merge-patch+json', 'application/problem+json')).toEqual([
    200,
    'application/problem+json',
  ]);
  expect((await ask('/family', 'text/plain', '*/*')).status).toBe(415);
  expect((await ask('/family', 'application/json', 'text/plain')).status).toBe(406);
});

test('separators of lists may be encoded, items may be JSON, and an object takes what has no other name', async () => {
  const query = (name: string, schema: object, more = {}) => ({ name, in: 'query', schema, ...more });
  const objects = { type: 'array', items: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } };
  const free = { type: 'object', minProperties: 1, additionalProperties: { type: 'integer' } };
  const api = await serve(
    documentOf({
      '/lists': {
        get: {
          parameters: [
            query('ids', ids, { explode: false }),
            query('names', { type: 'array', items: text, maxItems: 2 }, { explode: false }),
          ],
          responses: done,
        },
      },
      '/lists/{ids}': {
        get: { parameters: [{ name: 'ids', in: 'path', required: true, schema: ids }], responses: done },
      },
      '/objects': { get: { parameters: [query('filter', objects)], responses: done } },
      '/free': {
        get: {
          parameters: [query('page', { type: 'string' }), query('map', free, { required: true })],
          responses: done,
        },
      },
    }),
  );
  expect(await statusOf(api, 'GET /lists?ids=1%2C2&names=a%2Cb,c')).toBe(204);
  expect(await api.refused('GET /lists?ids=1%2Cx')).toEqual([400, 'VALIDATION_ERROR', 'query/ids/0']);
  expect(await statusOf(api, 'GET /lists/1%2C2')).toBe(204);
  expect(await statusOf(api, 'GET /lists/1,2')).toBe(204);
  expect(await statusOf(api, `GET /objects?filter=${encodeURIComponent('{"a": 1}')}`)).toBe(204);
  expect(await api.refused('GET /objects?filter=x')).toEqual([400, 'VALIDATION_ERROR', 'query/filter/0']);
  expect(await statusOf(api, 'GET /free?page=x&size=3')).toBe(204);
  expect(await api.refused('GET /free?page=x')).toEqual([400, 'VALIDATION_ERROR', 'query/map']);
});

test('headers of the connection are no parameters, and a form is checked as far as its schema is that of one', async () => {
  const length = { name: 'Content-Length', in: 'header', required: true, schema: { type: 'integer', minimum: 5 } };
  // fetch sends accept-language: * by itself.
  const language = { name: 'Accept-Language', in: 'header', schema: { enum: ['en', 'ko'] } };
  const form = (type: string, schema: object) => ({ required: true, content: { [type]: { schema } } });
  const bracketed = { type: 'object', required: ['file[name]'], properties: { 'file[name]': text } };
  const api = await serve(
    documentOf({
      '/uploads': { delete: { parameters: [length, language], responses: done } },
      '/texts': { post: { requestBody: form('multipart/form-data', text), responses: done } },
      '/named': { post: { requestBody: form('application/x-www-form-urlencoded', bracketed), responses: done } },
    }),
  );
  expect(await statusOf(api, 'DELETE /uploads')).toBe(204);
  const sent = new FormData();
  sent.set('anything', 'x');
  expect((await api.ask('POST /texts', { body: sent })).status).toBe(204);
  expect((await api.ask('POST /named', { body: new URLSearchParams({ 'file[name]': 'x' }) })).status).toBe(204);
});

test('parts that are a reference to a map of another file are read', async () => {
  const main = documentOf(
    { $ref: './paths/all.json' },
    { components: { schemas: { $ref: './schemas.json' }, securitySchemes: { $ref: './security.json' } } },
  );
  const api = await serveFiles([
    writeFiles({
      'main.json': main,
      'paths/all.json': {
        '/pets': {
          get: {
            security: [{ key: [] }],
            responses: { 200: json({ $ref: '../main.json#/components/schemas/Pet' }) },
          },
        },
      },
      'schemas.json': { Pet: { type: 'object', required: ['a'], properties: { a: { const: 1 } } } },
      'security.json': { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    }),
  ]);
  expect((await api.ask('GET /pets', { headers: { 'X-Key': 'x' } })).body).toEqual({ a: 1 });
  expect(await statusOf(api, 'GET /pets')).toBe(401);
});

test('a schema that no value is valid against refuses no request, and values without a type are read as those that are listed', async () => {
  const rating = { name: 'rating', in: 'path', required: true, schema: { type: 'integer', enum: ['1', '2'] } };
  const sent = { name: 'sent', in: 'query', schema: { enum: [true, false, 0, 1] } };
  const impossible = { type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: '/^[a-z]+$/' } } };
  const file = { required: true, content: { 'application/octet-stream': { schema: text } } };
  const body = { required: true, content: { 'application/json': { schema: impossible } } };
  const api = await serve(
    documentOf({
      '/ratings/{rating}': { get: { parameters: [rating, sent], responses: done } },
      '/users': { post: { requestBody: body, responses: done } },
      '/files': { put: { requestBody: file, responses: done } },
    }),
  );
  expect(await statusOf(api, 'GET /ratings/2?sent=true')).toBe(204);
  expect(await statusOf(api, 'GET /ratings/2?sent=1')).toBe(204);
  expect(await api.refused('GET /ratings/2?sent=2')).toEqual([400, 'VALIDATION_ERROR', 'query/sent']);
  expect((await api.ask('POST /users', { json: { a: 'x' } })).status).toBe(204);
  const octets = { 'content-type': 'application/octet-stream' };
  expect((await api.ask('PUT /files', { body: '', headers: octets })).status).toBe(204);
  expect(await statusOf(api, 'PUT /files')).toBe(400);
});
