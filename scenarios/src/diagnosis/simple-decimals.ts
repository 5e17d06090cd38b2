import { ONE, toDecimal } from '../matrices/built-in/decimals.ts';

/** A range of decimals in smallest fractions; its ends are in it. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** The largest power of ten that a decimal may have. */
const LARGEST_STEP = 10n ** 14n * ONE;

/**
 * The likeliest decimals of a range, at most so many. People write prices and rates with few places after the point: those with the
 * fewest places come, and of too many whole numbers some of the rounder ones, spread evenly.
 */
export function simplestIn(range: Range, most: number): string[] {
  for (let step = ONE; step >= 1n; step /= 10n) {
    if (countOf(range, step) > 0n) return multiplesOf(coarser(range, step, BigInt(most)), range, most);
  }
  return [];
}

/** The number of multiples of a step in a range. */
function countOf({ min, max }: Range, step: bigint): bigint {
  return max / step - (min + step - 1n) / step + 1n;
}

/** The coarsest step from `step` on of which there are more multiples in the range than wanted; `step` when there are not so many. */
function coarser(range: Range, step: bigint, most: bigint): bigint {
  const next = step * 10n;
  return next > LARGEST_STEP || countOf(range, next) < most ? step : coarser(range, next, most);
}

/** The multiples of a step in a range, at most so many of them, spread evenly. */
function multiplesOf(step: bigint, range: Range, most: number): string[] {
  const first = (range.min + step - 1n) / step;
  const count = countOf(range, step);
  const shown = count < BigInt(most) ? Number(count) : most;
  return Array.from({ length: shown }, (_, index) => {
    const place = shown === 1 ? 0n : ((count - 1n) * BigInt(index)) / BigInt(shown - 1);
    return toDecimal((first + place) * step);
  });
}
