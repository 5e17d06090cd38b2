import type { ErrorObject } from 'ajv';
import { type ErrorDetail, Refusal } from '../errors/refusal.ts';
import { type Alternative, type Deciding, decidingOf, type Explaining, explainingOf } from './compiled-document.ts';
import { dropNulls } from './drop-nulls.ts';
import { takeOutExcess } from './excess.ts';
import { explainErrors } from './explain-errors.ts';
import { kindsAt } from './kinds.ts';
import { everywhere, type Strictness, unknownFields, whereRefused } from './unknown-fields.ts';

/** A request as it came, its parts not yet checked. A check changes its parts in place. */
export interface RawRequest {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
}

/** Checks requests against an operation of the document. */
export class RequestCheck {
  readonly #operationId: string;
  #madeDeciding: Deciding | undefined;
  #madeExplaining: Explaining | undefined;

  constructor(operationId: string) {
    this.#operationId = operationId;
  }

  /**
   * Throws `VALIDATION_ERROR` with the fields that are wrong. A field that is `null` counts as left out, and one that is not
   * described is ignored where the document does not refuse it. Changes the request in place: parameters get the types that the
   * document gives them, and the body loses fields that are `null`. A body that is refused also loses the items beyond the largest size.
   */
  check(request: RawRequest): void {
    const isRight = this.#isRight(request) || this.#isRightWithoutNulls(request);
    Refusal.refuseFields(this.#mistakes(request, isRight, whereRefused));
  }

  /**
   * Throws `VALIDATION_ERROR` for fields that are not described as well, and for those that are `null`. Changes the request in place
   * as `check` does, but leaves the fields that are `null`.
   */
  checkStrictly(request: RawRequest): void {
    Refusal.refuseFields(this.#mistakes(request, this.#isRight(request), everywhere));
  }

  /**
   * All that is wrong with a body that a person wrote in a file, fields that are not described included; a field without a value counts
   * as left out. Changes the body in place as `check` does.
   */
  mistakesIn(body: unknown): ErrorDetail[] {
    const request = { path: {}, query: {}, header: {}, body };
    const isRight = this.#isRight(request) || this.#isRightWithoutNulls(request);
    return [...this.#mistakes(request, isRight, everywhere)];
  }

  /** The code is loaded for the first request: most servers are asked for a few operations only. */
  get #deciding(): Deciding {
    this.#madeDeciding ??= decidingOf(this.#operationId);
    return this.#madeDeciding;
  }

  get #explaining(): Explaining {
    this.#madeExplaining ??= explainingOf(this.#operationId);
    return this.#madeExplaining;
  }

  #mistakes(request: RawRequest, isRight: boolean, strictness: Strictness): Iterable<ErrorDetail> {
    const { bodySchemas } = this.#deciding;
    const excess = isRight ? [] : takeOutExcess(bodySchemas, request.body);
    const unknown = unknownFields(bodySchemas, request.body, strictness);
    return isRight ? unknown : [...excess, ...unknown, ...this.#explain(request)];
  }

  #isRightWithoutNulls(request: RawRequest): boolean {
    for (const schema of this.#deciding.bodySchemas) dropNulls(schema, request.body);
    return this.#isRight(request);
  }

  #isRight(request: RawRequest): boolean {
    const parts = partsOf(request);
    return this.#deciding.validators.every((validate) => validate(parts));
  }

  #explain(request: RawRequest): ErrorDetail[] {
    const parts = partsOf(request);
    const { validators, alternatives } = this.#explaining;
    const errors = validators.flatMap((validate) => (validate(parts) ? [] : (validate.errors ?? [])));
    const { bodySchemas } = this.#deciding;
    const kinds = (place: readonly string[]) => kindsAt(bodySchemas, request.body, place);
    const names = missingChoice(alternatives, request.body);
    const details = explainErrors(byMeantShape(errors, request.body, alternatives), kinds);
    if (names.length === 0) return details;
    const others = details.filter(({ path }) => !names.some((name) => path === `/${name}`));
    return [{ path: '', message: `must have one of ${names.join(' and ')}` }, ...others];
  }
}

function partsOf({ path, query, header, body }: RawRequest): object {
  return body === undefined ? { path, query, header } : { path, query, header, requestBody: body };
}

/** Explains a body that may have one of several shapes by the errors of the shape that is nearest to it. */
function byMeantShape(
  errors: readonly ErrorObject[],
  requestBody: unknown,
  [first, ...others]: readonly Alternative[],
): readonly ErrorObject[] {
  if (!first || typeof requestBody !== 'object' || requestBody === null) return errors;
  const meant = others.reduce(
    (best, other) => (nearness(other, requestBody) > nearness(best, requestBody) ? other : best),
    first,
  );
  meant.validate({ requestBody });
  const ofParameters = errors.filter(({ instancePath }) => !instancePath.startsWith('/requestBody'));
  return [...(meant.validate.errors ?? []), ...ofParameters];
}

/** The fields of which a body has none, where each of its shapes is told by one field: none of them is meant more than another. */
function missingChoice(alternatives: readonly Alternative[], body: unknown): string[] {
  if (alternatives.some(({ required }) => required.length !== 1)) return [];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const names = alternatives.flatMap(({ required }) => required);
  return names.some((name) => Object.hasOwn(body, name)) ? [] : names;
}

/** The share of a shape's required fields that a body has, from 0 to 1. */
function nearness({ required, excluded }: Alternative, body: object): number {
  if (excluded.some((name) => Object.hasOwn(body, name))) return 0;
  return required.filter((name) => Object.hasOwn(body, name)).length / required.length;
}
