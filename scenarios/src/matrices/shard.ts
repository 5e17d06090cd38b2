import type { Cell } from './matrix.ts';
import { SelectionError } from './usage-errors.ts';

/** One of `count` parts of the cells; the first one has the `index` 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `2/8`: the second of eight parts. */
export function parseShard(text: string): Shard {
  const [, first, second] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (index >= 1 && index <= count) return { index, count };
  throw new SelectionError(`${JSON.stringify(text)} is no shard: write 2/8 for the second of eight, from 1/8 to 8/8.`);
}

/** The number of open shards that are compared for each cell. Comparing all would take minutes when there are thousands. */
const CANDIDATES = 64;

/**
 * The cells of one shard, in the order they came. Together the shards have every cell once; they are equally large, give or take
 * one, and each has about as many of every member, month and other value as the others. Throws a `SelectionError` when there are
 * more shards than cells.
 */
export function shardOf(cells: readonly Cell[], { index, count }: Shard): Cell[] {
  if (count > cells.length) {
    throw new SelectionError(`There are more shards than cells: ${count} of ${cells.length}.`);
  }
  const shards = Array.from({ length: count }, () => new GrowingShard());
  let open: GrowingShard[] = [];
  for (const cell of cells) {
    if (open.length === 0) open = shards.toReversed();
    const labels = Object.entries(cell).map(String);
    const candidates = open.slice(-CANDIDATES);
    const fewest = candidates.reduceRight((best, shard) =>
      shard.countOf(labels) < best.countOf(labels) ? shard : best,
    );
    fewest.take(cell, labels);
    open.splice(open.lastIndexOf(fewest), 1);
  }
  return shards[index - 1]?.cells ?? [];
}

/** The cells of a shard so far, and the number of cells with each label. */
class GrowingShard {
  readonly cells: Cell[] = [];
  readonly #counts = new Map<string, number>();

  /** The number of times that the shard has a cell's labels. */
  countOf(labels: readonly string[]): number {
    return labels.reduce((sum, label) => sum + (this.#counts.get(label) ?? 0), 0);
  }

  take(cell: Cell, labels: readonly string[]): void {
    this.cells.push(cell);
    for (const label of labels) this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
  }
}
