import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';

/** Says whether values are valid against the schemas of a document: ajv, which knows nothing of the server. */
export class Judge {
  readonly #ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(file: string) {
    addFormats.default(this.#ajv);
    const document: unknown = load(readFileSync(file, 'utf8'), { maxDepth: 500 });
    const is30 = Object(document).openapi.startsWith('3.0');
    toJsonSchema(document, is30, '');
    this.#ajv.addSchema(Object(document), 'document');
  }

  /** The first mistake of a value; `undefined` when it is valid. */
  mistakeIn(value: unknown, pointer: string): string | undefined {
    const validate =
      this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `document#${encodedPointer(pointer)}` });
    this.#validators.set(pointer, validate);
    if (validate(value)) return undefined;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath} ${error?.message} (${error?.schemaPath})`;
  }
}

function encodedPointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

/** The keys under which names are keys, and not keywords. */
const MAPS = [
  'properties',
  'patternProperties',
  'schemas',
  'paths',
  'responses',
  'content',
  'headers',
  'parameters',
  'examples',
  'requestBodies',
];
const VALUES = ['example', 'enum', 'const', 'default'];

/** Turns the schemas of a document, in place, into the JSON Schema that they mean. */
function toJsonSchema(value: unknown, is30: boolean, key: string): void {
  if (typeof value !== 'object' || value === null) return;
  const isMap = MAPS.includes(key) || Array.isArray(value);
  if (!isMap) withoutDialect(Object(value), is30);
  const parts = Object.entries(value).filter(([name]) => isMap || !VALUES.includes(name));
  for (const [name, inside] of parts) toJsonSchema(inside, is30, isMap ? '' : name);
}

type Loose = Record<string, unknown>;

function withoutDialect(schema: Loose, is30: boolean): void {
  if (is30 && typeof schema.$ref === 'string') {
    dropAllBut(schema, '$ref');
    return;
  }
  if (is30 && schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  // ajv knows the dynamic ones in a document that is one schema only.
  for (const name of ['nullable', 'discriminator', '$dynamicAnchor', '$dynamicRef']) delete schema[name];
  for (const name of ['id', '$id', '$schema']) if (typeof schema[name] === 'string') delete schema[name];
  if (typeof schema.pattern === 'string' && !isPattern(schema.pattern)) delete schema.pattern;
  setLimit(schema, 'exclusiveMinimum', 'minimum');
  setLimit(schema, 'exclusiveMaximum', 'maximum');
  setRequired(schema);
}

function dropAllBut(schema: Loose, kept: string): void {
  for (const name of Object.keys(schema)) if (name !== kept) delete schema[name];
}

/** In OpenAPI 3.0 a flag says whether a limit is excluded. */
function setLimit(schema: Loose, exclusive: string, limit: string): void {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return;
  delete schema[exclusive];
  if (!flag || typeof schema[limit] !== 'number') return;
  schema[exclusive] = schema[limit];
  delete schema[limit];
}

/** Required properties of an answer: none is `writeOnly`. A flag in place of a list means nothing. */
function setRequired(schema: Loose): void {
  const { required } = schema;
  const properties: Record<string, { writeOnly?: boolean } | undefined> = Object(schema.properties);
  if (Array.isArray(required)) schema.required = required.filter((name) => properties[name]?.writeOnly !== true);
  else if (typeof required === 'boolean') delete schema.required;
}

/** ajv reads patterns as Unicode, which refuses some escapes that documents have. */
function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
