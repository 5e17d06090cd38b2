import { expect, test } from 'vitest';
import { documentOf, serve } from './document-server.ts';

const text = { schema: { type: 'string' } };
const object = {
  type: 'object',
  required: ['limit', 'name'],
  properties: { limit: { type: 'integer', const: 5 }, name: { type: 'string', const: '한' } },
};

function answeringWith(headers: object): object {
  return documentOf({ '/a': { get: { responses: { 200: { description: 'x', headers } } } } });
}

test('headers whose form HTTP prescribes have it, unless the document says otherwise', async () => {
  const names = ['ETag', 'Last-Modified', 'Expires', 'Retry-After', 'Link', 'Location', 'Set-Cookie', 'Age'];
  const api = await serve(
    answeringWith({
      ...Object.fromEntries(names.map((name) => [name, text])),
      Allow: { schema: { type: 'string', example: 'GET' } },
      'Cache-Control': { schema: { enum: ['public'] } },
    }),
  );
  const { headers } = await api.ask('GET /a');
  expect(headers.get('etag')).toMatch(/^"[\da-f]{16}"$/);
  for (const name of ['last-modified', 'expires']) {
    const value = headers.get(name) ?? '';
    expect(new Date(value).toUTCString()).toBe(value);
  }
  expect(headers.get('retry-after')).toMatch(/^\d+$/);
  expect(headers.get('age')).toMatch(/^\d+$/);
  expect(headers.get('link')).toMatch(/^<\S+>; rel="next"$/);
  expect(headers.get('location')).toMatch(/^\/\S+$/);
  expect(headers.get('set-cookie')).toMatch(/^session=\w+; Path=\/$/);
  expect(headers.get('allow')).toBe('GET');
  expect(headers.get('cache-control')).toBe('public');
  expect([...(await api.ask('GET /a')).headers].filter(([name]) => name === 'etag')).toEqual([
    ['etag', headers.get('etag')],
  ]);
});

test('a header that the document describes as JSON or exploded is sent so', async () => {
  const schema = { ...object, properties: { ...object.properties, name: { const: 'x' } } };
  const api = await serve(
    answeringWith({
      'X-Json': { content: { 'application/json': { schema: object } } },
      'X-Example': { content: { 'application/json': { schema: object, example: { limit: 7 } } } },
      'X-Exploded': { explode: true, schema },
      'X-Object': { schema },
      'X-List': { schema: { type: 'array', minItems: 2, maxItems: 2, items: { const: 4 } } },
    }),
  );
  const { headers } = await api.ask('GET /a');
  expect(JSON.parse(headers.get('x-json') ?? '')).toEqual({ limit: 5, name: '한' });
  expect(headers.get('x-example')).toBe('{"limit":7}');
  expect(headers.get('x-exploded')).toBe('limit=5,name=x');
  expect(headers.get('x-object')).toBe('limit,5,name,x');
  expect(headers.get('x-list')).toBe('4,4');
});

test('headers of CORS are those of the server, whatever the document describes', async () => {
  const names = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Headers', 'Vary'];
  const api = await serve(answeringWith(Object.fromEntries(names.map((name) => [name, text]))));
  const origin = 'http://localhost:3000';
  const { headers } = await api.ask('GET /a', { headers: { origin } });
  expect(headers.get('access-control-allow-origin')).toBe(origin);
  expect(headers.get('vary')).toBe('Origin');
  expect((await api.ask('GET /a')).headers.has('access-control-allow-origin')).toBe(false);
});

test('a page of an allowed origin can read the headers that the document describes', async () => {
  const api = await serve(answeringWith({ 'X-Total': text }));
  const exposed = async (origin: Readonly<Record<string, string>>) =>
    (await api.ask('GET /a', { headers: origin })).headers.get('access-control-expose-headers');
  expect(await exposed({ origin: 'http://localhost:3000' })).toMatch(/^X-Request-Id, .*, X-Total$/);
  expect(await exposed({})).toBeNull();
});
