import type { Checker } from '../checking/checker.ts';
import type { Schema } from '../schemas/schema.ts';
import { coerced } from './coerce.ts';
import { jsonOrText } from './parameter-text.ts';
import { itemSchemas, propertySchemas, typesOfAll } from './schema-types.ts';

/** Texts by their names, in which brackets say that a field is one of an object or of a list: `filter[ids][]=1`. */
export type BracketFields = Map<string, BracketFields | string[]>;

const MAX_BRACKETS = 20;

/** The parts of a name: `filter[status]` has two. A name that is not written so is one part. */
export function partsOfName(name: string): string[] {
  const [, first, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  const inside = [...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part);
  return first === undefined || inside.length > MAX_BRACKETS ? [name] : [first, ...inside];
}

export function putField(at: BracketFields, [name = '', ...rest]: readonly string[], text: string): void {
  const known = at.get(name);
  if (rest.length === 0) {
    if (Array.isArray(known)) known.push(text);
    else if (!known) at.set(name, [text]);
    return;
  }
  const inside: BracketFields = known instanceof Map ? known : new Map();
  at.set(name, inside);
  putField(inside, rest, text);
}

/** The value that fields stand for: the first that is valid against one of the schemas, of all that they can be read as. */
export function valueOfFields(
  fields: BracketFields | readonly string[],
  schemas: readonly Schema[],
  checker: Checker,
): unknown {
  const types = typesOfAll(schemas);
  const readings = fields instanceof Map ? readingsOfMap(fields, types) : readingsOfTexts(fields, types);
  const [first, ...others] = readings;
  if (others.length === 0) return first?.(schemas, checker);
  const candidates = readings.map((read) => read(schemas, checker));
  const found = candidates.find((value) => schemas.some((schema) => checker.isValid(schema, value)));
  return found === undefined ? candidates[0] : found;
}

type Reading = (schemas: readonly Schema[], checker: Checker) => unknown;

function readingsOfMap(fields: BracketFields, types: ReadonlySet<string>): readonly Reading[] {
  const isNumbered = [...fields.keys()].every((name) => /^\d*$/.test(name));
  const list: Reading = (schemas, checker) => {
    const items = itemSchemas(schemas);
    return [...fields].flatMap(([name, item]) =>
      name === '' && Array.isArray(item)
        ? item.map((text) => valueOfFields([text], items, checker))
        : [valueOfFields(item, items, checker)],
    );
  };
  const object: Reading = (schemas, checker) =>
    Object.fromEntries(
      [...fields].map(([name, inside]) => [name, valueOfFields(inside, propertySchemas(schemas, name), checker)]),
    );
  if (!isNumbered) return [object];
  if (types.has('object')) return types.has('array') ? [list, object] : [object];
  return [list];
}

function readingsOfTexts(texts: readonly string[], types: ReadonlySet<string>): readonly Reading[] {
  const [first = ''] = texts;
  const list: Reading = (schemas, checker) => {
    const items = itemSchemas(schemas);
    return texts.map((text) => coerced(text, items, checker));
  };
  const one: Reading = (schemas, checker) => coerced(first, schemas, checker);
  const json: Reading = () => jsonOrText(first);
  const isPlain = types.size === 0 || ['string', 'number', 'boolean', 'null'].some((type) => types.has(type));
  return [
    ...(types.has('array') || texts.length > 1 ? [list] : []),
    ...(isPlain ? [one] : []),
    ...(types.has('object') || types.has('array') ? [json] : []),
  ];
}
