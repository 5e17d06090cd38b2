import type { ErrorDetail } from '../../errors/refusal.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Check, type Checking, every, fail, type Keywords } from './check.ts';
import { isValid } from './lists.ts';

export const allOfCheck: Keywords = (schema, compile) => {
  const { target } = schema;
  const parts = [...(target ? [target] : []), ...schema.list('allOf')].map(compile);
  if (parts.length === 0) return undefined;
  return (value, path, checking) => every(parts, value, path, checking);
};

export const anyOfCheck: Keywords = (schema, compile) => {
  const options = schema.list('anyOf');
  if (options.length === 0) return undefined;
  const checks = options.map(compile);
  return (value, path, checking) =>
    checks.some((check) => isValid(check, value, checking)) ||
    explain(schema, checks, options, { value, path, checking });
};

export const oneOfCheck: Keywords = (schema, compile) => {
  const options = schema.list('oneOf');
  if (options.length === 0) return undefined;
  const checks = options.map(compile);
  return (value, path, checking) => {
    const count = checks.filter((check) => isValid(check, value, checking)).length;
    if (count === 1) return true;
    if (count > 1) return fail(checking, path, `must have one of the described shapes, and has ${count} of them`);
    return explain(schema, checks, options, { value, path, checking });
  };
};

export const notCheck: Keywords = (schema, compile) => {
  const excluded = schema.schema('not');
  if (!excluded) return undefined;
  const check = compile(excluded);
  return (value, path, checking) =>
    !isValid(check, value, checking) || fail(checking, path, 'must not have the shape that is excluded');
};

export const conditionCheck: Keywords = (schema, compile) => {
  const condition = schema.schema('if');
  const [met, unmet] = [schema.schema('then'), schema.schema('else')].map((part) => part && compile(part));
  if (!condition || !(met || unmet)) return undefined;
  const check = compile(condition);
  return (value, path, checking) => {
    const consequence = isValid(check, value, checking) ? met : unmet;
    return !consequence || consequence(value, path, checking);
  };
};

interface Failed {
  readonly value: unknown;
  readonly path: string;
  readonly checking: Checking;
}

/** Explains a value that has none of the shapes: by the shape that its discriminator names, else by the one with the fewest mistakes. */
function explain(
  schema: Schema,
  checks: readonly Check[],
  options: readonly Schema[],
  { value, path, checking }: Failed,
): false {
  if (!checking.found) return false;
  const named = optionNamed(schema, options, value);
  const mistakes = (named === undefined ? checks : checks.slice(named, named + 1)).map((check) =>
    mistakesOf(check, value, path, checking),
  );
  const nearest = mistakes.reduce((best, other) => (isNearer(other, best, path) ? other : best));
  const isAboutType = nearest.every((mistake) => mistake.path === path);
  if (isAboutType && mistakes.length > 1) return fail(checking, path, summaryOf(mistakes.flat(), path));
  checking.found.push(...nearest);
  return false;
}

function mistakesOf(check: Check, value: unknown, path: string, checking: Checking): ErrorDetail[] {
  const found: ErrorDetail[] = [];
  const inner = { found, stepsLeft: checking.stepsLeft, depth: checking.depth, results: checking.results };
  check(value, path, inner);
  checking.stepsLeft = inner.stepsLeft;
  return found;
}

/** A shape that the value has as a whole is nearer than one that it does not have at all. */
function isNearer(one: readonly ErrorDetail[], other: readonly ErrorDetail[], path: string): boolean {
  const isWhole = (found: readonly ErrorDetail[]) => found.some((mistake) => mistake.path === path);
  if (isWhole(one) !== isWhole(other)) return isWhole(other);
  return one.length < other.length;
}

function summaryOf(mistakes: readonly ErrorDetail[], path: string): string {
  const messages = [...new Set(mistakes.filter((mistake) => mistake.path === path).map(({ message }) => message))];
  const types = messages.flatMap((message) => /^must be ((?:[a-z]+)(?: or [a-z]+)*)$/.exec(message)?.[1] ?? []);
  if (types.length === messages.length) return `must be ${types.join(' or ')}`;
  return messages[0] ?? 'must have one of the described shapes';
}

/** The index of the option that the value's discriminator names; `undefined` when it names none. */
function optionNamed(schema: Schema, options: readonly Schema[], value: unknown): number | undefined {
  const kind = schema.kindOf(value);
  const index = kind ? options.indexOf(kind) : -1;
  return index === -1 ? undefined : index;
}
