import type { Result } from '@pactflow/openapi-pact-comparator';
import { CommandError } from '../documents/command-error.ts';
import { isObject, type Json, listOf, objectOf, textOf } from '../documents/json-value.ts';
import type { OpenApi } from '../documents/openapi.ts';
import type { Pact } from '../documents/pact.ts';
import { requirePackage } from '../documents/required-package.ts';

const COMPARATOR = '@pactflow/openapi-pact-comparator';

/** Something in an interaction that the document does not allow, or does not know. */
interface Disagreement {
  /** The part of the interaction: `request query month`, `response status`, or `response body $.statements[0]`. */
  readonly place: string;
  readonly message: string;
  /** Whether the interaction is impossible. A server only ignores unknown parts of a request. */
  readonly isError: boolean;
}

/** An interaction of a pact, compared with the document. */
export interface ComparedInteraction {
  readonly consumer: string;
  readonly description: string;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Compares the HTTP interactions of pacts with an OpenAPI document: whether the document allows their requests, and answers as they ask
 * for. Throws a `CommandError` when the comparator is not installed, and when it can't read a file.
 */
export async function compareWithDocument(pacts: readonly Pact[], { file, document }: OpenApi) {
  requirePackage(COMPARATOR, 'the comparator of OpenAPI and Pact');
  const { Comparator } = await import('@pactflow/openapi-pact-comparator');
  const comparator = readable(file, () => new Comparator({ oas: document }));
  const compared: ComparedInteraction[] = [];
  for (const pact of pacts) compared.push(...(await compareOne(pact, (value) => comparator.compare(value))));
  return compared;
}

async function compareOne(
  { file, consumer, document }: Pact,
  compare: (pact: object) => AsyncGenerator<Result>,
): Promise<ComparedInteraction[]> {
  const interactions = listOf(document.interactions).map(objectOf);
  const found = new Map<number, Disagreement[]>();
  try {
    for await (const result of compare(document)) {
      const { index, place } = placeOf(result);
      found.set(index, [
        ...(found.get(index) ?? []),
        { place, message: messageOf(result), isError: result.type === 'error' },
      ]);
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return interactions.flatMap((interaction, index) => {
    const disagreements = distinct(found.get(index) ?? []);
    return isHttp(interaction) ? { consumer, description: textOf(interaction.description) ?? '', disagreements } : [];
  });
}

function isHttp({ request, response }: Json): boolean {
  return isObject(request) && isObject(response);
}

const LOCATION = /^\[root\]\.interactions\[(?<index>\d+)\]\.(?<side>request|response)\.(?<part>[^.]+)(?<rest>.*)$/su;

/** The interaction, and its part in the words of a person: `[root].interactions[3].request.body.meterList.0` is `request body $.meterList[0]`. */
function placeOf({ mockDetails }: Result): { readonly index: number; readonly place: string } {
  const { index = '0', side = '', part = '', rest = '' } = LOCATION.exec(mockDetails?.location ?? '')?.groups ?? {};
  if (part === 'body')
    return { index: Number(index), place: `${side} body $${rest.replaceAll(/\.(\d+)(?=\.|$)/gu, '[$1]')}` };
  return { index: Number(index), place: `${side} ${part.replace('headers', 'header')}${rest.replace('.', ' ')}` };
}

/** Our own sentences for the comparator's findings, by their codes. The place is told apart from them. */
const sentences: Readonly<Record<string, string>> = {
  'request.path-or-method.unknown': 'the document has no such operation',
  'request.query.unknown': 'the document does not describe it',
  'request.header.unknown': 'the document does not describe it',
  'response.status.unknown': 'the document does not describe this status here',
  'response.header.unknown': 'the document does not describe it',
  'response.content-type.incompatible': 'the document describes other types here',
};

/** The comparator's sentence without its beginning, which repeats the place, with the value or those that are allowed. */
function messageOf({ code, message, mockDetails, specDetails }: Result): string {
  const sentence = sentences[code];
  const value = JSON.stringify(mockDetails?.value) ?? 'missing';
  if (sentence !== undefined) return `${value}: ${sentence}`;
  const [, reason = message] = /spec file: (.*)$/su.exec(message) ?? [];
  const allowed = [...listOf(specDetails?.value), ...listOf(objectOf(specDetails?.value).enum)];
  if (allowed.length > 0 && reason.endsWith('one of the allowed values'))
    return `${value}: must be one of ${allowed.join(', ')}`;
  return value.length > MAX_SHOWN ? reason : `${value}: ${reason}`;
}

/** A longer value is left out. */
const MAX_SHOWN = 60;

const OF_ALTERNATIVES = /: must (?:match a schema in anyOf|match exactly one schema in oneOf|NOT be valid)$/u;

/** Each disagreement once. The sentence that no alternative fits is left out beside the mistakes in each alternative. */
function distinct(disagreements: readonly Disagreement[]): Disagreement[] {
  const known = new Map(disagreements.map((one) => [`${one.place} ${one.message}`, one]));
  const telling = [...known.values()].filter(({ message }) => !OF_ALTERNATIVES.test(message));
  return telling.length > 0 ? telling : [...known.values()];
}

function readable<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): CommandError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new CommandError(`${file} can't be compared: ${message}`, { cause });
}
