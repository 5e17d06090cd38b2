import type { Checker } from '../checking/checker.ts';
import type { Example, Media } from '../operations/media.ts';
import { essenceOf, isJson } from '../operations/media.ts';
import type { Schema } from '../schemas/schema.ts';

/** An example as the value that is sent: a document may write JSON as a text. */
export function exampleValue({ value }: Example, { schema, type }: Media, checker: Checker): unknown {
  if (typeof value !== 'string' || !schema || !isJson(type) || checker.isValid(schema, value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return checker.isValid(schema, parsed) ? parsed : value;
  } catch {
    return value;
  }
}

const judged = new WeakMap<Example, boolean>();

/** Whether an example is valid against the schema beside it. Only values can be: the text of another type is taken as it is. */
export function isValidExample(example: Example, media: Media, checker: Checker): boolean {
  const known = judged.get(example);
  if (known !== undefined) return known;
  const isOfValues = isJson(media.type) || essenceOf(media.type).includes('*');
  const isValid = !media.schema || !isOfValues || checker.isValid(media.schema, exampleValue(example, media, checker));
  judged.set(example, isValid);
  return isValid;
}

/** The first example of a schema as a whole that is valid against it. */
export function schemaExample(schema: Schema, checker: Checker): { readonly value: unknown } | undefined {
  for (let at: Schema | undefined = schema; at; at = at.target) {
    for (const value of at.examples) {
      if (checker.isValid(schema, value)) return { value };
    }
  }
  return undefined;
}
