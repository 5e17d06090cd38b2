import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

const document = documentOf({
  '/pets/{id}': { get: { ...answering({ const: 'Rex' }), operationId: 'getPet' }, put: answering({ const: 'Tom' }) },
});
const headers = { uuid: 'a' };

test('the journal has the requests for documents, by account and operation', async () => {
  const api = await serve(document);
  await api.ask('GET /pets/1?x=1', { headers });
  await api.ask('PUT /pets/1', { headers, json: { name: 'Tom' } });
  const { body } = await api.ask('GET /test/requests?operationId=getPet', { headers });
  expect(body).toMatchObject({
    totalItems: 1,
    requests: [{ operationId: 'getPet', status: 200, responseBody: '"Rex"' }],
  });
  const verified = await api.ask('POST /test/requests/verify', {
    headers,
    json: { operationId: 'PUT /pets/{id}', count: 1 },
  });
  expect(verified.body).toMatchObject({ isVerified: true });
  const message = async (operationId: string) =>
    Object((await api.ask(`GET /test/requests?operationId=${operationId}`, { headers })).body).details[0].message;
  expect(await message('getPat')).toBe('must be an operation of the API: did you mean getPet?');
  expect(await message('nothing-like-it')).toBe(
    'must be an operation of the API, as /openapi.json and the documents of --spec list them',
  );
});

test('a fault rule makes the answer of a document go wrong', async () => {
  const api = await serve(document);
  await api.ask('POST /test/faults', { headers, json: { operationId: 'getPet', status: 503, times: 1 } });
  const wrong = await api.ask('GET /pets/1', { headers });
  expect([wrong.status, wrong.headers.has('x-injected-fault')]).toEqual([503, true]);
  expect((await api.ask('GET /pets/1', { headers })).status).toBe(200);
  expect((await api.ask('GET /pets/1', { headers: { uuid: 'b' } })).status).toBe(200);
});

test('requests without an account are those of uuid-kr-test, in the journal, in faults and in a reset', async () => {
  const api = await serve(document);
  const standard = { uuid: 'uuid-kr-test' };
  await api.ask('GET /pets/1');
  const { body } = await api.ask('GET /test/requests', { headers: standard });
  expect(body).toMatchObject({ totalItems: 1, requests: [{ operationId: 'getPet' }] });
  await api.ask('POST /test/faults', { headers: standard, json: { operationId: 'getPet', status: 503, times: 1 } });
  expect((await api.ask('GET /pets/1')).status).toBe(503);
  await api.ask('POST /test/faults', { headers: standard, json: { operationId: 'getPet', status: 503 } });
  await api.ask('POST /test/reset', { headers: standard });
  expect((await api.ask('GET /pets/1')).status).toBe(200);
  expect((await api.ask('GET /test/requests', { headers: standard })).body).toMatchObject({ totalItems: 1 });
});

const note = {
  type: 'object',
  required: ['id', 'text', 'created_at', 'updated_on', 'modified'],
  properties: {
    id: { type: 'integer' },
    text: { type: 'string' },
    created_at: { type: 'string', format: 'date-time' },
    updated_on: { type: 'string', format: 'date' },
    modified: { type: 'integer' },
  },
};
const sent = { type: 'object', properties: { text: { type: 'string' } } };
const body = { requestBody: { content: { 'application/json': { schema: sent } } } };
const notes = documentOf({
  '/notes': { get: answering({ type: 'array', items: note }), post: { ...body, ...answering(note) } },
  '/notes/{id}': { get: answering(note), patch: { ...body, ...answering(note) }, delete: answering(true) },
});

test('a snapshot brings back what was changed in resources, in the server and as a file', async () => {
  const api = await serve(notes, { isStateful: true });
  const ids = async () => Object(await api.ask('GET /notes', { headers })).body.map((one: object) => Object(one).id);
  await api.ask('POST /notes', { headers, json: { text: 'first' } });
  await api.ask('DELETE /notes/3', { headers });
  const before = (await api.ask('GET /notes', { headers })).body;
  const { snapshotId } = Object((await api.ask('POST /test/snapshots', { headers })).body);
  const { header: _, ...file } = Object((await api.ask(`GET /test/snapshots/${snapshotId}`, { headers })).body);
  await api.ask('POST /notes', { headers, json: { text: 'second' } });
  await api.ask('DELETE /notes/1', { headers });
  expect(await ids()).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect((await api.ask(`POST /test/snapshots/${snapshotId}/restore`, { headers })).status).toBe(200);
  expect((await api.ask('GET /notes', { headers })).body).toEqual(before);
  // Ids go on from where they were.
  expect((await api.ask('POST /notes', { headers, json: { text: 'third' } })).body).toMatchObject({ id: 12 });
  await api.ask('POST /test/reset', { headers });
  expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect((await api.ask('POST /test/snapshots/restore', { headers, json: file })).status).toBe(200);
  expect((await api.ask('GET /notes', { headers })).body).toEqual(before);
});

test('what is created and changed has the time of the account’s stopped clock', async () => {
  const api = await serve(notes, { isStateful: true });
  await api.ask('PUT /test/clock', { headers, json: { now: '2031-05-06T07:08:09Z' } });
  const created = (await api.ask('POST /notes', { headers, json: { text: 'x' } })).body;
  expect(created).toMatchObject({
    created_at: expect.stringMatching(/^2031-05-06T07:08:09/),
    updated_on: '2031-05-06',
  });
  await api.ask('PUT /test/clock', { headers, json: { now: '2032-01-01T00:00:00Z' } });
  const { body: changed } = await api.ask(`PATCH /notes/${Object(created).id}`, { headers, json: { text: 'y' } });
  // 2032-01-01 is 1 956 528 000 seconds after 1970.
  expect(changed).toEqual({ ...Object(created), text: 'y', updated_on: '2032-01-01', modified: 1_956_528_000 });
  const other = await api.ask('POST /notes', { headers: { uuid: 'b' }, json: { text: 'x' } });
  expect(Object(other.body).created_at).not.toMatch(/^203/);
});
