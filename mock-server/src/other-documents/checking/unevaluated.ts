import { patternOf } from '../patterns/pattern.ts';
import { isList, isObject } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import type { Check, Checking, Compile, Keywords } from './check.ts';
import { evaluatedItems, isValid } from './lists.ts';
import { below } from './objects.ts';

/** The parts of a schema that describe the same value, and apply to it. */
function partsThatApply(schema: Schema, value: unknown, compile: Compile, checking: Checking): Schema[] {
  const applies = (part: Schema) => isValid(compile(part), value, checking);
  const condition = schema.schema('if');
  const isMet = condition !== undefined && applies(condition);
  const names = isObject(value) ? Object.keys(value) : [];
  const dependent = schema.map('dependentSchemas').flatMap(([name, part]) => (names.includes(name) ? [part] : []));
  const conditional = [isMet ? condition : undefined, schema.schema(isMet ? 'then' : 'else')];
  return [
    schema.target,
    ...schema.list('allOf'),
    ...dependent,
    ...[...schema.list('anyOf'), ...schema.list('oneOf')].filter(applies),
    ...(condition ? conditional : []),
  ].filter((part) => part !== undefined);
}

/** The schema and all its parts that apply to a value, at every level. */
function* allThatApply(schema: Schema, value: unknown, compile: Compile, checking: Checking): Generator<Schema> {
  const open = [schema];
  const seen = new Set(open);
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (const part of partsThatApply(next, value, compile, checking)) {
      if (seen.has(part)) continue;
      seen.add(part);
      open.push(part);
    }
  }
}

export const unevaluatedPropertiesCheck: Keywords = (schema, compile) => {
  const rest = schema.schema('unevaluatedProperties');
  if (!rest) return undefined;
  return (value, path, checking) => {
    if (!isObject(value)) return true;
    const applying = [...allThatApply(schema, value, compile, checking)];
    const names = Object.keys(value).filter((name) => !applying.some((part) => describes(part, name, part !== schema)));
    const check = compile(rest);
    return names.filter((name) => !check(value[name], below(path, name, checking), checking)).length === 0;
  };
};

function describes(schema: Schema, name: string, isPart: boolean): boolean {
  return (
    schema.property(name) !== undefined ||
    schema.schema('additionalProperties') !== undefined ||
    (isPart && schema.schema('unevaluatedProperties') !== undefined) ||
    schema.map('patternProperties').some(([source]) => patternOf(source).matches(name))
  );
}

export const unevaluatedItemsCheck: Keywords = (schema, compile): Check | undefined => {
  const rest = schema.schema('unevaluatedItems');
  if (!rest) return undefined;
  return (value, path, checking) => {
    if (!isList(value)) return true;
    const applying = [...allThatApply(schema, value, compile, checking)];
    const first = Math.max(...applying.map(evaluatedItems));
    const contained = applying.flatMap((part) => part.schema('contains') ?? []).map(compile);
    const check = compile(rest);
    return value.every(
      (item, index) =>
        index < first ||
        contained.some((part) => isValid(part, item, checking)) ||
        check(item, below(path, String(index), checking), checking),
    );
  };
};
