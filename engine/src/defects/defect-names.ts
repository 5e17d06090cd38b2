import { distance } from 'fastest-levenshtein';
import type { Policy } from '../policy/policy.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import { defectsOf } from './defects.ts';

const MAX_TOLD = 5;

/** Nobody types a longer name, and comparing a longer one takes longer. */
const MAX_LENGTH = 100;

/**
 * The names of defects of engines that bill by `policy` that may have been meant by `name`, the nearest first, at most 5; none
 * when no name is near. At most half of the letters of `name` differ from a near name, or from words of it: `late fee` is near
 * `late-fee-without-grace`.
 */
export function defectNamesLike(name: string, policy: Policy = standardPolicy): string[] {
  const asked = name.toLowerCase();
  const words = asked.match(/[a-z0-9]+/g) ?? [];
  if (words.length === 0 || asked.length > MAX_LENGTH) return [];
  return defectsOf(policy)
    .map(({ name: known }) => ({ known, inWhole: distance(asked, known), inWords: mistakesInWords(words, known) }))
    .map((compared) => ({ ...compared, mistakes: Math.min(compared.inWhole, compared.inWords) }))
    .filter(({ mistakes }) => mistakes <= asked.length / 2)
    .sort((a, b) => a.mistakes - b.mistakes || a.inWhole - b.inWhole)
    .slice(0, MAX_TOLD)
    .map(({ known }) => known);
}

/** The number of letters in which the words differ from the nearest words of the known name. */
function mistakesInWords(words: readonly string[], known: string): number {
  const knownWords = known.split('-');
  let mistakes = 0;
  for (const word of words) mistakes += Math.min(...knownWords.map((other) => distance(word, other)));
  return mistakes;
}
