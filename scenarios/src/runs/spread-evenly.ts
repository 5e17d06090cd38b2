const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * The items in an order that any beginning of spreads evenly over all of them, always the same for as many items: a run that ends
 * early has seen something of everything, and a part of a matrix that fails whole does not look like the end of the target.
 */
export function spreadEvenly<Item>(items: readonly Item[]): Item[] {
  const { length } = items;
  let step = Math.round(length * GOLDEN_RATIO);
  while (divisor(step, length) > 1) step += 1;
  return items.flatMap((_, index) => items.slice((index * step) % length, ((index * step) % length) + 1));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
