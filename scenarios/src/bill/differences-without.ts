import type { Outcome } from './bill.ts';
import { type Difference, differencesOf } from './compare.ts';
import { figureOf } from './signature.ts';

/** All in which what came of a case is not as it should be, but for figures that are not to be compared. */
export function differencesWithout(omits: readonly string[], expected: Outcome, actual: Outcome): Difference[] {
  const differences = differencesOf(expected, actual);
  return omits.length === 0 ? differences : differences.filter(({ path }) => !omits.includes(figureOf(path)));
}
