import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };

function objectOf(required: readonly string[], properties: Readonly<Record<string, object>>): object {
  return { type: 'object', additionalProperties: false, required, properties };
}

const customer = objectOf(['id', 'email', 'state', 'balance'], {
  id: { ...integer, readOnly: true },
  email: text,
  name: text,
  state: { enum: ['new', 'active', 'closed'], default: 'new', readOnly: true },
  balance: { ...integer, default: 0, readOnly: true },
});
/** A customer as lists have it: with fields that the whole one has not, and without some that it has. */
const summary = objectOf(['id', 'email', 'url'], { id: integer, email: text, name: text, url: text });
const listed = objectOf(['data', 'has_more', 'next_cursor'], {
  data: { type: 'array', items: summary },
  has_more: { type: 'boolean' },
  next_cursor: { type: ['string', 'null'] },
});

const parameters = ['limit', 'after'].map((name) => ({ name, in: 'query', schema: integer }));
const requestBody = { content: { 'application/json': { schema: objectOf(['email'], { email: text, name: text }) } } };
const document = documentOf(
  {
    '/customers': {
      get: answering(listed, { parameters }),
      post: answering(customer, { requestBody }),
    },
    '/customers/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
      get: answering(customer),
    },
  },
  { 'x-stateful': true },
);

interface Listed {
  readonly data: readonly { readonly id: number; readonly email: string; readonly url: string }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

test('a list has its items in the form that it describes, and tells of its pages', async () => {
  const api = await serve(document);
  const list = async (query: string): Promise<Listed> => Object((await api.ask(`GET /customers?${query}`)).body);
  const first = await list('limit=4');
  expect(first).toMatchObject({ has_more: true, next_cursor: '4' });
  for (const { id, email, url, ...others } of first.data) {
    const whole = Object((await api.ask(`GET /customers/${id}`)).body);
    expect({ email, ...others }).toEqual({ email: whole.email, name: whole.name });
    expect(url).toEqual(expect.any(String));
  }
  expect(new Set(first.data.map(({ url }) => url)).size).toBe(4);
  const last = await list('limit=7&after=3');
  expect(last).toMatchObject({ has_more: false, next_cursor: null });
  // The same item looks the same on every page.
  expect(last.data[0]).toEqual(first.data[3]);
});

test('a list gives an item no field that the item itself could have and has not', async () => {
  const api = await serve(document);
  const { body } = await api.ask('POST /customers', { json: { email: 'a@b.co' } });
  const { data }: Listed = Object((await api.ask('GET /customers?limit=50')).body);
  expect(data.at(-1)).toEqual({ id: Object(body).id, email: 'a@b.co', url: expect.any(String) });
});

test('an item that is created has the defaults of the fields that only the server sets', async () => {
  const api = await serve(document);
  const { body } = await api.ask('POST /customers', { json: { email: 'a@b.co' } });
  expect(body).toEqual({ id: 11, email: 'a@b.co', state: 'new', balance: 0 });
});
