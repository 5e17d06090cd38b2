/** Whole numbers from the first to the last. */
export type NumberRange = readonly [number, number];

/** Ascending numbers as ranges. */
export function rangesOf(numbers: Iterable<number>): NumberRange[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export function* numbersOf(ranges: Iterable<NumberRange>): Generator<number> {
  for (const [first, last] of ranges) {
    for (let number = first; number <= last; number += 1) yield number;
  }
}

export function countIn(ranges: Iterable<NumberRange>): number {
  let count = 0;
  for (const [first, last] of ranges) count += Math.max(0, last - first + 1);
  return count;
}
