import { toPointerPart } from '../../errors/json-pointer.ts';
import { patternOf } from '../patterns/pattern.ts';
import { isObject, type JsonObject } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Check, type Checking, every, everyPart, fail, type Keywords } from './check.ts';
import { isValid } from './lists.ts';

/** The direction in which a value is sent: a request need not have a property that is `readOnly`, an answer none that is `writeOnly`. */
export type Direction = 'request' | 'response';

const HIDDEN = { request: 'readOnly', response: 'writeOnly' } as const;

/** Whether a property is not sent in a direction, by the property's own schema or by the schema that it refers to. */
export function isHidden(property: Schema | undefined, direction: Direction): boolean {
  const name = HIDDEN[direction];
  return property !== undefined && (property.flag(name) || property.target?.flag(name) === true);
}

export function requiredCheck(direction: Direction): Keywords {
  return (schema) => {
    const required = schema.required.filter((name) => !isHidden(schema.property(name), direction));
    const dependent = schema.dependentRequired;
    if (required.length === 0 && dependent.length === 0) return undefined;
    return ofObjects((value, path, checking) => {
      const needed = dependent.flatMap(([name, names]) => (Object.hasOwn(value, name) ? names : []));
      const missing = [...required, ...needed].filter((name) => !Object.hasOwn(value, name));
      for (const name of checking.found ? new Set(missing) : [])
        fail(checking, below(path, name, checking), 'is required');
      return missing.length === 0;
    });
  };
}

export const objectSizeCheck: Keywords = (schema) => {
  const min = schema.number('minProperties') ?? 0;
  const max = schema.number('maxProperties') ?? Number.POSITIVE_INFINITY;
  if (min === 0 && max === Number.POSITIVE_INFINITY) return undefined;
  return ofObjects((value, path, checking) => {
    const size = Object.keys(value).length;
    if (size < min) return fail(checking, path, `must have at least ${min} properties`);
    return size <= max || fail(checking, path, `must have at most ${max} properties`);
  });
};

export const propertiesCheck: Keywords = (schema, compile) => {
  const properties = new Map(schema.map('properties').map(([name, property]) => [name, compile(property)]));
  const patterns = schema.map('patternProperties').map(([source, of]) => [patternOf(source), compile(of)] as const);
  const other = schema.schema('additionalProperties');
  const additional = other && compile(other);
  if (properties.size === 0 && patterns.length === 0 && !additional) return undefined;
  const checksOf = (name: string): Check[] => {
    const own = properties.get(name);
    const matching = patterns.flatMap(([pattern, check]) => (pattern.matches(name) ? [check] : []));
    const known = own ? [own, ...matching] : matching;
    return known.length === 0 && additional ? [additional] : known;
  };
  return ofObjects((value, path, checking) =>
    everyPart(Object.keys(value), checking, (name) =>
      every(checksOf(name), value[name], below(path, name, checking), checking),
    ),
  );
};

export const namesCheck: Keywords = (schema, compile) => {
  const named = schema.schema('propertyNames');
  if (!named) return undefined;
  const check = compile(named);
  return ofObjects((value, path, checking) => {
    const wrong = Object.keys(value).filter((name) => !isValid(check, name, checking));
    for (const name of checking.found ? wrong : []) fail(checking, below(path, name, checking), 'is no allowed name');
    return wrong.length === 0;
  });
};

export const dependentSchemasCheck: Keywords = (schema, compile) => {
  const dependent = schema.map('dependentSchemas').map(([name, of]) => [name, compile(of)] as const);
  if (dependent.length === 0) return undefined;
  return ofObjects((value, path, checking) => {
    const failed = dependent.filter(([name, check]) => Object.hasOwn(value, name) && !check(value, path, checking));
    return failed.length === 0;
  });
};

/** The path of a property, which only a check that tells mistakes needs. */
export function below(path: string, name: string, checking: Checking): string {
  return checking.found ? `${path}/${toPointerPart(name)}` : path;
}

function ofObjects(check: (value: JsonObject, path: string, checking: Checking) => boolean): Check {
  return (value, path, checking) => !isObject(value) || check(value, path, checking);
}
