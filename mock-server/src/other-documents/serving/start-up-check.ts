import { isValidExample } from '../answers/examples.ts';
import { isJson, type Media } from '../operations/media.ts';
import type { Operation } from '../operations/operation.ts';
import { patternOf } from '../patterns/pattern.ts';
import { shownPlace } from '../reading/located.ts';
import type { Schema } from '../schemas/schema.ts';
import type { LoadedDocument } from './loaded-document.ts';

/**
 * Tries every answer of a document once: tells the schemas that no value can be made for, and the examples that are not valid
 * against the schema beside them, so that nobody learns it from an answer.
 */
export function startUpNotices({ operations, makers }: LoadedDocument): string[] {
  const notices = new Set<string>();
  for (const { operation } of operations) {
    for (const media of mediaOf(operation)) {
      for (const notice of noticesOf(media, makers)) notices.add(notice);
    }
  }
  return [...notices];
}

function mediaOf({ responses }: Operation): Media[] {
  return responses.flatMap(({ media }) => media);
}

function noticesOf(media: Media, { generator, checker }: LoadedDocument['makers']): string[] {
  const wrong = media.examples.filter((example) => !isValidExample(example, media, checker));
  const ofExamples = wrong.map(
    ({ at }) => `${shownPlace(at)}: the example is not valid against its schema, so an answer is made instead`,
  );
  const { schema } = media;
  const isMade =
    !schema || !(isJson(media.type) || wrong.length === media.examples.length) || generator.canMake(schema);
  if (isMade) return ofExamples;
  const part = generator.unsatisfiablePartOf(schema);
  return [
    ...ofExamples,
    `${shownPlace(part.at)}: no value can be made that is valid against this schema${reasonOf(part)}`,
  ];
}

/** The reason why no value can be made, where it is a frequent one. */
function reasonOf(schema: Schema): string {
  const pattern = schema.text('pattern');
  if (pattern !== undefined && !patternOf(pattern).isReadable) return ': its pattern is no regular expression';
  const isClosed = schema.schema('additionalProperties')?.isFalse === true;
  const allowsOwnOnly =
    isClosed && (schema.list('allOf').length > 0 || schema.required.some((name) => !schema.property(name)));
  return allowsOwnOnly ? ': additionalProperties: false allows the properties that stand beside it, and no others' : '';
}
