import { Refusal } from '../errors/refusal.ts';

/** The largest volume that a reading can have. */
const MAX_VOLUME = 999_999_999_999_999;

/**
 * The smallest whole volume whose bill comes to a total, in minor units. `totalOf` bills a volume; a larger volume never costs less.
 * Throws `VALIDATION_ERROR` for a total that no volume comes to, since tax is rounded, with the nearest totals.
 */
export function volumeForTotal(total: number, totalOf: (volume: number) => number): number {
  let [low, high] = [0, MAX_VOLUME];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (totalOf(middle) < total) low = middle + 1;
    else high = middle;
  }
  const reached = totalOf(low);
  if (reached === total) return low;
  if (reached < total) throw ofTotal(`must be at most ${reached}`);
  const nearest = low === 0 ? `${reached}` : `${totalOf(low - 1)} or ${reached}`;
  throw ofTotal(`must be the total of a bill, tax included: the nearest is ${nearest}`);
}

function ofTotal(message: string): Refusal {
  return Refusal.ofField('VALIDATION_ERROR', '/params/total', message);
}
