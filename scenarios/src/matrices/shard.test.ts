import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveredCells } from './coverage.ts';
import { type Cell, cellsOf, cellText } from './matrix.ts';
import { parseShard, shardOf } from './shard.ts';

const dimensions = [
  { name: 'member', labels: ['kr', 'jp', 'us', 'eu', 'etc'] },
  { name: 'month', labels: Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`) },
  { name: 'unpaid', labels: ['none', 'CURRENT', 'OVERDUE'] },
  { name: 'credits', labels: ['none', 'FREE', 'PAID', 'REFUND', 'FREE_PAID', 'ALL'] },
];

const shardsOf = (cells: readonly Cell[], count: number) =>
  Array.from({ length: count }, (_, index) => shardOf(cells, { index: index + 1, count }));

/** For every label, the lowest and the highest number of cells with it in one shard. */
function spreads(shards: readonly Cell[][], dimension: string): number[] {
  const labels = new Set(shards.flat().map((cell) => cell[dimension]));
  return [...labels].map((label) => {
    const counts = shards.map((cells) => cells.filter((cell) => cell[dimension] === label).length);
    return Math.max(...counts) - Math.min(...counts);
  });
}

describe('shards', () => {
  test('together have every cell once, in order, and are equally large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20 }), (sample, count) => {
        const cells = coveredCells(dimensions, { sample: sample + count }, 1);
        const shards = shardsOf(cells, count).map((shard) => shard.map(cellText));
        const order = cells.map(cellText);
        expect(shards.flat().toSorted()).toEqual(order.toSorted());
        for (const shard of shards) expect(shard).toEqual(order.filter((cell) => shard.includes(cell)));
        const sizes = shards.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  test.each([2, 3, 4, 5, 6, 7, 8, 12, 16, 18])('in %d parts have about as many of every value', (count) => {
    for (const cells of [cellsOf(dimensions), coveredCells(dimensions, 'pairwise', 1)]) {
      const shards = shardsOf(cells, count);
      for (const { name } of dimensions) expect(Math.max(...spreads(shards, name))).toBeLessThanOrEqual(4);
    }
  });
});

test('more shards than cells are refused at once, and almost as many are soon dealt', () => {
  const cells = cellsOf(dimensions);
  expect(() => shardOf(cells.slice(0, 3), { index: 1, count: 999_999 })).toThrow(
    'There are more shards than cells: 999999 of 3.',
  );
  // It would take minutes to look at every shard for every cell.
  const many = Array.from({ length: 30 }, () => cells).flat();
  expect(shardOf(many, { index: 1, count: many.length - 1 })).toHaveLength(2);
});

test('a shard is written as its number and how many there are', () => {
  expect(parseShard('2/8')).toEqual({ index: 2, count: 8 });
  expect(parseShard('1/1')).toEqual({ index: 1, count: 1 });
});

test.each(['', '2', '0/8', '9/8', '1/0', 'a/b', '1/2/3', '-1/2', '1.5/2'])('%j is no shard', (text) => {
  expect(() => parseShard(text)).toThrow(
    `${JSON.stringify(text)} is no shard: write 2/8 for the second of eight, from 1/8 to 8/8.`,
  );
});
