import { type Schema, type Shape, shapesOf } from './document.ts';

/** The place of an example among many. Examples of different places have different ids. */
export interface Place {
  readonly index: number;
  readonly count: number;
  /** A part of ids that differs from request to request. */
  readonly salt: string;
  /** Whether the example has the optional fields. */
  readonly isFull: boolean;
}

/** The fields whose values depend on their place, which no schema says. */
const byPlace: Readonly<Record<string, (place: Place) => unknown>> = {
  upTo: ({ index, count }) => (index === count - 1 ? null : String(index + 1)),
};

/** An example of a schema's first alternative. */
export function exampleOf(schema: Schema, place: Place): unknown {
  const [shape = {}] = shapesOf(schema);
  return exampleOfShape(shape, place);
}

export function exampleOfShape(shape: Shape, place: Place): unknown {
  if (isObject(shape)) return exampleObject(shape, place);
  if (shape.items) return [exampleOf(shape.items, place)];
  if (shape.enum) return shape.enum[0];
  return exampleOfType(shape, place);
}

function exampleOfType({ type, example, minimum, name }: Shape, { salt, index }: Place): unknown {
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return example ?? minimum ?? 1;
  const text = String(example ?? 'text');
  return name === 'Id' || name === 'AccountId' ? `${text}-${salt}-${index}` : text;
}

export function isObject({ properties, additionalProperties, type }: Shape): boolean {
  return type === 'object' || Object.keys(properties ?? {}).length > 0 || typeof additionalProperties === 'object';
}

/** An object without an optional `uuid`: the header names the account, and a second name would have to agree with it. */
function exampleObject({ properties = {}, required = [] }: Shape, place: Place): Record<string, unknown> {
  const names = Object.keys(properties).filter((name) => required.includes(name) || (place.isFull && name !== 'uuid'));
  return Object.fromEntries(names.map((name) => [name, exampleField(name, properties[name] ?? {}, place)]));
}

function exampleField(name: string, schema: Schema, place: Place): unknown {
  return byPlace[name]?.(place) ?? (name in byPlace ? null : exampleOf(schema, place));
}
