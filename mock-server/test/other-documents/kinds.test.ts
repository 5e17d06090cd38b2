import { expect, test } from 'vitest';
import { answering, documentOf, serve } from './document-server.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function extending(properties: Readonly<Record<string, object>>): object {
  return { allOf: [ref('Payment'), { type: 'object', required: Object.keys(properties), properties }] };
}

const discriminator = { propertyName: 'kind', mapping: { card: ref('Card').$ref, wire: 'Bank' } };
const kinds = {
  Payment: {
    type: 'object',
    required: ['id', 'kind'],
    properties: { id: { type: 'integer' }, kind: { type: 'string' } },
  },
  Card: extending({ digits: { type: 'string', pattern: '^[0-9]{4}$' } }),
  Bank: extending({ iban: { type: 'string' } }),
  Any: { oneOf: [ref('Card'), ref('Bank')], discriminator },
};
/** The same kinds, told by the schema that they extend. */
const extended = { ...kinds, Payment: { ...kinds.Payment, discriminator }, Any: ref('Payment') };

const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const sent = { requestBody: { content: { 'application/json': { schema: {} } } } };

function paymentsOf(schemas: object): object {
  const any = ref('Any');
  const paths = {
    '/payments': {
      get: answering({ type: 'array', minItems: 5, items: any }),
      post: answering(any, sent),
    },
    '/payments/{id}': { parameters: [id], put: answering(any, sent) },
    '/orders': {
      post: answering({ type: 'object', required: ['payment'], properties: { payment: any } }, sent),
    },
  };
  return documentOf(paths, { components: { schemas } });
}

/** Whether a payment has the fields of the kind that it says it is. */
function isOfItsKind(payment: object): boolean {
  const { kind } = Object(payment);
  return kind === 'card' || kind === 'Card' ? 'digits' in payment : 'iban' in payment;
}

test.each([
  ['a union', kinds],
  ['the schema that they extend', extended],
])('an answer is of the kind that the body says, with its fields, told by %s', async (_, schemas) => {
  const api = await serve(paymentsOf(schemas));
  for (const json of [
    { kind: 'card', digits: '4242' },
    { kind: 'wire', iban: 'KR1' },
  ]) {
    expect((await api.ask('PUT /payments/7', { json })).body).toEqual({ id: 7, ...json });
    expect((await api.ask('POST /payments', { json })).body).toMatchObject(json);
  }
});

test('what a request says never makes a value say that it is of another kind', async () => {
  const api = await serve(paymentsOf(kinds));
  for (const kind of ['card', 'wire']) {
    const { body } = await api.ask(`GET /payments?kind=${kind}`);
    expect(Object(body).filter((payment: object) => !isOfItsKind(payment))).toEqual([]);
    const order = await api.ask('POST /orders', { json: { payment: { kind } } });
    expect(Object(order.body).payment).toSatisfy(isOfItsKind);
  }
});

test('a resource keeps items of the kinds that are sent', async () => {
  const document = documentOf(
    {
      '/payments': { get: answering({ type: 'array', items: ref('Any') }), post: answering(ref('Any'), sent) },
      '/payments/{id}': { get: answering(ref('Any')), put: answering(ref('Any'), sent) },
    },
    { 'x-stateful': true, components: { schemas: kinds } },
  );
  const api = await serve(document);
  for (const json of [
    { kind: 'card', digits: '4242' },
    { kind: 'wire', iban: 'KR1' },
  ]) {
    const { body } = await api.ask('POST /payments', { json });
    expect(body).toEqual({ id: Object(body).id, ...json });
    expect((await api.ask('POST /payments', { json: { kind: json.kind } })).body).toSatisfy(isOfItsKind);
  }
  for (const payment of Object((await api.ask('GET /payments')).body)) expect(payment).toSatisfy(isOfItsKind);
});
