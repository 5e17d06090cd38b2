import { distance } from 'fastest-levenshtein';

/**
 * Refuses an option that does not exist: it would have no effect, and the caller would not know.
 *
 * @throws TypeError with the option that may be meant.
 */
export function checkNames(where: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new TypeError(`${name} is no option of ${where}: ${adviceFor(name, known, 'options')}`);
  }
}

/** The end of a sentence about a name that does not exist: the one that may be meant, or all of them. */
export function adviceFor(name: string, known: readonly string[], kind: string): string {
  const near = nearest(name, known);
  return near === undefined ? `the ${kind} are ${known.join(', ')}` : `did you mean ${near}?`;
}

/** A name that differs in capitals or in a third of its letters at most. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((other) => ({ other, far: distance(name.toLowerCase(), other.toLowerCase()) }));
  const [best] = distances.toSorted((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(1, name.length / 3) ? best.other : undefined;
}
