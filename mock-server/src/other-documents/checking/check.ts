import type { ErrorDetail } from '../../errors/refusal.ts';
import type { Schema } from '../schemas/schema.ts';

/** The state of one check: the mistakes found, and the work that may still be done before the check is given up. */
export interface Checking {
  /** The mistakes found so far; `undefined` when only the answer counts, which is then given at the first mistake. */
  readonly found: ErrorDetail[] | undefined;
  /** The number of schemas that may still be applied to a value. */
  stepsLeft: number;
  depth: number;
  /** The results so far for schemas and values of a long check, in which the same pairs occur again and again. */
  readonly results: Map<Schema, Map<unknown, boolean>>;
}

/** Whether a value is valid against a schema or a part of one. The path is that of the value, and is kept only while mistakes are told. */
export type Check = (value: unknown, path: string, checking: Checking) => boolean;

/** Compiles the check of a schema, once. */
export type Compile = (schema: Schema) => Check;

/** Makes the check of some keywords; `undefined` when the schema has none of them. */
export type Keywords = (schema: Schema, compile: Compile) => Check | undefined;

/** The check is too much work: the schemas apply many alternatives to parts of alternatives. */
export class CheckTooLarge extends Error {
  override readonly name = 'CheckTooLarge';
}

export function fail({ found }: Checking, path: string, message: string): false {
  found?.push({ path, message });
  return false;
}

/** Applies all checks. Without a list of mistakes it stops at the first one that fails. */
export function every(checks: readonly Check[], value: unknown, path: string, checking: Checking): boolean {
  return everyPart(checks, checking, (check) => check(value, path, checking));
}

/** The most mistakes that are told of a value. */
const MAX_MISTAKES = 1_000;

/** Applies a check to each part of a value. Without a list of mistakes it stops at the first part that fails. */
export function everyPart<Part>(parts: Iterable<Part>, checking: Checking, check: (part: Part) => boolean): boolean {
  let isValid = true;
  for (const part of parts) {
    if (check(part)) continue;
    isValid = false;
    if (!checking.found || checking.found.length >= MAX_MISTAKES) return false;
  }
  return isValid;
}
