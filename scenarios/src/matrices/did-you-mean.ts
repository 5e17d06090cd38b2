import { distance } from 'fastest-levenshtein';

/** A typing mistake changes two letters at most, and fewer than all letters of a short word. */
const MAX_MISTAKES = 2;

/**
 * The sentence that asks whether a near word was meant, to be put after another one; nothing when none is near. The engine suggests
 * the names of defects.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}

/** The known word that was probably meant. */
function nearestWord(word: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .map((candidate) => ({ candidate, mistakes: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, mistakes }) => mistakes <= MAX_MISTAKES && mistakes < candidate.length)
    .sort((a, b) => a.mistakes - b.mistakes);
  return nearest?.candidate;
}
