import { closest, distance } from 'fastest-levenshtein';

/** A longer name was not mistyped, and would take long to compare. */
const MAX_NAME = 100;

/** Suggests the name that was probably meant: one that differs in at most a third of its letters. Empty when there is none. */
export function suggestion(name: string, names: readonly string[]): string {
  if (names.length === 0 || name.length > MAX_NAME) return '';
  const nearest = closest(name, names);
  return distance(name, nearest) <= Math.max(name.length, nearest.length) / 3 ? `: did you mean ${nearest}?` : '';
}
