import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

test('the start tells of security that asks for nothing, because its scheme is missing or not whole', async () => {
  const securitySchemes = {
    token: { type: 'http', scheme: 'bearer' },
    certificate: { type: 'mutualTLS' },
    key: { type: 'apikey', in: 'header', name: 'X-Key' },
    nameless: { type: 'apiKey', in: 'header' },
    unused: { type: 'nothing' },
  };
  const guarded = (name: string) => ({ get: answering(true, { security: [{ [name]: [] }] }) });
  const document = documentOf(
    {
      '/token': guarded('token'),
      '/certificate': guarded('certificate'),
      '/missing': guarded('tokn'),
      '/key': guarded('key'),
      '/nameless': guarded('nameless'),
    },
    { components: { securitySchemes }, security: [{ missing: [] }] },
  );
  const api = await serve(document);
  const told = api.notices.flatMap((notice) => /#\S*[sS]ecurity.*/.exec(notice) ?? []);
  expect(told).toEqual([
    '#/security/0/missing: there is no security scheme missing, so requests need nothing for it',
    '#/paths/~1missing/get/security/0/tokn: there is no security scheme tokn, so requests need nothing for it',
    '#/components/securitySchemes/key: apikey is no type of a security scheme, so requests need nothing for it',
    '#/components/securitySchemes/nameless: an API key has a name, and is in header, query or cookie, so requests need nothing for it',
    '#/components/securitySchemes/unused: nothing is no type of a security scheme, so requests need nothing for it',
  ]);
  for (const path of ['missing', 'key', 'nameless', 'certificate'])
    expect((await api.ask(`GET /${path}`)).status).toBe(200);
  expect((await api.ask('GET /token')).status).toBe(401);
});

test('a path without a slash at its beginning is served with one, and the start says so', async () => {
  const api = await serve(
    documentOf({ 'pets/{id}': { get: answering({ const: 'Rex' }) } }, { servers: [{ url: '/v1' }] }),
  );
  expect((await api.ask('GET /v1/pets/1')).body).toBe('Rex');
  expect(api.notices).toContainEqual(
    expect.stringContaining('#/paths/pets~1{id}: a path begins with a slash, so this one is served as /pets/{id}'),
  );
});

test('an id of the path is repeated in the answer, also where the document does not describe the parameter', async () => {
  const order = {
    type: 'object',
    required: ['id', 'userId', 'note'],
    properties: { id: { type: 'integer' }, userId: { type: 'string' }, note: { type: 'string' } },
  };
  const get = answering(order);
  const api = await serve(documentOf({ '/users/{user_id}/orders/{id}': { get } }));
  expect((await api.ask('GET /users/u%205/orders/77')).body).toMatchObject({ id: 77, userId: 'u 5' });
  expect(await api.refused('GET /users/5/orders/%zz')).toEqual([400, 'VALIDATION_ERROR', 'path/id']);
});
