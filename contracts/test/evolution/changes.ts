import { before, type Copy } from './before.ts';

/** A change of the document. */
export interface Change {
  readonly name: string;
  readonly apply: (document: Copy) => void;
  /** The line that tells it: `✗` marks a breaking change and `+` a harmless one; none for a change that the API does not show. */
  readonly told: readonly string[];
}

const request = (document: Copy) => document.components.schemas.NewThing;
const response = (document: Copy) => document.components.schemas.Thing.allOf[1];
const list = (document: Copy) => document.paths['/things'].get;
const create = (document: Copy) => document.paths['/things'].post;

const body = 'POST /things: request body';
const answer = 'GET /things: response 200 body';
const elsewhere = '(and in 1 other place)';

export const changes: readonly Change[] = [
  {
    name: 'an operation is removed',
    apply: (document) => delete document.paths['/things/{id}'].delete,
    told: ['✗ DELETE /things/{id}: the operation is removed'],
  },
  {
    name: 'an operation is new',
    apply: (document) => Object.assign(document.paths['/things'], { put: { responses: { 200: { description: '' } } } }),
    told: ['+ PUT /things: the operation is new'],
  },
  {
    name: 'the name of a path parameter is another',
    apply(document) {
      document.paths['/things/{thingId}'] = document.paths['/things/{id}'];
      document.paths['/things/{thingId}'].parameters[0].name = 'thingId';
      delete document.paths['/things/{id}'];
    },
    told: [],
  },
  {
    name: 'a parameter is new and optional',
    apply: (document) => list(document).parameters.push({ name: 'size', in: 'query', schema: { type: 'integer' } }),
    told: ['+ GET /things: query parameter size: it is new'],
  },
  {
    name: 'a parameter is new and required',
    apply: (document) =>
      list(document).parameters.push({ name: 'size', in: 'query', required: true, schema: { type: 'integer' } }),
    told: ['✗ GET /things: query parameter size: it is new and required'],
  },
  {
    name: 'a parameter becomes required',
    apply: (document) => Object.assign(list(document).parameters[0], { required: true }),
    told: ['✗ GET /things: query parameter page: it is required'],
  },
  {
    name: 'a parameter is removed',
    apply: (document) => list(document).parameters.pop(),
    told: ['✗ GET /things: query parameter color: it is removed'],
  },
  {
    name: 'a bound of a parameter is narrowed',
    apply: (document) => Object.assign(list(document).parameters[0].schema, { maximum: 10 }),
    told: ['✗ GET /things: query parameter page $: maximum is 10, not 100'],
  },
  {
    name: 'a bound of a parameter is widened',
    apply: (document) => Object.assign(list(document).parameters[0].schema, { maximum: 1000 }),
    told: ['+ GET /things: query parameter page $: maximum is 1000, not 100'],
  },
  {
    name: 'a request field is new and required',
    apply(document) {
      request(document).required.push('color');
      request(document).properties.color = { type: 'string' };
    },
    told: [`+ ${body} $.color: it is new`, `✗ ${body} $.color: it is required`],
  },
  {
    name: 'a request field is new and optional',
    apply: (document) => Object.assign(request(document).properties, { color: { type: 'string' } }),
    told: [`+ ${body} $.color: it is new`],
  },
  {
    name: 'a request field is removed',
    apply: (document) => delete request(document).properties.size,
    told: [`✗ ${body} $.size: it is removed`],
  },
  {
    name: 'a request field becomes optional',
    apply: (document) => Object.assign(request(document), { required: [] }),
    told: [`+ ${body} $.name: it is not required any more`],
  },
  {
    name: 'an enum of a request is narrowed',
    apply: (document) => request(document).properties.kind.enum.pop(),
    told: [`✗ ${body} $.kind: "B" is no value any more`],
  },
  {
    name: 'an enum of a request is widened',
    apply: (document) => request(document).properties.kind.enum.push('C'),
    told: [`+ ${body} $.kind: "C" is a new value`],
  },
  {
    name: 'a type of a request is another',
    apply: (document) => Object.assign(request(document).properties.name, { type: 'integer' }),
    told: [`✗ ${body} $.name: type is integer, not string`],
  },
  {
    name: 'a type of a request is wider',
    apply: (document) => Object.assign(request(document).properties.size, { type: 'number' }),
    told: [`+ ${body} $.size: type is number, not integer`],
  },
  {
    name: 'null is allowed in a request',
    apply: (document) => Object.assign(request(document).properties.size, { nullable: true }),
    told: [`+ ${body} $.size: type is integer or null, not integer`],
  },
  {
    name: 'a default of a request is another',
    apply: (document) => Object.assign(request(document).properties.size, { default: 2 }),
    told: [`✗ ${body} $.size: default is 2, not 1`],
  },
  {
    name: 'a text of a request may be shorter only',
    apply: (document) => Object.assign(request(document).properties.name, { maxLength: 10 }),
    told: [`✗ ${body} $.name: maxLength is 10, not 20`],
  },
  {
    name: 'items of a request get a pattern',
    apply: (document) => Object.assign(request(document).properties.tags.items, { pattern: '^a' }),
    told: [`✗ ${body} $.tags[]: pattern is "^a", not left out`],
  },
  {
    name: 'a request refuses fields that are not described',
    apply: (document) => Object.assign(request(document), { additionalProperties: false }),
    told: [`✗ ${body} $: other fields are not allowed any more`],
  },
  {
    name: 'an alternative of a request is removed',
    apply: (document) => request(document).properties.shape.anyOf.pop(),
    told: [`✗ ${body} $.shape: the alternative Square is removed`],
  },
  {
    name: 'a body of a request becomes required',
    apply: (document) => Object.assign(create(document).requestBody, { required: true }),
    told: [`✗ ${body}: it is required`],
  },
  {
    name: 'a media type of a request is new',
    apply: (document) => Object.assign(create(document).requestBody.content, { 'text/csv': {} }),
    told: [`+ ${body}: the media type text/csv is new`],
  },
  {
    name: 'a field of an answer is removed',
    apply: (document) => delete response(document).properties.price,
    told: [`✗ ${answer} $[].price: it is removed ${elsewhere}`],
  },
  {
    name: 'a field of an answer is new',
    apply: (document) => Object.assign(response(document).properties, { weight: { type: 'integer' } }),
    told: [`+ ${answer} $[].weight: it is new ${elsewhere}`],
  },
  {
    name: 'a field of an answer becomes optional',
    apply: (document) => Object.assign(response(document), { required: [] }),
    told: [`✗ ${answer} $[].name: it is not required any more ${elsewhere}`],
  },
  {
    name: 'a field of an answer becomes required',
    apply: (document) => response(document).required.push('price'),
    told: [`+ ${answer} $[].price: it is required ${elsewhere}`],
  },
  {
    name: 'an enum of an answer is widened',
    apply: (document) => response(document).properties.kind.enum.push('C'),
    told: [`✗ ${answer} $[].kind: "C" is a new value ${elsewhere}`],
  },
  {
    name: 'an enum of an answer is narrowed',
    apply: (document) => response(document).properties.kind.enum.pop(),
    told: [`+ ${answer} $[].kind: "B" is no value any more ${elsewhere}`],
  },
  {
    name: 'a type of an answer is another',
    apply: (document) => Object.assign(response(document).properties.price, { type: 'string' }),
    told: [`✗ ${answer} $[].price: type is string, not integer ${elsewhere}`],
  },
  {
    name: 'a type of an answer is wider',
    apply: (document) => Object.assign(response(document).properties.price, { type: 'number' }),
    told: [`✗ ${answer} $[].price: type is number, not integer ${elsewhere}`],
  },
  {
    name: 'a format of an answer is another',
    apply: (document) => Object.assign(response(document).properties.made, { format: 'date-time' }),
    told: [`✗ ${answer} $[].made: format is "date-time", not "date" ${elsewhere}`],
  },
  {
    name: 'null is answered',
    apply: (document) => Object.assign(response(document).properties.price, { nullable: true }),
    told: [`✗ ${answer} $[].price: type is integer or null, not integer ${elsewhere}`],
  },
  {
    name: 'null is answered no more',
    apply: (document) => delete response(document).properties.note.nullable,
    told: [`+ ${answer} $[].note: type is string, not string or null ${elsewhere}`],
  },
  {
    name: 'an alternative of an answer is new',
    apply: (document) => response(document).properties.shape.anyOf.push({ $ref: '#/components/schemas/Keyed' }),
    told: [`✗ ${answer} $[].shape: the alternative Keyed is new ${elsewhere}`],
  },
  {
    name: 'a schema of requests and answers is narrowed',
    apply: (document) => Object.assign(document.components.schemas.Round.properties.radius, { minimum: 0 }),
    told: [
      `+ ${answer} $[].shape.radius: minimum is 0, not left out ${elsewhere}`,
      `✗ ${body} $.shape.radius: minimum is 0, not left out`,
    ],
  },
  {
    name: 'a status of a success is removed',
    apply(document) {
      create(document).responses['200'] = create(document).responses['201'];
      delete create(document).responses['201'];
    },
    told: ['✗ POST /things: response 200: it is new', '✗ POST /things: response 201: it is removed'],
  },
  {
    name: 'a status of a refusal is new',
    apply: (document) => Object.assign(create(document).responses, { 409: { description: 'Taken.' } }),
    told: ['+ POST /things: response 409: it is new'],
  },
  {
    name: 'a status of a refusal is removed',
    apply: (document) => delete list(document).responses['404'],
    told: ['+ GET /things: response 404: it is removed'],
  },
  {
    name: 'a header of an answer is removed',
    apply: (document) => delete list(document).responses['200'].headers,
    told: ['✗ GET /things: response 200 header x-total: it is removed'],
  },
  {
    name: 'a key is asked for',
    apply: (document) => Object.assign(list(document), { security: [{ key: [] }] }),
    told: ['✗ GET /things: security is [{"key":[]}], not left out'],
  },
  {
    name: 'a reference is written out',
    apply(document) {
      document.components.schemas.Thing.allOf[0] = document.components.schemas.Keyed;
      list(document).responses['200'].content['application/json'].schema.items = document.components.schemas.Thing;
    },
    told: [],
  },
  {
    name: 'a schema has another name',
    apply(document) {
      const { schemas } = document.components;
      schemas.ThingToMake = schemas.NewThing;
      delete schemas.NewThing;
      create(document).requestBody.content['application/json'].schema.$ref = '#/components/schemas/ThingToMake';
    },
    told: [],
  },
  {
    name: 'a composition is merged',
    apply(document) {
      const { required, properties } = response(document);
      document.components.schemas.Thing = {
        type: 'object',
        required: ['id', ...required],
        properties: { id: { type: 'string' }, ...properties },
      };
    },
    told: [],
  },
  {
    name: 'descriptions, examples and order are others',
    apply(document) {
      response(document).properties.name.description = 'What it is called.';
      response(document).properties.name.example = 'ball';
      list(document).summary = 'Lists.';
      list(document).parameters.reverse();
      response(document).properties.kind.enum.reverse();
    },
    told: [],
  },
];

/** The document after a change. */
export function after({ apply }: Change): object {
  const copy = structuredClone(before);
  apply(copy);
  return JSON.parse(JSON.stringify(copy));
}
