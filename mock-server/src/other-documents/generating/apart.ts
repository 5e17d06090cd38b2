import type { Checker } from '../checking/checker.ts';
import { isList, isObject, type JsonObject } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import type { Variant } from './variant.ts';

const OTHER_VALUES: readonly unknown[] = ['other', 0, true, {}, [], null];

/** The level down to which common parts of shapes are changed, and the most changes tried: shapes may differ only inside of them. */
const MAX_DEPTH = 4;
const MAX_CANDIDATES = 300;

/**
 * Changes an object that would have several of the shapes of a `oneOf`, of which it may have one: it gets properties that the other
 * shapes describe in another way, and that its own shape allows.
 */
export function setApart(value: JsonObject, { rivals, schemas }: Variant, checker: Checker): object {
  let changed = value;
  for (const rival of rivals) {
    if (!checker.isValid(rival, changed)) continue;
    const isApart = (candidate: JsonObject) =>
      !checker.isValid(rival, candidate) && schemas.every((schema) => isOwn(schema, candidate, checker));
    changed = firstOf(candidatesFor([rival], changed, 1), isApart) ?? changed;
  }
  return changed;
}

function firstOf<Value>(values: Iterable<Value>, isWanted: (value: Value) => boolean): Value | undefined {
  let left = MAX_CANDIDATES;
  for (const value of values) {
    if (isWanted(value)) return value;
    left -= 1;
    if (left === 0) break;
  }
  return undefined;
}

/** The choices of a schema are judged later, when the object is finished. */
function isOwn(schema: Schema, value: object, checker: Checker): boolean {
  return schema.list('oneOf').length > 0 || schema.schema('not') !== undefined || checker.isValid(schema, value);
}

/** The object with one thing changed that the shapes describe, first in the object itself and then inside of it. */
function* candidatesFor(rivals: readonly Schema[], value: JsonObject, depth: number): Generator<JsonObject> {
  const parts = rivals.flatMap(allParts);
  const names = new Set(parts.flatMap((part) => part.map('properties').map(([name]) => name)));
  for (const name of names) for (const other of OTHER_VALUES) yield { ...value, [name]: other };
  yield { ...value, extra: 'other' };
  if (depth >= MAX_DEPTH) return;
  for (const name of names) {
    const inside = parts.flatMap((part) => part.property(name) ?? []);
    for (const changed of changesInside(inside, value[name], depth + 1)) yield { ...value, [name]: changed };
  }
}

function* changesInside(rivals: readonly Schema[], value: unknown, depth: number): Generator<unknown> {
  if (isObject(value)) yield* candidatesFor(rivals, value, depth);
  if (!isList(value)) return;
  const [first, ...others] = value;
  const items = rivals.flatMap(allParts).flatMap((part) => part.items ?? []);
  for (const changed of changesInside(items, first, depth)) yield [changed, ...others];
}

/** A schema, and all that it refers to or consists of. */
function allParts(schema: Schema): Schema[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    for (const inside of [...part.list('allOf'), ...(part.target ? [part.target] : [])]) parts.add(inside);
  }
  return [...parts];
}
