/** Makes the JSON Schema of a fixtures file, by which editors complete and check it, of the schemas of the API document. */

type Json = { readonly [name: string]: unknown };

/** The schemas whose fields are all in one place, so that a field with another name can be refused by draft 7. */
const CLOSED = ['Fixtures', 'FixtureAccount', 'FixtureAssignment', 'FixtureCredit'];

const REFERENCE = '#/components/schemas/';

export function fixturesSchema(schemas: Readonly<Record<string, Json>>): object {
  const definitions: Record<string, unknown> = {};
  const names = ['Fixtures'];
  for (const name of names) {
    const schema = toJsonSchema(schemas[name], (other) => {
      if (!names.includes(other)) names.push(other);
    });
    definitions[name] = CLOSED.includes(name) ? { ...Object(schema), additionalProperties: false } : schema;
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Fixtures of billing-mock-server',
    $ref: '#/definitions/Fixtures',
    definitions,
  };
}

type OnReference = (name: string) => void;

/** A schema of OpenAPI 3.0 as JSON Schema: words that only OpenAPI has are translated or left out. `onReference` is told each reference. */
function toJsonSchema(schema: unknown, onReference: OnReference): unknown {
  if (Array.isArray(schema)) return schema.map((item) => toJsonSchema(item, onReference));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example, ...words } = Object.fromEntries(Object.entries(schema));
  const made = Object.entries(words).flatMap(([word, value]) => wordOf(word, value, onReference));
  return {
    ...Object.fromEntries(made),
    ...(example !== undefined && { examples: [example] }),
    ...(nullable === true && { type: [words.type, 'null'] }),
  };
}

function wordOf(word: string, value: unknown, onReference: OnReference): [string, unknown][] {
  if (word === 'discriminator' || word.startsWith('x-')) return [];
  if (word === 'properties') {
    const fields = Object.entries(Object(value));
    return [[word, Object.fromEntries(fields.map(([field, of]) => [field, toJsonSchema(of, onReference)]))]];
  }
  if (word !== '$ref') return [[word, toJsonSchema(value, onReference)]];
  const name = String(value).slice(REFERENCE.length);
  onReference(name);
  return [[word, `#/definitions/${name}`]];
}
