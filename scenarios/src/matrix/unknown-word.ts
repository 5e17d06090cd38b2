import { distance } from 'fastest-levenshtein';
import { SelectionError } from './selection-error.ts';

/** A typing mistake changes two letters at most, and of a short word one: a third is another word. */
const MAX_MISTAKES = 2;

/** That there is no such word, which ones there are, and which one was probably meant. `there` is like `The matrix smoke has`. */
export function unknownWord(word: string, known: readonly string[], there: string): SelectionError {
  const meant = nearestWord(word, known);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new SelectionError(`${there} no ${word}, only ${known.join(', ')}.${hint}`);
}

/** The known word that was probably meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .map((candidate) => ({ candidate, mistakes: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, mistakes }) => mistakes <= MAX_MISTAKES && mistakes < candidate.length)
    .sort((a, b) => a.mistakes - b.mistakes);
  return nearest?.candidate;
}
