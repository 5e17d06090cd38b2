import type { Checker } from '../checking/checker.ts';
import type { Schema } from '../schemas/schema.ts';
import type { Variant } from './variant.ts';

const OTHER_VALUES: readonly unknown[] = ['other', 0, true, {}, [], null];

/**
 * Changes an object that would have several of the shapes of a `oneOf`, of which it may have one: it gets properties that the other
 * shapes describe in another way, and that its own shape allows.
 */
export function setApart(value: Record<string, unknown>, { rivals, schemas }: Variant, checker: Checker): object {
  let changed = value;
  for (const rival of rivals) {
    if (!checker.isValid(rival, changed)) continue;
    changed =
      candidatesFor(rival, changed).find(
        (candidate) =>
          !checker.isValid(rival, candidate) && schemas.every((schema) => isOwn(schema, candidate, checker)),
      ) ?? changed;
  }
  return changed;
}

/** The choices of a schema are judged later, when the object is finished. */
function isOwn(schema: Schema, value: object, checker: Checker): boolean {
  return schema.list('oneOf').length > 0 || schema.schema('not') !== undefined || checker.isValid(schema, value);
}

function candidatesFor(rival: Schema, value: Record<string, unknown>): Record<string, unknown>[] {
  const names = allParts(rival).flatMap((part) => part.map('properties').map(([name]) => name));
  const changed = names.flatMap((name) => OTHER_VALUES.map((other) => ({ ...value, [name]: other })));
  return [...changed, { ...value, extra: 'other' }];
}

/** A schema, and all that it refers to or consists of. */
function allParts(schema: Schema): Schema[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    for (const inside of [...part.list('allOf'), ...(part.target ? [part.target] : [])]) parts.add(inside);
  }
  return [...parts];
}
