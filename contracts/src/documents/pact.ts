import { CommandError } from './command-error.ts';
import { isObject, type Json, listOf, objectOf, textOf } from './json-value.ts';
import { readJsonFile } from './read-file.ts';

/** A pact file: the requests of a consumer to a provider, and the answers that it needs. */
export interface Pact {
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  /** The document, as Pact's own programs read it. */
  readonly document: Json;
}

/** Reads a pact of any version of the specification. Throws a `CommandError` for a file that is none. */
export function readPact(file: string): Pact {
  const document = objectOf(readJsonFile(file));
  const consumer = textOf(objectOf(document.consumer).name);
  const provider = textOf(objectOf(document.provider).name);
  const interactions = [...listOf(document.interactions), ...listOf(document.messages)];
  if (consumer === undefined || provider === undefined || !interactions.every(isObject)) {
    throw new CommandError(
      `${file} is no pact: it has no consumer and provider with a name and a list of interactions.`,
    );
  }
  if (interactions.length === 0) throw new CommandError(`${file} is a pact without interactions.`);
  return { file, consumer, provider, document };
}
