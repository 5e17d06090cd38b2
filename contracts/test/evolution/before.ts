/** A document of which each change of `changes.ts` changes a copy. */
export const before = {
  openapi: '3.0.3',
  info: { title: 'Things', version: '1.0.0' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'color', in: 'query', schema: { type: 'string', enum: ['red', 'green'] } },
        ],
        responses: {
          '200': {
            description: 'Things.',
            headers: { 'X-Total': { schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
            },
          },
          '404': { description: 'None.' },
        },
      },
      post: {
        operationId: 'createThing',
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewThing' } } },
        },
        responses: {
          '201': {
            description: 'The thing.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
        },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      delete: { operationId: 'deleteThing', responses: { '204': { description: 'Gone.' } } },
    },
  },
  components: {
    schemas: {
      NewThing: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 20 },
          size: { type: 'integer', default: 1 },
          kind: { type: 'string', enum: ['A', 'B'] },
          tags: { type: 'array', items: { type: 'string' } },
          shape: { anyOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Square' }] },
        },
      },
      Thing: {
        allOf: [
          { $ref: '#/components/schemas/Keyed' },
          {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string', description: 'The name.' },
              kind: { type: 'string', enum: ['A', 'B'] },
              price: { type: 'integer', minimum: 0 },
              made: { type: 'string', format: 'date' },
              note: { type: 'string', nullable: true },
              shape: { anyOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Square' }] },
            },
          },
        ],
      },
      Keyed: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      Round: { type: 'object', required: ['radius'], properties: { radius: { type: 'integer' } } },
      Square: { type: 'object', required: ['side'], properties: { side: { type: 'integer' } } },
    },
  },
};

/** A copy of the document that a change may do with as it likes. */
// biome-ignore lint/suspicious/noExplicitAny: the changes are of every kind, and their outcome is what is tested.
export type Copy = any;
