import { type Json, objectOf } from '../documents/json-value.ts';
import { type DocumentedApi, type DocumentedOperation, documentedApi, type Parameter } from './documented-operation.ts';
import { type Effect, textFor } from './keyword-differences.ts';
import { SchemaComparison, type SchemaDifference } from './schema-differences.ts';

/** A difference of two documents that clients or servers may notice. */
export interface DocumentDifference {
  /** The operation and its part: `GET /things: response 200 body $[].price`. */
  readonly place: string;
  readonly message: string;
  readonly isBreaking: boolean;
  /** The number of other places with the same difference of the same named schema. */
  readonly otherPlaces: number;
}

type Found = Omit<DocumentDifference, 'otherPlaces'> & { readonly origin?: string | undefined };

/** The effects that break clients: a request that allows less than was promised, and an answer that allows more. */
const breakingEffects: Readonly<Record<'request' | 'response', ReadonlySet<Effect>>> = {
  request: new Set(['narrower', 'other', 'removed', 'default']),
  response: new Set(['wider', 'other', 'removed']),
};

/**
 * The differences of two OpenAPI documents, in the order of the operations. Descriptions, examples, names of schemas and of operations, and
 * whether a schema is referred to or written out make none.
 */
export function documentDifferences(before: Json, after: Json): DocumentDifference[] {
  const [old, now] = [documentedApi(before), documentedApi(after)];
  return withoutRepeats([...new Comparison(old, now).differences()]);
}

/** A difference of a named schema is told once, though it is found wherever the schema is used. */
function withoutRepeats(all: readonly Found[]): DocumentDifference[] {
  const told = new Map<string, DocumentDifference>();
  for (const { place, message, isBreaking, origin } of all) {
    const key = JSON.stringify([origin ?? place, message, isBreaking]);
    const first = told.get(key);
    told.set(
      key,
      first ? { ...first, otherPlaces: first.otherPlaces + 1 } : { place, message, isBreaking, otherPlaces: 0 },
    );
  }
  return [...told.values()];
}

class Comparison {
  readonly #old: DocumentedApi;
  readonly #now: DocumentedApi;
  readonly #schemas: SchemaComparison;

  constructor(old: DocumentedApi, now: DocumentedApi) {
    this.#old = old;
    this.#now = now;
    this.#schemas = new SchemaComparison(old.references, now.references);
  }

  *differences(): Generator<Found> {
    for (const [key, was] of this.#old.operations) {
      const is = this.#now.operations.get(key);
      if (is) yield* this.#ofOperation(was, is);
      else yield breaking(was.name, 'the operation is removed');
    }
    for (const [key, { name }] of this.#now.operations)
      if (!this.#old.operations.has(key)) yield harmless(name, 'the operation is new');
  }

  *#ofOperation(was: DocumentedOperation, is: DocumentedOperation): Generator<Found> {
    const { name } = is;
    if (textFor(was.security) !== textFor(is.security)) {
      const message = `security is ${textFor(is.security)}, not ${textFor(was.security)}`;
      yield { place: name, message, isBreaking: is.security !== undefined };
    }
    for (const key of new Set([...was.parameters.keys(), ...is.parameters.keys()]))
      yield* this.#ofParameter(name, was.parameters.get(key), is.parameters.get(key));
    yield* this.#ofRequestBody(`${name}: request body`, was.requestBody, is.requestBody);
    for (const status of [...new Set([...was.responses.keys(), ...is.responses.keys()])].sort())
      yield* this.#ofResponse(`${name}: response ${status}`, was.responses.get(status), is.responses.get(status));
  }

  *#ofParameter(operation: string, was: Parameter | undefined, is: Parameter | undefined): Generator<Found> {
    const place = `${operation}: ${(is ?? was)?.name}`;
    if (!is) return yield breaking(place, 'it is removed');
    if (!was) return yield is.isRequired ? breaking(place, 'it is new and required') : harmless(place, 'it is new');
    yield* requiredness(place, was.isRequired, is.isRequired);
    if (was.style !== is.style) yield breaking(place, `style is ${is.style}, not ${was.style}`);
    if (was.explode !== is.explode) yield breaking(place, `explode is ${is.explode}, not ${was.explode}`);
    yield* this.#ofSchemas('request', place, was.schema, is.schema);
  }

  *#ofRequestBody(place: string, was: Json | undefined, is: Json | undefined): Generator<Found> {
    if (!was && !is) return;
    if (!is) return yield breaking(place, 'it is removed');
    const isRequired = is.required === true;
    if (!was) return yield isRequired ? breaking(place, 'it is new and required') : harmless(place, 'it is new');
    yield* requiredness(place, was.required === true, isRequired);
    yield* this.#ofContent('request', place, was.content, is.content);
  }

  *#ofResponse(place: string, was: Json | undefined, is: Json | undefined): Generator<Found> {
    // Clients have to do with any refusal, but only with the successes that they know.
    const isRefusal = /response [45]/u.test(place);
    if (!was || !is) return yield { place, message: is ? 'it is new' : 'it is removed', isBreaking: !isRefusal };
    yield* this.#ofContent('response', `${place} body`, was.content, is.content);
    const [before, after] = [headersOf(was), headersOf(is)];
    for (const [name, header] of before) yield* this.#ofHeader(`${place} header ${name}`, header, after.get(name));
    for (const name of after.keys()) if (!before.has(name)) yield harmless(`${place} header ${name}`, 'it is new');
  }

  *#ofHeader(place: string, header: unknown, other: unknown): Generator<Found> {
    if (other === undefined) return yield breaking(place, 'it is removed');
    const [was, is] = [this.#old.references.resolve(header), this.#now.references.resolve(other)];
    if (was.required === true && is.required !== true) yield breaking(place, 'it is not required any more');
    yield* this.#ofSchemas('response', place, was.schema, is.schema);
  }

  *#ofContent(side: 'request' | 'response', place: string, before: unknown, after: unknown): Generator<Found> {
    const [old, now] = [objectOf(before), objectOf(after)];
    for (const type of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (now[type] === undefined) yield breaking(place, `the media type ${type} is removed`);
      else if (old[type] === undefined) yield harmless(place, `the media type ${type} is new`);
      else yield* this.#ofSchemas(side, place, objectOf(old[type]).schema, objectOf(now[type]).schema);
    }
  }

  *#ofSchemas(side: 'request' | 'response', place: string, before: unknown, after: unknown): Generator<Found> {
    const effects = breakingEffects[side];
    for (const difference of this.#schemas.compare(before ?? {}, after ?? {}))
      if (side === 'request' || difference.effect !== 'default') yield found(place, difference, effects);
  }
}

function found(place: string, difference: SchemaDifference, effects: ReadonlySet<Effect>): Found {
  const { path, message, effect, origin } = difference;
  return { place: `${place} ${path}`, message, isBreaking: effects.has(effect), origin };
}

function* requiredness(place: string, was: boolean, is: boolean): Generator<Found> {
  if (is && !was) yield breaking(place, 'it is required');
  if (was && !is) yield harmless(place, 'it is not required any more');
}

function headersOf({ headers }: Json): Map<string, unknown> {
  return new Map(Object.entries(objectOf(headers)).map(([name, header]) => [name.toLowerCase(), header]));
}

function breaking(place: string, message: string): Found {
  return { place, message, isBreaking: true };
}

function harmless(place: string, message: string): Found {
  return { place, message, isBreaking: false };
}
