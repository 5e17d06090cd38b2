const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * The items in an order in which the first ones, however many, are spread evenly over all items. The order depends on the number of
 * items only. So a run that ends early has results of every part, and a part of a matrix that fails does not look like a target
 * that is gone.
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
