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
  expect((await api.refused('GET /test/requests?operationId=getPat', { headers }))[0]).toBe(400);
});

test('a fault rule makes the answer of a document go wrong', async () => {
  const api = await serve(document);
  await api.ask('POST /test/faults', { headers, json: { operationId: 'getPet', status: 503, times: 1 } });
  const wrong = await api.ask('GET /pets/1', { headers });
  expect([wrong.status, wrong.headers.has('x-injected-fault')]).toEqual([503, true]);
  expect((await api.ask('GET /pets/1', { headers })).status).toBe(200);
  expect((await api.ask('GET /pets/1', { headers: { uuid: 'b' } })).status).toBe(200);
});
