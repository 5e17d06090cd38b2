import { type Outcome, type Scalar, type Stage, stages } from '../cases/bill.ts';
import { compareOutcomes, type Difference } from '../runs/compare-outcomes.ts';

/**
 * The distance of an outcome from the target's: the number of figures of each step that differ, in the order in which a bill is made. Empty
 * when none differs.
 */
export type Distance = readonly number[];

/** The steps in the order in which a bill is made. Whether a payment is refused follows from all amounts before it. */
const order: readonly Stage[] = [...stages.filter((stage) => stage !== 'life'), 'life'];

export function distanceBetween(made: Outcome, actual: Outcome, omits: readonly string[]): Distance {
  const differences = compareOutcomes(made, actual, omits);
  return differences.length === 0 ? [] : distanceOf(differences);
}

/** The distance that differences make. */
function distanceOf(differences: readonly Difference[]): Distance {
  const counts = order.map(() => 0);
  for (const difference of differences) {
    const place = order.indexOf(difference.stage);
    counts[place] = (counts[place] ?? 0) + weightOf(difference);
  }
  return counts;
}

/** Compares distances: less than 0 when `a` is nearer, because fewer figures differ in the first step with another number of them. */
export function compareDistances(a: Distance, b: Distance): number {
  for (const place of order.keys()) {
    const [one = 0, other = 0] = [a[place], b[place]];
    if (one !== other) return one - other;
  }
  return 0;
}

/** The first step in which figures differ, as a place in the order in which a bill is made; undefined when none differs. */
export function firstWrong(distance: Distance): number | undefined {
  const place = distance.findIndex((count) => count > 0);
  return place < 0 ? undefined : place;
}

/** The step at a place in the order in which a bill is made. */
export function stageAt(place: number): Stage {
  return order[place] ?? 'life';
}

/** A price list that is printed in one text counts by the words that differ, so that it comes nearer with each of its numbers. */
function weightOf({ path, expected, actual }: Difference): number {
  return path.endsWith('/pricing') ? Math.max(1, differingWords(expected, actual)) : 1;
}

function differingWords(...texts: [expected: Scalar | undefined, actual: Scalar | undefined]): number {
  const [one = [], other = []] = texts.map((text) => String(text ?? '').split(' '));
  return [...(one.length > other.length ? one : other).keys()].filter((place) => one[place] !== other[place]).length;
}
