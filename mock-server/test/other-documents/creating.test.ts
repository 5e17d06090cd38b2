import { expect, test } from 'vitest';
import { answering, type DocumentServer, documentOf, serve } from './document-server.ts';

const note = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'string', format: 'uuid' }, text: { type: 'string' } },
};
const types = ['application/json', 'application/x-www-form-urlencoded', 'application/xml'];
const sent = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const requestBody = { content: Object.fromEntries(types.map((type) => [type, { schema: sent }])) };

/** A document of notes, of which the answer to a created one has a header `Location`. */
function notesWith(location: object, servers: object[] = []): object {
  const created = {
    description: 'Created',
    headers: { location },
    content: { 'application/json': { schema: note } },
  };
  const paths = {
    '/notes': {
      get: answering({ type: 'array', items: note }),
      post: { operationId: 'createNote', requestBody, responses: { 201: created } },
    },
    '/notes/{id}': { get: answering(note) },
  };
  return documentOf(paths, { 'x-stateful': true, servers });
}

const plainNotes = notesWith({ schema: { type: 'string' } });

async function countOf(api: DocumentServer, uuid: string): Promise<number> {
  return Object((await api.ask('GET /notes', { headers: { uuid } })).body).length;
}

test('an item that is created again with its Idempotency-Key is created once, for each account', async () => {
  const api = await serve(plainNotes);
  const create = (uuid: string, text: string) =>
    api.ask('POST /notes', { headers: { uuid, 'idempotency-key': 'k' }, json: { text } });
  const first = await create('a', 'x');
  const again = await create('a', 'x');
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(await countOf(api, 'a')).toBe(11);
  expect((await create('b', 'x')).headers.has('idempotency-replayed')).toBe(false);
  const other = { headers: { uuid: 'a', 'idempotency-key': 'k' }, json: { text: 'y' } };
  expect(await api.refused('POST /notes', other)).toEqual([409, 'IDEMPOTENCY_CONFLICT', 'header/idempotency-key']);
  await api.ask('POST /test/reset', { headers: { uuid: 'a' } });
  expect((await create('a', 'y')).status).toBe(201);
  expect(await countOf(api, 'a')).toBe(11);
});

test('bodies of all types are told apart for a key, and a refusal leaves the key free', async () => {
  const api = await serve(plainNotes);
  const create = (key: string, type: string, body: string) =>
    api.ask('POST /notes', { headers: { 'idempotency-key': key, 'content-type': type }, body });
  for (const [type, one, other] of [
    ['application/x-www-form-urlencoded', 'text=one', 'text=other'],
    ['application/xml', '<text>one</text>', '<text>other</text>'],
  ] as const) {
    expect((await create(type, type, one)).status).toBe(201);
    expect((await create(type, type, other)).status).toBe(409);
  }
  expect((await create('free', 'application/x-www-form-urlencoded', 'words=one')).status).toBe(400);
  expect((await create('free', 'application/x-www-form-urlencoded', 'text=one')).status).toBe(201);
});

test('a client that repeats a POST whose answer was lost after it took effect creates one item', async () => {
  const api = await serve(plainNotes);
  const headers = { uuid: 'a', 'idempotency-key': 'lost' };
  const fault = { operationId: 'createNote', status: 502, after: true, times: 1 };
  await api.ask('POST /test/faults', { headers: { uuid: 'a' }, json: fault });
  expect((await api.ask('POST /notes', { headers, json: { text: 'x' } })).status).toBe(502);
  const again = await api.ask('POST /notes', { headers, json: { text: 'x' } });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(await countOf(api, 'a')).toBe(11);
});

test('a request whose Accept takes none of the types of the answer is refused, and changes nothing', async () => {
  const taking = { requestBody: { content: { 'application/json': { schema: sent } } } };
  const item = {
    put: answering(note, taking),
    patch: answering(note, taking),
    delete: answering(note),
    get: answering(note),
  };
  const paths = { '/notes': { get: answering({ type: 'array', items: note }), post: answering(note, taking) } };
  const api = await serve(documentOf({ ...paths, '/notes/{id}': item }, { 'x-stateful': true }));
  const before = Object((await api.ask('GET /notes')).body);
  const path = `/notes/${before[0].id}`;
  const headers = { accept: 'application/xml', 'idempotency-key': 'k' };
  for (const target of ['POST /notes', `PUT ${path}`, `PATCH ${path}`])
    expect(await api.refused(target, { headers, json: { text: 'x' } })).toEqual([
      406,
      'NOT_ACCEPTABLE',
      'header/accept',
    ]);
  expect((await api.refused(`DELETE ${path}`, { headers }))[0]).toBe(406);
  expect((await api.ask('GET /notes')).body).toEqual(before);
});

test('the header Location of an answer leads to the item that was created', async () => {
  const servers = [{ url: 'https://api.example.com/v1' }];
  const api = await serve(notesWith({ schema: { type: 'string', format: 'uri-reference' } }, servers));
  const { body, headers } = await api.ask('POST /v1/notes', { json: { text: 'x' } });
  expect(headers.get('location')).toBe(`/v1/notes/${Object(body).id}`);
  expect((await api.ask(`GET ${headers.get('location')}`)).body).toEqual(body);
});

test('the header Location is a whole URL where its schema wants one, and has the prefix of a proxy', async () => {
  const api = await serve(notesWith({ schema: { type: 'string', format: 'uri' }, example: 'https://a.example/1' }));
  const { body, headers } = await api.ask('POST /notes', { json: { text: 'x' } });
  expect(headers.get('location')).toBe(`${api.server.url}/notes/${Object(body).id}`);
  const proxied = await api.ask('POST /notes', {
    headers: { 'x-forwarded-host': 'mock.example', 'x-forwarded-proto': 'https', 'x-forwarded-prefix': '/team' },
    json: { text: 'y' },
  });
  expect(proxied.headers.get('location')).toBe(`https://mock.example/team/notes/${Object(proxied.body).id}`);
});
