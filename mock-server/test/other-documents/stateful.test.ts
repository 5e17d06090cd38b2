import { expect, test } from 'vitest';
import { type Answered, type DocumentServer, documentOf, serve } from './document-server.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 1 },
    status: { type: 'string', enum: ['free', 'sold'], default: 'free' },
    note: { type: ['string', 'null'] },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    secret: { type: 'string', writeOnly: true },
    created_at: { type: 'string', format: 'date-time' },
    weight: { type: 'number', maximum: 100 },
  },
};

const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const ref = { $ref: '#/components/schemas/Pet' };
const body = { requestBody: { content: { 'application/json': { schema: ref } } } };
const paging = ['page', 'limit', 'status'].map((name) => ({
  name,
  in: 'query',
  schema: { type: name === 'status' ? 'string' : 'integer' },
}));
const idParameter = { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } };

const paths = {
  '/pets': {
    'x-stateful': true,
    get: { parameters: paging, responses: { 200: json({ type: 'array', items: ref }) } },
    post: { ...body, responses: { 201: json(ref) } },
  },
  '/pets/{petId}': {
    parameters: [idParameter],
    get: {
      responses: {
        200: json(ref),
        404: json({ type: 'object', required: ['code'], properties: { code: { const: 'no pet' } } }),
      },
    },
    put: { ...body, responses: { 200: json(ref) } },
    patch: { ...body, responses: { 200: json(ref) } },
    delete: { responses: { 204: { description: 'x' } } },
  },
};

const document = documentOf(paths, { components: { schemas: { Pet: pet } } });

/** The list of an answer. */
function listIn({ body: list }: Answered): { readonly id: number; readonly status?: string }[] {
  return Object(list);
}

test('what is created is read, listed, replaced, changed and deleted', async () => {
  const api = await serve(document);
  const created = await api.ask('POST /pets', {
    json: { name: 'Rex', secret: 's', tags: { a: '1', b: '2' }, created_at: '2020-01-01T00:00:00Z' },
  });
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    id: 11,
    name: 'Rex',
    status: 'free',
    tags: { a: '1', b: '2' },
    created_at: '2020-01-01T00:00:00Z',
  });
  expect((await api.ask('GET /pets/11')).body).toEqual(created.body);
  expect(listIn(await api.ask('GET /pets?limit=100')).at(-1)).toEqual(created.body);
  const changed = await api.ask('PATCH /pets/11', {
    json: { status: 'sold', tags: { a: null, c: '3' }, note: null, weight: 500 },
  });
  expect(changed.status).toBe(400);
  const merged = await api.ask('PATCH /pets/11', { json: { name: 'Rex', status: 'sold', tags: { a: 'x', c: '3' } } });
  expect(merged.body).toEqual({
    id: 11,
    name: 'Rex',
    status: 'sold',
    tags: { a: 'x', b: '2', c: '3' },
    created_at: '2020-01-01T00:00:00Z',
  });
  const replaced = await api.ask('PUT /pets/11', { json: { name: 'Max', secret: 's' } });
  expect(replaced.body).toEqual({ id: 11, name: 'Max', created_at: '2020-01-01T00:00:00Z' });
  expect((await api.ask('DELETE /pets/11')).status).toBe(204);
  expect((await api.ask('DELETE /pets/11')).status).toBe(404);
});

test('things are there from the start, the same ones for the same seed, and listed page by page', async () => {
  const api = await serve(document);
  const first = listIn(await api.ask('GET /pets?limit=4'));
  expect(first.map((item) => item.id)).toEqual([1, 2, 3, 4]);
  expect(listIn(await api.ask('GET /pets?limit=4&page=3')).map((item) => item.id)).toEqual([9, 10]);
  expect(listIn(await api.ask('GET /pets?limit=4&page=4'))).toEqual([]);
  expect((await api.ask('GET /pets/3')).body).toEqual(first[2]);
  const sold = listIn(await api.ask('GET /pets?status=sold'));
  expect(new Set(sold.map(({ status }) => status ?? 'none'))).toEqual(new Set(['sold']));
  const again = await serve(document);
  expect(listIn(await again.ask('GET /pets?limit=4'))).toEqual(first);
});

