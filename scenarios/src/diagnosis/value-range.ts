import type { Range } from './simple-decimals.ts';

/**
 * Compares the figure of a bill that follows from a value with the target's: -1 when it is less, 1 when it is more, 0 when it is the
 * same, and undefined when there is no such figure with this value.
 */
export type Compare = (value: bigint) => Sign | undefined;

export type Sign = -1 | 0 | 1;

/** The sign of `a` − `b`. */
export function signOf(a: bigint, b: bigint): Sign {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The parts and the multiples of a value's size by which it is changed to find another value. */
const CHANGES = [1000n, 100n, 20n, 5n, 2n];
const MULTIPLES = [2n, 4n, 10n, 100n, 10_000n, 1_000_000n];

/** The precision of a range's ends: they are found to within a sixteenth of the range. */
const FINENESS = 16n;

/**
 * Finds the values that make the target's figure, from a value that does not. The figure rises or falls with the value. The
 * range may be a bit too wide, never too narrow. Undefined when no value makes the figure.
 */
export function findRange(from: bigint, within: Range, compare: Compare): Range | undefined {
  const own = compare(from);
  if (own === undefined || own === 0) return undefined;
  const beside = (direction: bigint) => aroundTarget(from, valuesBeside(from, direction, within), compare);
  const range = beside(-1n) ?? beside(1n);
  return range && narrowed(range, compare);
}

/**
 * The last value before the figure is the target's or beyond it, and the first value after that, or the last one of all. Undefined when
 * the figure never comes so far.
 */
function aroundTarget(from: bigint, values: Iterable<bigint>, compare: Compare): Range | undefined {
  const own = compare(from);
  let [before, reached] = [from, from];
  for (const value of values) {
    const sign = compare(value);
    if (sign === own) before = value;
    if (sign === undefined) break;
    reached = value;
    if (sign !== own && sign !== 0) break;
  }
  return reached === before ? undefined : ordered(before, reached);
}

/**
 * The part of a range whose values make the target's figure. Undefined when no value makes the figure; the whole range when the
 * figure tells nothing.
 */
export function narrowed({ min, max }: Range, compare: Compare): Range | undefined {
  const [low, high] = [compare(min), compare(max)];
  if (low === undefined || high === undefined) return { min, max };
  if (low !== 0 && low === high) return undefined;
  const end = low === 0 ? min : max;
  const inside = low === 0 || high === 0 ? end : zeroBetween({ min, max }, low, compare);
  if (inside === undefined) return undefined;
  return {
    min: low === 0 ? min : endBetween(min, inside, compare),
    max: high === 0 ? max : endBetween(max, inside, compare),
  };
}

/** A value that makes the target's figure, between one that makes less and one that makes more. */
function zeroBetween({ min, max }: Range, low: number, compare: Compare): bigint | undefined {
  let [below, above] = [min, max];
  while (above - below > 1n) {
    const middle = (below + above) / 2n;
    const sign = compare(middle);
    if (sign === 0) return middle;
    if (sign === undefined) return undefined;
    if (sign === low) below = middle;
    else above = middle;
  }
  return undefined;
}

/** The last value outside, on the way from a value with another figure to one with the target's. */
function endBetween(outside: bigint, inside: bigint, compare: Compare): bigint {
  let [out, into] = [outside, inside];
  while (distance(out, into) > 1n && distance(out, into) * FINENESS > distance(into, inside)) {
    const middle = (out + into) / 2n;
    if (compare(middle) === 0) into = middle;
    else out = middle;
  }
  return out;
}

/** Values further and further away in one direction, up to the end of the allowed range. */
function* valuesBeside(from: bigint, direction: bigint, { min, max }: Range): Generator<bigint> {
  const size = from === 0n ? 10n ** 9n : from;
  const distances = [...CHANGES.map((part) => size / part), size, ...MULTIPLES.map((times) => size * times)];
  for (const away of distances) {
    const value = from + direction * (away > 0n ? away : 1n);
    if (value < min || value > max) {
      yield direction < 0n ? min : max;
      return;
    }
    yield value;
  }
}

function ordered(a: bigint, b: bigint): Range {
  return a < b ? { min: a, max: b } : { min: b, max: a };
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}
