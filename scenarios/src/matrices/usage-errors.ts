import { didYouMean } from './did-you-mean.ts';

/** An error for a request that can't be followed: `message` tells the mistake, and the possible values, in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An error for cells that can't be chosen: `message` tells the mistake, and the values that exist, in a sentence. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}

/**
 * An error that names the unknown word, the known ones and the one that was probably meant. `there` is like `The matrix smoke has`.
 */
export function unknownWord(word: string, known: readonly string[], there: string): SelectionError {
  return new SelectionError(`${there} no ${word}, only ${known.join(', ')}.${didYouMean(word, known)}`);
}
