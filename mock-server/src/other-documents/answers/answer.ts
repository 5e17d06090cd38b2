import { Refusal } from '../../errors/refusal.ts';
import type { Checker } from '../checking/checker.ts';
import type { Generator } from '../generating/generator.ts';
import { NONE } from '../generating/making.ts';
import type { Media } from '../operations/media.ts';
import type { Schema } from '../schemas/schema.ts';
import { bodyOf, type SentAnswer } from './body-of.ts';
import { chooseMedia } from './choose-media.ts';
import { type ChosenResponse, chooseResponse, hasBody } from './choose-response.ts';
import { echoed, type Said } from './echo.ts';
import { exampleValue, isValidExample, schemaExample } from './examples.ts';
import { kindNamed } from './kinds.ts';
import { type Preferences, preferencesIn } from './prefer.ts';
import { headersOf } from './response-headers.ts';

/** The generator and the checker that answers are made with. */
export interface AnswerMakers {
  readonly generator: Generator;
  readonly checker: Checker;
}

/** The form of the answer that a request asks for. */
export interface Asked extends Said {
  readonly prefer: string | readonly string[] | undefined;
  readonly accept: string | undefined;
  /** The same for the same request and the same option `--seed`. */
  readonly seed: string;
}

/** An answer of a document's operation. */
export interface MadeAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: SentAnswer | undefined;
}

/** The value of an answer; it may be given instead of an example or made value. */
export type GivenValue = (schema: Schema | undefined) => { readonly value: unknown } | undefined;

/**
 * Makes the answer that a request asks for: from an example of the document, else by its schema. Throws `VALIDATION_ERROR` for a
 * status or example that the document does not have, and `NOT_ACCEPTABLE`.
 */
export function makeAnswer(asked: Asked, makers: AnswerMakers, given?: GivenValue): MadeAnswer {
  const preferences = preferencesIn(asked.prefer);
  return answerWith(chooseResponse(asked.operation, preferences.code), asked, makers, given);
}

/** Throws `NOT_ACCEPTABLE` when a request accepts no type of its best answer: it is refused before it changes anything. */
export function checkAccept({ operation, accept }: Asked): void {
  const { status, response } = chooseResponse(operation, undefined);
  if (response && hasBody(status)) chooseMedia(response.media, accept);
}

/** Makes an answer of a chosen response. */
export function answerWith(chosen: ChosenResponse, asked: Asked, makers: AnswerMakers, given?: GivenValue): MadeAnswer {
  const { status, response } = chosen;
  const preferences = preferencesIn(asked.prefer);
  const seed = `${asked.seed} ${status}`;
  const headers = response ? headersOf(response, asked.operation, makers, seed) : {};
  const media = response && hasBody(status) ? chooseMedia(response.media, asked.accept) : undefined;
  if (!media) {
    if (preferences.example !== undefined) throw unknownExample(preferences.example, []);
    return { status, headers, body: undefined };
  }
  const value =
    given?.(media.media.schema)?.value ?? mediaValue(media.media, preferences, { ...asked, seed, status }, makers);
  return { status, headers, body: bodyOf(value, media.type, media.media.schema) };
}

function mediaValue(media: Media, preferences: Preferences, asked: Asked, makers: AnswerMakers): unknown {
  const { checker } = makers;
  if (preferences.example !== undefined) return exampleValue(exampleCalled(media, preferences.example), media, checker);
  const example = media.examples.find((one) => isValidExample(one, media, checker));
  if (example && !preferences.isDynamic) return exampleValue(example, media, checker);
  const { schema } = media;
  if (!schema) return {};
  const ofSchema = preferences.isDynamic ? undefined : schemaExample(schema, checker);
  return ofSchema ? ofSchema.value : madeValue(schema, !preferences.isDynamic, asked, makers);
}

function madeValue(schema: Schema, usesExamples: boolean, asked: Asked, { generator, checker }: AnswerMakers): unknown {
  const kind = kindNamed(schema, asked.body);
  const made = generator.make(schema, asked.seed, { name: '', usesExamples, kind });
  if (made !== NONE) return echoed(made, asked, schema, checker);
  // No valid value can be made: the server told this when it started.
  const nearest = generator.makeNearest(schema, asked.seed);
  return nearest === NONE ? {} : nearest;
}

function exampleCalled({ examples }: Media, name: string): Media['examples'][number] {
  const found = examples.find((one) => one.name === name);
  if (found) return found;
  throw unknownExample(
    name,
    examples.map((one) => one.name).filter((one) => one !== ''),
  );
}

function unknownExample(name: string, known: readonly string[]): Refusal {
  const there = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none with a name';
  const message = `asks for the example ${JSON.stringify(name.slice(0, 100))}, which this answer does not have (${there})`;
  return Refusal.ofField('VALIDATION_ERROR', 'header/prefer', message);
}