test('what is not there is the 404 of the document, else the server’s own', async () => {
  const api = await serve(document);
  const unknown = await api.ask('GET /pets/99');
  expect([unknown.status, unknown.body]).toEqual([404, { code: 'no pet' }]);
  const own = await api.ask('DELETE /pets/99');
  expect([own.status, own.body]).toMatchObject([404, { error: 'NOT_FOUND' }]);
  expect(own.body).toMatchObject({ header: { resultMessage: 'There is no item 99 in /pets.' } });
  expect((await api.ask('GET /pets/99', { headers: { prefer: 'code=200' } })).status).toBe(200);
});

test('accounts are apart, and a reset forgets what was changed', async () => {
  const api = await serve(document);
  const count = async (uuid: string) => listIn(await api.ask('GET /pets?limit=100', { headers: { uuid } })).length;
  await api.ask('POST /pets', { json: { name: 'Rex', secret: 's' }, headers: { uuid: 'a' } });
  await api.ask('DELETE /pets/1', { headers: { uuid: 'b' } });
  expect([await count('a'), await count('b'), await count('c')]).toEqual([11, 9, 10]);
  await api.ask('POST /test/reset', { headers: { uuid: 'a' } });
  expect([await count('a'), await count('b')]).toEqual([10, 9]);
  await api.ask('POST /test/reset');
  expect(await count('b')).toBe(10);
});

const customer = {
  type: 'object',
  required: ['external_id', 'name'],
  properties: { external_id: { type: 'string', pattern: '^[a-z]{4}-\\d{3}$' }, name: { type: 'string' } },
};
const wrapped = { type: 'object', required: ['customer'], properties: { customer } };
const meta = {
  type: 'object',
  required: ['current_page', 'next_page', 'total_pages', 'total_count'],
  properties: Object.fromEntries(
    ['current_page', 'next_page', 'total_pages', 'total_count'].map((name) => [name, { type: ['integer', 'null'] }]),
  ),
};
const listed = {
  type: 'object',
  required: ['customers', 'meta'],
  properties: { customers: { type: 'array', items: customer }, meta },
};

