import { isObject } from '../documents/json-value.ts';
import { type FlatSchema, flatten } from './flat-schema.ts';
import { type Effect, enumDifferences, keywordDifferences, typeDifference } from './keyword-differences.ts';
import { type References, referredName } from './references.ts';

/** A difference of two schemas. */
export interface SchemaDifference {
  /** The place in the values: `$.statements[].total`. */
  readonly path: string;
  readonly message: string;
  readonly effect: Effect;
  /** The named schema that the difference is in, and the place in it; the same wherever the schema is used. */
  readonly origin: string | undefined;
}

/** The place of two schemas that are compared. */
interface Place {
  readonly path: string;
  readonly origin: string | undefined;
  /** The pairs of named schemas that the place is within: a schema may have itself for a part. */
  readonly within: ReadonlySet<string>;
}

/** Compares schemas of two documents, with all that is in them. */
export class SchemaComparison {
  readonly #before: References;
  readonly #after: References;

  constructor(before: References, after: References) {
    this.#before = before;
    this.#after = after;
  }

  compare(before: unknown, after: unknown): SchemaDifference[] {
    return [...this.#differences(before, after, { path: '$', origin: undefined, within: new Set() })];
  }

  *#differences(before: unknown, after: unknown, place: Place): Generator<SchemaDifference> {
    const inside = enter(before, after, place);
    if (!inside) return;
    const [old, now] = [flatten(before, this.#before), flatten(after, this.#after)];
    const type = typeDifference(old.types, now.types);
    const own = [
      ...(type ? [type] : []),
      ...enumDifferences(old.enum, now.enum),
      ...keywordDifferences(old.keywords, now.keywords),
    ];
    for (const { message, effect } of own) yield at(inside, message, effect);
    yield* this.#ofFields(old, now, inside);
    yield* this.#ofOtherFields(old.keywords.additionalProperties, now.keywords.additionalProperties, inside);
    yield* this.#ofItems(old.keywords.items, now.keywords.items, inside);
    yield* this.#ofAlternatives(old.alternatives, now.alternatives, inside);
  }

  *#ofFields(old: FlatSchema, now: FlatSchema, place: Place): Generator<SchemaDifference> {
    const names = [...old.properties.keys(), ...now.properties.keys(), ...old.required, ...now.required];
    for (const name of new Set(names)) {
      const field = step(place, `.${name}`);
      const [was, is] = [old.properties.get(name), now.properties.get(name)];
      if (was !== undefined && is === undefined) {
        yield at(field, 'it is removed', 'removed');
        continue;
      }
      if (was === undefined && is !== undefined) yield at(field, 'it is new', 'added');
      yield* requiredness(field, old.required.has(name), now.required.has(name));
      if (was !== undefined && is !== undefined) yield* this.#differences(was, is, field);
    }
  }

  *#ofOtherFields(old: unknown, now: unknown, place: Place): Generator<SchemaDifference> {
    if (isObject(old) && isObject(now)) yield* this.#differences(old, now, step(place, '.*'));
    const [was, is] = [permissiveness(old), permissiveness(now)];
    if (is < was)
      yield at(place, is === 0 ? 'other fields are not allowed any more' : 'other fields have a schema', 'narrower');
    if (is > was) yield at(place, is === 2 ? 'other fields may be anything' : 'other fields are allowed', 'wider');
  }

  *#ofItems(old: unknown, now: unknown, place: Place): Generator<SchemaDifference> {
    if (old === undefined && now === undefined) return;
    yield* this.#differences(old ?? {}, now ?? {}, step(place, '[]'));
  }

  *#ofAlternatives(
    old: readonly unknown[] | undefined,
    now: readonly unknown[] | undefined,
    place: Place,
  ): Generator<SchemaDifference> {
    if (old === undefined && now !== undefined) yield at(place, 'there are alternatives', 'narrower');
    if (old !== undefined && now === undefined) yield at(place, 'there are no alternatives any more', 'wider');
    if (old === undefined || now === undefined) return;
    yield* this.#ofPairs(old, now, place);
  }

  *#ofPairs(old: readonly unknown[], now: readonly unknown[], place: Place): Generator<SchemaDifference> {
    const pairs = this.#pairs(old, now);
    const known = new Set(pairs.values());
    for (const [index, alternative] of old.entries()) {
      const pair = pairs.get(alternative);
      if (pair === undefined) yield at(place, `the alternative ${nameOf(alternative, index)} is removed`, 'narrower');
      else yield* this.#differences(alternative, pair, place);
    }
    for (const [index, alternative] of now.entries())
      if (!known.has(alternative)) yield at(place, `the alternative ${nameOf(alternative, index)} is new`, 'wider');
  }

  /** The alternatives that are the same before and after: by name, else by being equal. As many others are taken in their order. */
  #pairs(old: readonly unknown[], now: readonly unknown[]): Map<unknown, unknown> {
    const pairs = new Map<unknown, unknown>();
    const left = new Set(now);
    const pair = (one: unknown, other: unknown) => {
      pairs.set(one, other);
      left.delete(other);
    };
    for (const one of old) {
      const name = referredName(one);
      const same = [...left].find((other) => name !== undefined && referredName(other) === name);
      if (same !== undefined) pair(one, same);
    }
    for (const one of old.filter((alternative) => !pairs.has(alternative))) {
      const equal = [...left].find((other) => this.compare(one, other).length === 0);
      if (equal !== undefined) pair(one, equal);
    }
    const rest = old.filter((alternative) => !pairs.has(alternative) && referredName(alternative) === undefined);
    const others = [...left].filter((alternative) => referredName(alternative) === undefined);
    if (rest.length === others.length) for (const [index, one] of rest.entries()) pair(one, others[index]);
    return pairs;
  }
}

/** The place within two schemas; nothing when the same two are compared already. */
function enter(before: unknown, after: unknown, { path, origin, within }: Place): Place | undefined {
  const names = [referredName(before), referredName(after)];
  if (names.every((name) => name === undefined)) return { path, origin, within };
  const pair = names.join(' and ');
  if (within.has(pair)) return undefined;
  return { path, origin: names[1] ?? names[0], within: new Set([...within, pair]) };
}

function step({ path, origin, within }: Place, part: string): Place {
  return { path: path + part, origin: origin === undefined ? undefined : origin + part, within };
}

function at({ path, origin }: Place, message: string, effect: Effect): SchemaDifference {
  return { path, origin, message, effect };
}

function* requiredness(field: Place, was: boolean, is: boolean): Generator<SchemaDifference> {
  if (is && !was) yield at(field, 'it is required', 'narrower');
  if (was && !is) yield at(field, 'it is not required any more', 'wider');
}

/** The permissiveness for fields that are not described: 0 for none, 1 for those that a schema allows, 2 for any. */
function permissiveness(additional: unknown): number {
  if (additional === false) return 0;
  return isObject(additional) && Object.keys(additional).length > 0 ? 1 : 2;
}

function nameOf(alternative: unknown, index: number): string {
  return referredName(alternative) ?? `number ${index + 1}`;
}
