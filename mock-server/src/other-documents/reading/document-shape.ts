import { isList, isObject } from './json.ts';

/** The kinds of objects in an OpenAPI document of which the server uses something. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'securityScheme'
  | 'server'
  | 'tag'
  | 'schema';

/** The form of a field: one object of a kind, a list of them, or a map of them by name. */
interface Field {
  readonly form: 'one' | 'list' | 'map';
  readonly kind: Kind;
}

/** A test of a plain value, and the words for the values that pass it. */
interface Leaf {
  readonly isRight: (value: unknown) => boolean;
  readonly expected: string;
}

interface Shape {
  readonly fields: Readonly<Record<string, Field>>;
  readonly leaves: Readonly<Record<string, Leaf>>;
  readonly required: readonly string[];
  readonly what: string;
}

const one = (kind: Kind): Field => ({ form: 'one', kind });
const list = (kind: Kind): Field => ({ form: 'list', kind });
const map = (kind: Kind): Field => ({ form: 'map', kind });

const text: Leaf = { isRight: (value) => typeof value === 'string', expected: 'a text' };
const flag: Leaf = { isRight: (value) => typeof value === 'boolean', expected: 'true or false' };
const number: Leaf = { isRight: (value) => typeof value === 'number', expected: 'a number' };
const positive: Leaf = { isRight: (value) => typeof value === 'number' && value > 0, expected: 'a number above 0' };
const size: Leaf = {
  isRight: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  expected: 'a whole number from 0',
};
const names: Leaf = {
  isRight: (value) => isList(value) && value.every((item) => typeof item === 'string'),
  expected: 'a list of names',
};
/** Old drafts wrote true in a property that has to be there; many documents still do, and it means nothing. */
const namesOrFlag: Leaf = { ...names, isRight: (value) => typeof value === 'boolean' || names.isRight(value) };
const anyList: Leaf = { isRight: (value) => isList(value) && value.length > 0, expected: 'a list of values' };
const bound: Leaf = {
  isRight: (value) => typeof value === 'number' || typeof value === 'boolean',
  expected: 'a number, or true or false in OpenAPI 3.0',
};
const object: Leaf = { isRight: isObject, expected: 'an object' };
const place: Leaf = {
  isRight: (value) => typeof value === 'string' && ['path', 'query', 'header', 'cookie', 'querystring'].includes(value),
  expected: 'path, query, header or cookie',
};

const TYPES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

const types: Leaf = {
  isRight: (value) => (isList(value) ? value.length > 0 && value.every((item) => TYPES.has(item)) : TYPES.has(value)),
  expected: `one of ${[...TYPES].join(', ')}`,
};

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

const schemaFields: Record<string, Field> = {
  ...Object.fromEntries(['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((name) => [name, list('schema')])),
  ...Object.fromEntries(
    ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'].map((name) => [
      name,
      map('schema'),
    ]),
  ),
  ...Object.fromEntries(
    ['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else', 'items'].map((name) => [
      name,
      one('schema'),
    ]),
  ),
  unevaluatedProperties: one('schema'),
  unevaluatedItems: one('schema'),
};

const schemaLeaves: Record<string, Leaf> = {
  type: types,
  ...Object.fromEntries(['minimum', 'maximum'].map((name) => [name, number])),
  ...Object.fromEntries(['exclusiveMinimum', 'exclusiveMaximum'].map((name) => [name, bound])),
  multipleOf: positive,
  ...Object.fromEntries(
    ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map((name) => [name, size]),
  ),
  ...Object.fromEntries(['pattern', 'format'].map((name) => [name, text])),
  ...Object.fromEntries(['nullable', 'readOnly', 'writeOnly', 'uniqueItems'].map((name) => [name, flag])),
  required: namesOrFlag,
  enum: anyList,
  discriminator: object,
  dependentRequired: object,
};

const none = { fields: {}, leaves: {}, required: [] };

/** The shape of each kind of object, as far as the server uses it. */
export const shapes: Readonly<Record<Kind, Shape>> = {
  document: {
    what: 'an OpenAPI document',
    fields: { paths: map('pathItem'), components: one('components'), servers: list('server'), tags: list('tag') },
    leaves: { openapi: text, info: object, security: { ...anyList, isRight: isList } },
    required: [],
  },
  components: {
    ...none,
    what: 'an object of components',
    fields: {
      schemas: map('schema'),
      responses: map('response'),
      parameters: map('parameter'),
      examples: map('example'),
      requestBodies: map('requestBody'),
      headers: map('header'),
      securitySchemes: map('securityScheme'),
      pathItems: map('pathItem'),
    },
  },
  pathItem: {
    ...none,
    what: 'an object of operations by method',
    fields: {
      parameters: list('parameter'),
      servers: list('server'),
      ...Object.fromEntries(METHODS.map((method) => [method, one('operation')])),
    },
  },
  operation: {
    what: 'an operation',
    fields: {
      parameters: list('parameter'),
      requestBody: one('requestBody'),
      responses: map('response'),
      servers: list('server'),
    },
    leaves: { operationId: text, security: { ...anyList, isRight: isList }, tags: names },
    required: [],
  },
  parameter: {
    what: 'a parameter',
    fields: { schema: one('schema'), content: map('mediaType'), examples: map('example') },
    leaves: { name: text, in: place, required: flag, style: text, explode: flag },
    required: ['name', 'in'],
  },
  requestBody: {
    what: 'a request body',
    fields: { content: map('mediaType') },
    leaves: { required: flag },
    required: [],
  },
  response: {
    what: 'a response',
    fields: { content: map('mediaType'), headers: map('header') },
    leaves: {},
    required: [],
  },
  header: {
    what: 'a header',
    fields: { schema: one('schema'), content: map('mediaType'), examples: map('example') },
    leaves: {},
    required: [],
  },
  mediaType: {
    ...none,
    what: 'an object with a schema',
    fields: { schema: one('schema'), examples: map('example'), encoding: map('encoding') },
  },
  encoding: { ...none, what: 'an encoding', fields: { headers: map('header') } },
  example: { ...none, what: 'an example' },
  securityScheme: { what: 'a security scheme', fields: {}, leaves: { type: text }, required: ['type'] },
  server: { what: 'a server', fields: {}, leaves: { url: text, variables: object }, required: ['url'] },
  tag: { what: 'a tag', fields: {}, leaves: { name: text }, required: ['name'] },
  schema: { what: 'a schema', fields: schemaFields, leaves: schemaLeaves, required: [] },
};