const enveloped = documentOf({
  '/customers': {
    get: {
      parameters: ['page', 'per_page'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
      responses: { 200: json(listed) },
    },
    post: {
      requestBody: { content: { 'application/json': { schema: wrapped } } },
      responses: { 200: json(wrapped), 409: json({ type: 'object' }) },
    },
  },
  '/customers/{external_id}': {
    parameters: [{ ...idParameter, name: 'external_id', schema: { type: 'string' } }],
    get: { responses: { 200: json(wrapped) } },
  },
});

async function statefulServer(): Promise<DocumentServer> {
  return serve(enveloped, { isStateful: true });
}

test('--stateful holds for all resources; envelopes, ids of texts and what is told of pages are understood', async () => {
  const api = await statefulServer();
  const created = await api.ask('POST /customers', { json: { customer: { external_id: 'acme-001', name: 'Acme' } } });
  expect([created.status, created.body]).toEqual([200, { customer: { external_id: 'acme-001', name: 'Acme' } }]);
  expect((await api.ask('GET /customers/acme-001')).body).toEqual(created.body);
  expect(
    (await api.ask('POST /customers', { json: { customer: { external_id: 'acme-001', name: 'Acme' } } })).status,
  ).toBe(409);
  const page: { customers?: object[]; meta?: object } = Object(
    (await api.ask('GET /customers?page=2&per_page=4')).body,
  );
  expect(page.customers).toHaveLength(4);
  expect(page.meta).toEqual({ current_page: 2, next_page: 3, total_pages: 3, total_count: 11 });
});

const order = {
  type: 'object',
  required: ['id', 'user_id'],
  properties: { id: { type: 'string', format: 'uuid' }, user_id: { type: 'integer' } },
};
const cursors = {
  type: 'object',
  required: ['data', 'has_more'],
  properties: {
    data: { type: 'array', items: order },
    has_more: { type: 'boolean' },
    next_cursor: { type: ['string', 'null'] },
  },
};

test('things belong to the ids before them in the path, and lists go on after a cursor', async () => {
  const user = { name: 'user_id', in: 'path', required: true, schema: { type: 'integer' } };
  const cursor = ['limit', 'after'].map((name) => ({
    name,
    in: 'query',
    schema: { type: name === 'limit' ? 'integer' : 'string' },
  }));
  const api = await serve(
    documentOf({
      '/users/{user_id}/orders': {
        parameters: [user],
        get: { parameters: cursor, responses: { 200: json(cursors) } },
        post: { responses: { 201: json(order) } },
      },
      '/users/{user_id}/orders/{id}': {
        parameters: [user, { ...idParameter, name: 'id', schema: { type: 'string' } }],
        get: { responses: { 200: json(order) } },
      },
    }),
    { isStateful: true },
  );
  const created: { id?: string } = Object((await api.ask('POST /users/5/orders')).body);
  expect(created).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/), user_id: 5 });
  expect((await api.ask(`GET /users/5/orders/${created.id}`)).status).toBe(200);
  expect((await api.ask(`GET /users/6/orders/${created.id}`)).status).toBe(404);
  let next = '';
  const seen: unknown[] = [];
  for (let pages = 0; pages < 3; pages += 1) {
    const page: { data?: { id: string; user_id: number }[]; has_more?: boolean; next_cursor?: string } = Object(
      (await api.ask(`GET /users/5/orders?limit=5${next}`)).body,
    );
    expect(page.data?.every(({ user_id }) => user_id === 5)).toBe(true);
    seen.push(...(page.data ?? []).map((one) => one.id));
    expect(page.has_more).toBe(pages < 2);
    next = `&after=${page.next_cursor}`;
  }
  expect(new Set(seen).size).toBe(11);
});

test('an account keeps as many things as there is room for', async () => {
  const api = await serve(document, { limits: { maxStoredBytes: 20_000 } });
  const statuses: number[] = [];
  for (let count = 0; count < 60; count += 1)
    statuses.push((await api.ask('POST /pets', { json: { name: 'x'.repeat(500), secret: 's' } })).status);
  expect([...new Set(statuses)]).toEqual([201, 507]);
  const { length } = listIn(await api.ask('GET /pets?limit=1000'));
  expect(length).toBe(10 + statuses.filter((status) => status === 201).length);
});

test('an id that no path can end with is refused, and any other is read by its path', async () => {
  const api = await statefulServer();
  const text = { type: 'string' };
  const item = { type: 'object', required: ['id'], properties: { id: text } };
  const own = await serve(
    documentOf({
      '/items': { post: { requestBody: { content: { 'application/json': {} } }, responses: { 201: json(item) } } },
      '/items/{id}': { get: { responses: { 200: json(item) } } },
    }),
    { isStateful: true },
  );
  for (const id of ['', '.', '..', '\ud800'])
    expect(await own.refused('POST /items', { json: { id } })).toEqual([400, 'VALIDATION_ERROR', '/id']);
  for (const id of ['...', 'a/b c%', '%2e', '?#', '가']) {
    expect((await own.ask('POST /items', { json: { id } })).status).toBe(201);
    expect((await own.ask(`GET /items/${encodeURIComponent(id)}`)).body).toEqual({ id });
  }
  expect(await api.refused('POST /customers', { json: { customer: { external_id: '', name: 'Acme' } } })).toEqual([
    400,
    'VALIDATION_ERROR',
    '/customer/external_id',
  ]);
});
