import { canonical, isList } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Check, type Checking, everyPart, fail, type Keywords } from './check.ts';

export const listSizeCheck: Keywords = (schema) => {
  const min = schema.number('minItems') ?? 0;
  const max = schema.number('maxItems') ?? Number.POSITIVE_INFINITY;
  const isUnique = schema.flag('uniqueItems');
  if (min === 0 && max === Number.POSITIVE_INFINITY && !isUnique) return undefined;
  return ofLists((items, path, checking) => {
    if (items.length < min) return fail(checking, path, `must have at least ${min} items`);
    if (items.length > max) return fail(checking, path, `must have at most ${max} items`);
    const isRight = !isUnique || new Set(items.map(canonical)).size === items.length;
    return isRight || fail(checking, path, 'must not have an item twice');
  });
};

export const itemsCheck: Keywords = (schema, compile) => {
  const first = schema.prefixItems.map(compile);
  const rest = schema.items && compile(schema.items);
  if (first.length === 0 && !rest) return undefined;
  return ofLists((items, path, checking) =>
    everyPart(items.entries(), checking, ([index, item]) => {
      const check = first[index] ?? rest;
      return !check || check(item, checking.found ? `${path}/${index}` : path, checking);
    }),
  );
};

export const containsCheck: Keywords = (schema, compile) => {
  const contained = schema.schema('contains');
  if (!contained) return undefined;
  const check = compile(contained);
  const min = schema.number('minContains') ?? 1;
  const max = schema.number('maxContains') ?? Number.POSITIVE_INFINITY;
  return ofLists((items, path, checking) => {
    const count = items.filter((item) => isValid(check, item, checking)).length;
    return (
      (count >= min && count <= max) || fail(checking, path, `must have ${range(min, max)} of the described items`)
    );
  });
};

function range(min: number, max: number): string {
  return max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
}

/** Whether a value is valid, with no mistakes told. */
export function isValid(check: Check, value: unknown, checking: Checking): boolean {
  const silent = { found: undefined, stepsLeft: checking.stepsLeft, depth: checking.depth, results: checking.results };
  try {
    return check(value, '', silent);
  } finally {
    checking.stepsLeft = silent.stepsLeft;
  }
}

function ofLists(check: (items: readonly unknown[], path: string, checking: Checking) => boolean): Check {
  return (value, path, checking) => !isList(value) || check(value, path, checking);
}

/** The number of items, from the first, that a schema describes, for `unevaluatedItems`. */
export function evaluatedItems(schema: Schema): number {
  return schema.items ? Number.POSITIVE_INFINITY : schema.prefixItems.length;
}
