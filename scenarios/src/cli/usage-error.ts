import { nearestWord } from '../matrix/unknown-word.ts';

/** What was asked for can't be done as asked; `message` says so in a line for people, and what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The sentence that asks whether a near word was meant, to be put after another one; nothing when none is near. */
export function meant(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}
