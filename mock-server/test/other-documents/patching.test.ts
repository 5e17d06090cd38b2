import { expect, test } from 'vitest';
import { type DocumentServer, documentOf, serve } from './document-server.ts';

const text = { type: 'string' };
const user = {
  type: 'object',
  required: ['id', 'name', 'manager'],
  properties: {
    id: text,
    name: { type: 'string', maxLength: 5 },
    manager: { type: ['string', 'null'] },
    note: text,
    age: { type: 'integer', minimum: 0 },
    address: { type: 'object', properties: { city: text, zip: text } },
    labels: { type: 'object', additionalProperties: text },
  },
};

const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const sending = (schema: object, type = 'application/json') => ({ requestBody: { content: { [type]: { schema } } } });

/** A server of users, or of users in an envelope. Requests to change them may send anything, unlike the users themselves. */
async function serverOf(shown: object, patchType = 'application/json'): Promise<DocumentServer> {
  const id = { name: 'id', in: 'path', required: true, schema: text };
  const paths = {
    '/users': { post: { ...sending({}), responses: { 201: json(shown) } } },
    '/users/{id}': {
      parameters: [id],
      get: { responses: { 200: json(shown) } },
      patch: { ...sending({}, patchType), responses: { 200: json(shown) } },
    },
  };
  return serve(documentOf(paths), { isStateful: true });
}

const ann = {
  id: 'u1',
  name: 'ann',
  manager: 'bob',
  note: 'n',
  address: { city: 'Seoul', zip: '1' },
  labels: { a: '1' },
};

test('a patch of one nested object changes the fields that it names, and no others', async () => {
  const api = await serverOf(user);
  await api.ask('POST /users', { json: ann });
  const patch = async (sent: object) => (await api.ask('PATCH /users/u1', { json: sent })).body;
  expect(await patch({ address: { city: 'Busan' } })).toEqual({ ...ann, address: { city: 'Busan', zip: '1' } });
  expect(await patch({ address: { city: null } })).toEqual({ ...ann, address: { zip: '1' } });
  expect(await patch({ labels: { a: '2' } })).toMatchObject({ labels: { a: '2' } });
  expect(await patch({ labels: { b: '2' } })).toMatchObject({ labels: { a: '2', b: '2' } });
  expect(await patch({ labels: { a: null } })).toEqual({ ...ann, address: { zip: '1' }, labels: { b: '2' } });
  expect(await patch({ address: null, labels: { c: '3' } })).toEqual({
    id: 'u1',
    name: 'ann',
    manager: 'bob',
    note: 'n',
    labels: { b: '2', c: '3' },
  });
});

test('a thing that is created with one nested object keeps it', async () => {
  const api = await serverOf({ ...user, required: ['id'] });
  const created = await api.ask('POST /users', { json: { address: { city: 'Seoul' } } });
  expect(created.body).toMatchObject({ address: { city: 'Seoul' } });
});

test('a patch of the type of merge patches, in an envelope or not, is merged', async () => {
  const headers = { 'content-type': 'application/merge-patch+json' };
  const envelope = { type: 'object', required: ['user'], properties: { user } };
  const api = await serverOf(envelope, 'application/merge-patch+json');
  await api.ask('POST /users', { json: { user: ann } });
  const patch = (sent: object) => api.ask('PATCH /users/u1', { body: JSON.stringify(sent), headers });
  expect((await patch({ user: { address: { city: 'Busan' } } })).body).toEqual({
    user: { ...ann, address: { city: 'Busan', zip: '1' } },
  });
  expect((await patch({ labels: { a: null } })).body).toEqual({
    user: { ...ann, address: { city: 'Busan', zip: '1' }, labels: {} },
  });
  expect(
    await api.refused('PATCH /users/u1', { body: JSON.stringify({ user: { labels: { a: 5 } } }), headers }),
  ).toEqual([400, 'VALIDATION_ERROR', '/user/labels/a']);
});

test.each([
  ['a field that is too long beside one that is right', { name: 'toolongname', note: 'kept' }, '/name'],
  ['a number that is too small', { age: -3 }, '/age'],
  ['the removal of a field that has to be there', { name: null, note: 'kept' }, '/name'],
  ['a nested field of another type', { address: { city: 5, zip: '2' } }, '/address/city'],
  ['a field in place of an object', { address: 'Busan', note: 'kept' }, '/address'],
  ['another id', { id: 'u2', note: 'kept' }, '/id'],
  ['a list', [{ op: 'remove', path: '/note' }], ''],
  ['null', null, ''],
])('%s is refused whole', async (_what, patch, path) => {
  const api = await serverOf(user);
  await api.ask('POST /users', { json: ann });
  expect(await api.refused('PATCH /users/u1', { json: patch })).toEqual([400, 'VALIDATION_ERROR', path]);
  expect((await api.ask('GET /users/u1')).body).toEqual(ann);
});

test('a field that has to be there, and may be null, is null after its removal', async () => {
  const api = await serverOf(user);
  await api.ask('POST /users', { json: ann });
  expect((await api.ask('PATCH /users/u1', { json: { id: 'u1', manager: null } })).body).toEqual({
    ...ann,
    manager: null,
  });
});
