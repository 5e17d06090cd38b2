import { MatchersV3 } from '@pact-foundation/pact';
import { type Interaction, ids } from './interaction.ts';

const { atLeastLike, boolean, eachLike, equal, integer, like, number, string } = MatchersV3;

/**
 * An example of an answer, matched by type: the SDK hands a value on as the type that the document gives it, and reads no more. A list
 * has at least one item like the first of its example; an empty example stands for any list. The example has as many items.
 */
function matchedByType(example: unknown): unknown {
  if (Array.isArray(example))
    return example.length === 0 ? like([]) : atLeastLike(matchedByType(example[0]), 1, example.length);
  switch (typeof example) {
    case 'string':
      return string(example);
    case 'number':
      return Number.isInteger(example) ? integer(example) : number(example);
    case 'boolean':
      return boolean(example);
    default:
      return Object.fromEntries(Object.entries(Object(example)).map(([name, value]) => [name, matchedByType(value)]));
  }
}

/** The body of an answer. Its envelope has only the fields that the SDK reads. */
export function answerBody(answer: Interaction['answer']): object {
  if (!('code' in answer)) return { header: { isSuccessful: equal(true) }, ...Object(matchedByType(answer.fields)) };
  const details = answer.namesFields
    ? eachLike({ path: string('/month'), message: string('must be a month') }, 1)
    : like([]);
  return { header: { resultMessage: string('It is refused.') }, error: equal(answer.code), details };
}

const PLACE = /\{(\w+)\}/gu;

/**
 * A text with the examples of the ids in their places. The SDK has to send exactly this; a verifier sends the ids of the provider state
 * instead.
 */
export function withIds(text: string) {
  const example = withExampleIds(text);
  if (example === text) return text;
  return {
    value: example,
    'pact:matcher:type': 'equality',
    'pact:generator:type': 'ProviderState',
    expression: text.replaceAll(PLACE, '$${$1}'),
  };
}

function withExampleIds(text: string): string {
  const examples: ReadonlyMap<string, string> = new Map(Object.entries(ids));
  return text.replaceAll(PLACE, (place, name) => examples.get(name) ?? place);
}

/** A body whose texts have the ids in their places. */
export function bodyWithIds(body: unknown): unknown {
  if (typeof body === 'string') return withIds(body);
  if (Array.isArray(body)) return body.map(bodyWithIds);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, bodyWithIds(value)]));
}
