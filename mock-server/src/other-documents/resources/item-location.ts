import type { AnswerMakers, MadeAnswer } from '../answers/answer.ts';
import { chooseResponse } from '../answers/choose-response.ts';
import type { Operation } from '../operations/operation.ts';
import { childOf } from '../reading/located.ts';

/** The path of an item as a client has to ask for it, and the origin before it. */
export interface ItemAddress {
  readonly origin: string;
  readonly path: string;
}

/**
 * The answer with the item's path in its header `Location`, where the operation describes one: the path alone, or the whole URL
 * where the header's schema wants that. A header of another form stays as it was made.
 */
export function withLocation(
  answer: MadeAnswer,
  operation: Operation,
  { origin, path }: ItemAddress,
  { checker }: AnswerMakers,
): MadeAnswer {
  const described = chooseResponse(operation, undefined).response?.headers ?? [];
  const [name, at] = described.find(([header]) => header.toLowerCase() === 'location') ?? [];
  if (name === undefined || at === undefined) return answer;
  const schema = childOf(at, 'schema');
  const isRight = (text: string) =>
    schema.value === undefined || checker.isValid(operation.source.schemas.of(schema), text);
  const location = [path, `${origin}${path}`].find(isRight);
  return location === undefined ? answer : { ...answer, headers: { ...answer.headers, [name]: location } };
}
