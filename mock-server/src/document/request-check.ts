import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type ErrorDetail, Refusal } from '../errors/refusal.ts';
import { dropNulls } from './drop-nulls.ts';
import { takeOutExcess } from './excess.ts';
import { explainErrors } from './explain-errors.ts';
import type { FieldSchema } from './field-schema.ts';
import { addFormats } from './formats.ts';
import { everywhere, type Strictness, unknownFields, whereRefused } from './unknown-fields.ts';

/** A request as it came, its parts not yet checked. A check changes its parts in place. */
export interface RawRequest {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
}

/** The validators of an operation's requests. Making a validator takes time, so each is made when it is first needed. */
export interface Validators {
  readonly deciding: () => readonly ValidateFunction[];
  readonly explaining: () => readonly ValidateFunction[];
}

/** Checks requests against an operation of the document. */
export class RequestCheck {
  readonly #validators: Validators;
  readonly #bodySchemas: readonly FieldSchema[];
  #alternatives: readonly Alternative[] | undefined;

  constructor(bodySchema: FieldSchema | undefined, validators: Validators) {
    this.#validators = validators;
    this.#bodySchemas = bodySchema ? [bodySchema] : [];
  }

  /**
   * Throws `VALIDATION_ERROR` with the fields that are wrong. A field that is `null` counts as left out, and one that is not
   * described is ignored where the document does not refuse it. Changes the request in place: parameters get the types that the
   * document gives them, and the body loses fields that are `null`. A body that is refused also loses the items beyond the largest size.
   */
  check(request: RawRequest): void {
    const isRight = this.#isRight(request) || this.#isRightWithoutNulls(request);
    this.#refuse(request, isRight, whereRefused);
  }

  /**
   * Throws `VALIDATION_ERROR` for fields that are not described as well, and for those that are `null`. Changes the request in place
   * as `check` does, but leaves the fields that are `null`.
   */
  checkStrictly(request: RawRequest): void {
    this.#refuse(request, this.#isRight(request), everywhere);
  }

  #refuse(request: RawRequest, isRight: boolean, strictness: Strictness): void {
    const excess = isRight ? [] : takeOutExcess(this.#bodySchemas, request.body);
    const unknown = unknownFields(this.#bodySchemas, request.body, strictness);
    Refusal.refuseFields(isRight ? unknown : [...excess, ...unknown, ...this.#explain(request)]);
  }

  #isRightWithoutNulls(request: RawRequest): boolean {
    for (const schema of this.#bodySchemas) dropNulls(schema, request.body);
    return this.#isRight(request);
  }

  #isRight(request: RawRequest): boolean {
    const parts = partsOf(request);
    return this.#validators.deciding().every((validate) => validate(parts));
  }

  #explain(request: RawRequest): ErrorDetail[] {
    const parts = partsOf(request);
    const errors = this.#validators
      .explaining()
      .flatMap((validate) => (validate(parts) ? [] : (validate.errors ?? [])));
    return explainErrors(this.#byMeantShape(errors, request.body));
  }

  /** Explains a body that may have one of several shapes by the errors of the shape that is nearest to it. */
  #byMeantShape(errors: readonly ErrorObject[], requestBody: unknown): readonly ErrorObject[] {
    this.#alternatives ??= this.#bodySchemas.flatMap(alternativesOf);
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

function partsOf({ body, ...parameters }: RawRequest): object {
  return body === undefined ? parameters : { ...parameters, requestBody: body };
}

interface Alternative {
  readonly required: readonly string[];
  /** The fields that show that a body has another shape. */
  readonly excluded: readonly string[];
  readonly validate: ValidateFunction;
}

function alternativesOf({ anyOf = [] }: FieldSchema): Alternative[] {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, discriminator: true, formats: { int64: true } }));
  return anyOf.map((shape) => ({
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

/** The share of a shape's required fields that a body has, from 0 to 1. */
function nearness({ required, excluded }: Alternative, body: object): number {
  if (excluded.some((name) => Object.hasOwn(body, name))) return 0;
  return required.filter((name) => Object.hasOwn(body, name)).length / required.length;
}
