import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Checker } from '../../src/other-documents/checking/checker.ts';
import { readDocument } from '../../src/other-documents/reading/read-document.ts';
import { Schemas } from '../../src/other-documents/schemas/schemas.ts';
import { documentOf, writeFiles } from './document-server.ts';

const names = fc.constantFrom('a', 'b', 'c', '__proto__');

/** Values that are often alike, so that schemas often fit. */
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, 2, 1.5, -3, '', 'a', 'ab', 'é', '💶'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const types = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'string', 'integer');
const small = fc.integer({ min: 0, max: 3 });

/** Schemas of a few keywords each, which refer to themselves too. */
const { schema: schemas } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.boolean(),
    fc.record(
      {
        type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
        enum: fc.array(values, { minLength: 1, maxLength: 3 }),
        minimum: small,
        exclusiveMaximum: small,
        multipleOf: fc.constantFrom(1, 2, 0.5),
        minLength: small,
        maxLength: small,
        pattern: fc.constantFrom('^a', 'b$', '^[^a]*$'),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        const: values,
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
        items: tie('schema'),
        prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        unevaluatedItems: tie('schema'),
        $ref: fc.constant('#/components/schemas/S'),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      { contains: fc.constantFrom({ type: 'string' }, { minimum: 1 }), minContains: small, maxContains: small },
      { requiredKeys: ['contains'] },
    ),
    fc.record(
      {
        required: fc.uniqueArray(names, { maxLength: 2 }),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 2 }),
        patternProperties: fc.dictionary(fc.constantFrom('^a', 'b'), tie('schema'), { maxKeys: 1 }),
        additionalProperties: tie('schema'),
        propertyNames: tie('schema'),
        minProperties: small,
        dependentRequired: fc.dictionary(fc.constantFrom('a', 'b'), fc.uniqueArray(names, { maxLength: 2 }), {
          maxKeys: 1,
        }),
        dependentSchemas: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 1 }),
        unevaluatedProperties: tie('schema'),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
        not: tie('schema'),
        if: tie('schema'),
        // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
        then: tie('schema'),
        else: tie('schema'),
      },
      { requiredKeys: [] },
    ),
  ),
}));

test('a value is valid for the server when it is for another validator', () => {
  fc.assert(
    fc.property(schemas, fc.array(values, { minLength: 1, maxLength: 5 }), (schema, instances) => {
      const document = documentOf(
        {},
        { components: { schemas: { S: { type: ['string', 'object', 'array'] }, Tested: schema } } },
      );
      const file = writeFiles({ 'document.json': document });
      const read = readDocument(file);
      const tested = new Schemas(read).targetOf(read.root, '#/components/schemas/Tested');
      const ajv = new Ajv2020({ strict: false, ownProperties: true }).addSchema(document, 'document');
      const checker = new Checker('response');
      for (const instance of instances) {
        const expected = verdictOf(ajv, instance);
        if (expected === undefined || isMistakenByAjv(schema, instance)) continue;
        expect({ schema, instance, isValid: checker.isValid(tested, instance) }).toMatchObject({ isValid: expected });
        expect(checker.mistakes(tested, instance, '').length === 0).toBe(expected);
      }
    }),
    { numRuns: 150 },
  );
});

/** Whether ajv may miss a field: it notes the fields that a schema has seen in a plain object, which has a `__proto__` from the start. */
function isMistakenByAjv(schema: unknown, instance: unknown): boolean {
  return JSON.stringify(schema).includes('"unevaluatedProperties"') && JSON.stringify(instance).includes('"__proto__"');
}

/** Whether a value is valid for ajv. Some schemas make it fail itself: they say nothing of the server. */
function verdictOf(ajv: Ajv2020, instance: unknown): boolean | undefined {
  try {
    return ajv.validate('document#/components/schemas/Tested', instance) === true;
  } catch {
    return undefined;
  }
}
