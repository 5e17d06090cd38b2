import { distance } from 'fastest-levenshtein';

/** An error for cells that can't be chosen: `message` says in a sentence what is wrong, and what there is. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}

/** A typing mistake changes two letters at most, and fewer than all letters of a short word. */
const MAX_MISTAKES = 2;

/**
 * An error that names the unknown word, the known ones and the one that was probably meant. `there` is like `The matrix smoke has`.
 */
export function unknownWord(word: string, known: readonly string[], there: string): SelectionError {
  return new SelectionError(`${there} no ${word}, only ${known.join(', ')}.${didYouMean(word, known)}`);
}

/** The known word that was probably meant. */
function nearestWord(word: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .map((candidate) => ({ candidate, mistakes: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, mistakes }) => mistakes <= MAX_MISTAKES && mistakes < candidate.length)
    .sort((a, b) => a.mistakes - b.mistakes);
  return nearest?.candidate;
}

/** An error for a request that can't be followed: `message` says in one line what is wrong, and what is possible. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The sentence that asks whether a near word was meant, to be put after another one; nothing when none is near. The engine suggests
 * the names of defects.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}
