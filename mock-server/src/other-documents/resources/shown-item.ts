import type { AnswerMakers } from '../answers/answer.ts';
import { withFieldsOf } from '../answers/echo.ts';
import { isObject, type JsonObject } from '../reading/json.ts';
import { propertyNames } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';

/** An item of a resource that an answer shows. */
export interface Showing {
  readonly item: JsonObject;
  /** The schema that the item is made by. */
  readonly own: Schema;
  /** The seed of what the answer has besides: the same for the same item. */
  readonly seed: string;
}

/**
 * The item as a schema has it: by itself, in its envelope, or with those of its fields that the schema has, and further ones.
 * `undefined` when no such value can be made.
 */
export function shownItem(
  { item, own, seed }: Showing,
  schema: Schema,
  { generator, checker }: AnswerMakers,
): JsonObject | undefined {
  if (checker.isValid(schema, item)) return item;
  const made = generator.make(schema, seed, { name: '', usesExamples: false });
  if (!isObject(made)) return undefined;
  for (const name of Object.keys(made).filter((field) => isObject(made[field]))) {
    const enveloped = { ...made, [name]: item };
    if (checker.isValid(schema, enveloped)) return enveloped;
  }
  const shown = withFieldsOf(item, made, schema, checker);
  return isObject(shown) ? withoutMissing(shown, item, own, (changed) => checker.isValid(schema, changed)) : undefined;
}

/** A shown item without the fields that the item could have and has not, as far as it stays valid. */
function withoutMissing(
  shown: JsonObject,
  item: JsonObject,
  own: Schema,
  isValid: (changed: JsonObject) => boolean,
): JsonObject {
  const missing = new Set(propertyNames(own).filter((name) => !Object.hasOwn(item, name)));
  return Object.keys(shown).reduce((left, name) => {
    if (!missing.has(name)) return left;
    const { [name]: _, ...rest } = left;
    return isValid(rest) ? rest : left;
  }, shown);
}
