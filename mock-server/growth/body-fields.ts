import { type Schema, type Shape, shapesOf } from './document.ts';
import { exampleOfShape, isObject, type Place } from './example-value.ts';

/** A place in a body that can have any number of something: items, keys, unknown fields, characters or digits. */
export interface BodyField {
  /** A pointer into the body, with `*` for any key of a map. */
  readonly path: string;
  readonly kind: 'array' | 'map' | 'object' | 'string' | 'number';
  readonly shape: Shape;
  /** Makes a body that has this value in this place and is valid everywhere else. */
  embed(value: unknown, salt: string): unknown;
}

/** The places of a body, nested ones included. A place is listed once for each shape that the value around it can have. */
export function fieldsOf(body: Schema): readonly BodyField[] {
  const byBody = new Map<string, BodyField>();
  for (const field of fieldsIn(body, '', (value) => value)) {
    const key = `${field.kind} ${JSON.stringify(field.embed('here', ''))}`;
    if (!byBody.has(key)) byBody.set(key, field);
  }
  return [...byBody.values()];
}

type Embed = BodyField['embed'];

function* fieldsIn(schema: Schema, path: string, embed: Embed): Iterable<BodyField> {
  for (const shape of shapesOf(schema)) {
    if (isObject(shape)) yield* fieldsOfObject(shape, path, embed);
    else if (shape.items) yield* fieldsOfArray(shape, shape.items, { path, embed });
    else if (shape.type === 'string') yield { path, kind: 'string', shape, embed };
    else if (shape.type === 'number' || shape.type === 'integer') yield { path, kind: 'number', shape, embed };
  }
}

function* fieldsOfObject(shape: Shape, path: string, embed: Embed): Iterable<BodyField> {
  const { properties = {}, additionalProperties } = shape;
  if (typeof additionalProperties === 'object') {
    yield { path, kind: 'map', shape, embed };
    const inMap: Embed = (value, salt) => embed({ 'counter.0': value }, salt);
    yield* fieldsIn(additionalProperties, `${path}/*`, inMap);
    return;
  }
  yield { path, kind: 'object', shape, embed };
  for (const [name, property] of Object.entries(properties)) {
    const inField: Embed = (value, salt) => embed({ ...objectOf(shape, salt), [name]: value }, salt);
    yield* fieldsIn(property, `${path}/${name}`, inField);
  }
}

function* fieldsOfArray(shape: Shape, items: Schema, { path, embed }: Pick<BodyField, 'path' | 'embed'>) {
  yield { path, kind: 'array', shape, embed } as const;
  yield* fieldsIn(items, `${path}/0`, (value, salt) => embed([value], salt));
}

function objectOf(shape: Shape, salt: string): object {
  const place: Place = { index: 0, count: 1, salt, isFull: false };
  const example = exampleOfShape(shape, place);
  return typeof example === 'object' && example !== null ? example : {};
}
