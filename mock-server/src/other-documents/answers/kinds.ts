import type { Checker } from '../checking/checker.ts';
import { isList } from '../reading/json.ts';
import { itemSchemas, propertyNames, propertySchemas, withParts } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';

/** The facts about a schema that the kinds of its values are found by. */
interface Facts {
  /** The parts of the schema that have a discriminator. */
  readonly discriminated: readonly Schema[];
  readonly names: ReadonlySet<string>;
  /** The schemas of the properties that the schema names, as they are asked for, and of all others. */
  readonly properties: Map<string | undefined, readonly Schema[]>;
  readonly items: readonly Schema[];
}

const known = new WeakMap<Schema, Facts>();

function factsOf(schema: Schema): Facts {
  const found = known.get(schema);
  if (found) return found;
  const facts: Facts = {
    discriminated: [...withParts(schema)].filter(({ discriminator }) => discriminator !== undefined),
    names: new Set(propertyNames(schema)),
    properties: new Map(),
    items: itemSchemas([schema]),
  };
  known.set(schema, facts);
  return facts;
}

/** The schema of the kind that a value says it is, by a discriminator of the schema; `undefined` when it says none. */
export function kindNamed(schema: Schema, value: unknown): Schema | undefined {
  for (const part of factsOf(schema).discriminated) {
    const kind = part.kindOf(value);
    if (kind) return kind;
  }
  return undefined;
}

const MAX_DEPTH = 20;

/** Whether a value, and each value in it, has the shape of the kind that it says it is: a valid one may have that of another. */
export function isOfItsKinds(value: unknown, schemas: readonly Schema[], checker: Checker, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return true;
  const kinds = schemas.flatMap((schema) => kindNamed(schema, value) ?? []);
  if (!kinds.every((kind) => checker.isValid(kind, value))) return false;
  const all = [...new Set([...schemas, ...kinds])];
  return partsOf(value, all).every(([part, ofPart]) => isOfItsKinds(part, ofPart, checker, depth + 1));
}

/** The objects and lists in a value, with the schemas that each may have. */
function partsOf(value: object, schemas: readonly Schema[]): (readonly [unknown, readonly Schema[]])[] {
  if (isList(value)) {
    const ofItems = schemas.flatMap((schema) => factsOf(schema).items);
    return value.map((item) => [item, ofItems]);
  }
  return Object.entries(value)
    .filter(([, part]) => typeof part === 'object')
    .map(([name, part]) => [part, schemas.flatMap((schema) => propertiesOf(schema, name))]);
}

function propertiesOf(schema: Schema, name: string): readonly Schema[] {
  const { names, properties } = factsOf(schema);
  const key = names.has(name) ? name : undefined;
  const found = properties.get(key) ?? propertySchemas([schema], name);
  properties.set(key, found);
  return found;
}
