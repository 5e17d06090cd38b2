import { _, Ajv, type ValidateFunction } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { type Document, type OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';
import type { FieldSchema } from '../src/document/field-schema.ts';
import { addFormats } from './ajv-formats.ts';
import { bodySchemaOf, type ResolvedOperation } from './resolved-operations.ts';

/** The code of a validator knows the formats by the name `formats`, the parameter of the module that it is in. */
const options = (allErrors: boolean) => ({
  allErrors,
  discriminator: true,
  code: { source: true, formats: _`formats` },
});

/** The code that checks the requests of the document's operations: CommonJS modules that make it from the formats. */
export class RequestCode {
  readonly #deciding: Validators;
  readonly #explaining: Validators;

  constructor(definition: Document, router: OpenAPIRouter) {
    this.#deciding = new Validators(definition, router, false);
    this.#explaining = new Validators(definition, router, true);
  }

  /** The code that decides whether a request of the operation is right. It stops at the first mistake. */
  deciding(operation: ResolvedOperation): string {
    const bodySchema = bodySchemaOf(operation);
    const validators = this.#deciding.codeOf(operation);
    return moduleOf(`{ bodySchemas: ${JSON.stringify(bodySchema ? [bodySchema] : [])}, validators: [${validators}] }`);
  }

  /** The code that finds all mistakes of a request of the operation. */
  explaining(operation: ResolvedOperation): string {
    const alternatives = (bodySchemaOf(operation)?.anyOf ?? []).map(alternativeCode);
    const validators = this.#explaining.codeOf(operation);
    return moduleOf(`{ validators: [${validators}], alternatives: [${alternatives}] }`);
  }
}

/** The validators of the document's requests, as they are made by openapi-backend. */
class Validators {
  readonly #validator: OpenAPIValidator;
  /** The compilers of an operation's validators, in the order of the validators. */
  #compilers: Ajv[] = [];

  constructor(definition: Document, router: OpenAPIRouter, allErrors: boolean) {
    this.#validator = new OpenAPIValidator({
      definition,
      router,
      lazyCompileValidators: true,
      ajvOpts: options(allErrors),
      customizeAjv: (ajv) => {
        this.#compilers.push(ajv);
        return addFormats(ajv);
      },
    });
  }

  codeOf({ operationId }: ResolvedOperation): string[] {
    this.#compilers = [];
    const validators = this.#validator.getRequestValidatorsForOperation(operationId) ?? [];
    return validators.map((validate, index) => functionCode(this.#compilers[index], validate));
  }
}

/** One of the shapes that a body may have. Its own validator explains a body that was probably meant to have it. */
function alternativeCode(shape: FieldSchema): string {
  const ajv = addFormats(new Ajv({ ...options(true), strict: false }));
  const validate = ajv.compile({ type: 'object', properties: { requestBody: shape } });
  const facts = { required: requiredOf(shape), excluded: excludedBy(shape) };
  return `{ ...${JSON.stringify(facts)}, validate: ${functionCode(ajv, validate)} }`;
}

function requiredOf({ required = [], allOf = [] }: FieldSchema): string[] {
  return [...required, ...allOf.flatMap(requiredOf)];
}

function excludedBy({ not, allOf = [] }: FieldSchema): string[] {
  return [...(not?.required ?? []), ...allOf.flatMap(excludedBy)];
}

/** An expression whose value is the validator. ajv writes a module; the function around it keeps its names apart from the others'. */
function functionCode(ajv: Ajv | undefined, validate: ValidateFunction): string {
  if (!ajv) throw new TypeError('A validator was made without a compiler.');
  return `((module) => { ${standalone.default(ajv, validate)}; return module.exports; })({})`;
}

function moduleOf(expression: string): string {
  return `'use strict';\nmodule.exports = (formats) => (${expression});\n`;
}
