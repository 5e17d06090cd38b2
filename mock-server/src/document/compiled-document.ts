import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';
import type { FieldSchema } from './field-schema.ts';
import { formats } from './formats.ts';
import type { DocumentFacts } from './operation.ts';

/** Whether a request's parts are right; if not, `errors` says why. It gives parameters the types of the document. */
interface Validate {
  (request: object): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** The code that says whether a request is right. */
export interface Deciding {
  /** The schema of the body, its references resolved; none for an operation without a body. */
  readonly bodySchemas: readonly FieldSchema[];
  readonly validators: readonly Validate[];
}

/** The code that finds all that is wrong with a request. */
export interface Explaining {
  readonly validators: readonly Validate[];
  /** The shapes that the body may have, when it may have several. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly required: readonly string[];
  /** The fields that show that a body has another shape. */
  readonly excluded: readonly string[];
  readonly validate: Validate;
}

/** The output of `scripts/compile-document.ts`, which lies in the same place for `src` and for `dist`. */
const requireCompiled = createRequire(new URL('../../dist/compiled/operations.json', import.meta.url));

export const { operations, errorStatus }: DocumentFacts = requireCompiled('./operations.json');

/** The whole document, as it is written. */
export function wholeDocument(): object {
  return requireCompiled('./document.json');
}

export function decidingOf(operationId: string): Deciding {
  return requireCompiled(`./${operationId}.decide.cjs`)(formats);
}

export function explainingOf(operationId: string): Explaining {
  return requireCompiled(`./${operationId}.explain.cjs`)(formats);
}
