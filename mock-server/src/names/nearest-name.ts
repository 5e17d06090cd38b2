import { closest, distance } from 'fastest-levenshtein';

/** A longer name was not mistyped, and would take long to compare. */
const MAX_COMPARED = 100;

/** The name that was probably meant: one that differs in two letters, or in at most a third of them, whatever their case. */
export function nearestName(asked: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || asked.length > MAX_COMPARED) return undefined;
  const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, '');
  const nearest = closest(lettersOf(asked), names.map(lettersOf));
  const letters = distance(lettersOf(asked), nearest);
  const isNear = letters <= Math.max(2, nearest.length / 3) && letters < asked.length / 1.5;
  return isNear ? names.find((candidate) => lettersOf(candidate) === nearest) : undefined;
}

/** The end of a message that suggests the name that was probably meant; empty when no name is near. */
export function suggestion(asked: string, names: readonly string[]): string {
  const nearest = nearestName(asked, names);
  return nearest === undefined ? '' : `: did you mean ${nearest}?`;
}
