import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type ErrorDetail, Refusal } from '../http/refusal.ts';
import { dropNulls } from './drop-nulls.ts';
import { explainErrors } from './explain-errors.ts';
import type { FieldSchema } from './field-schema.ts';
import { addFormats } from './formats.ts';
import { unknownFields } from './unknown-fields.ts';

/** A request as it came, its parts not yet checked. Checking turns parameters into the types that the document gives them. */
export interface RawRequest {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
}

/** Checks requests against an operation of the document. */
export class RequestCheck {
  readonly #validators: readonly ValidateFunction[];
  readonly #bodySchema: FieldSchema | undefined;
  readonly #alternatives: readonly Alternative[];

  constructor(bodySchema: FieldSchema | undefined, validators: readonly ValidateFunction[]) {
    this.#validators = validators;
    this.#bodySchema = bodySchema;
    this.#alternatives = alternativesOf(bodySchema);
  }

  /** Throws `VALIDATION_ERROR` with every field that is wrong. A field that is `null` counts as left out. */
  check(request: RawRequest): void {
    if (this.#errorsOf(request).length === 0) return;
    if (this.#bodySchema) dropNulls(this.#bodySchema, request.body);
    refuse(this.#detailsOf(request));
  }

  /** Throws `VALIDATION_ERROR` for fields that are not described as well, and for those that are `null`. */
  checkStrictly(request: RawRequest): void {
    const unknown = this.#bodySchema ? unknownFields(this.#bodySchema, request.body) : [];
    refuse([...unknown.map((path) => ({ path, message: 'is not known' })), ...this.#detailsOf(request)]);
  }

  #detailsOf(request: RawRequest): ErrorDetail[] {
    const errors = this.#errorsOf(request);
    return errors.length === 0 ? [] : explainErrors(this.#byMeantShape(errors, request.body));
  }

  #errorsOf({ body, ...parameters }: RawRequest): ErrorObject[] {
    const request = body === undefined ? parameters : { ...parameters, requestBody: body };
    return this.#validators.flatMap((validate) => (validate(request) ? [] : (validate.errors ?? [])));
  }

  /** A body that may have one of several shapes is told what is wrong by the one that it comes nearest to. */
  #byMeantShape(errors: readonly ErrorObject[], requestBody: unknown): readonly ErrorObject[] {
    const [first, ...others] = this.#alternatives;
    if (!first || typeof requestBody !== 'object' || requestBody === null) return errors;
    const meant = others.reduce(
      (best, other) => (nearness(other, requestBody) > nearness(best, requestBody) ? other : best),
      first,
    );
    meant.validate({ requestBody });
    const ofParameters = errors.filter(({ instancePath }) => !instancePath.startsWith('/requestBody'));
    return [...(meant.validate.errors ?? []), ...ofParameters];
  }
}

function refuse(details: readonly ErrorDetail[]): void {
  const [first] = details;
  if (!first) return;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  const sentence = `The request is not valid: ${first.path || 'The body'} ${first.message}${more}.`;
  throw new Refusal('VALIDATION_ERROR', sentence, details);
}

interface Alternative {
  readonly required: readonly string[];
  /** What makes a body one of another shape. */
  readonly excluded: readonly string[];
  readonly validate: ValidateFunction;
}

function alternativesOf(schema: FieldSchema | undefined): Alternative[] {
  if (!schema?.anyOf) return [];
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, discriminator: true, formats: { int64: true } }));
  return schema.anyOf.map((shape) => ({
    required: requiredOf(shape),
    excluded: excludedBy(shape),
    validate: ajv.compile({ type: 'object', properties: { requestBody: shape } }),
  }));
}

function requiredOf({ required = [], allOf = [] }: FieldSchema): string[] {
  return [...required, ...allOf.flatMap(requiredOf)];
}

function excludedBy({ not, allOf = [] }: FieldSchema): string[] {
  return [...(not?.required ?? []), ...allOf.flatMap(excludedBy)];
}

/** How much of what a shape requires a body has, from 0 to 1. */
function nearness({ required, excluded }: Alternative, body: object): number {
  if (excluded.some((name) => Object.hasOwn(body, name))) return 0;
  return required.filter((name) => Object.hasOwn(body, name)).length / required.length;
}
