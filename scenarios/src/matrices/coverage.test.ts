import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageText, coveredCells, parseCoverage } from './coverage.ts';
import { type Cell, cellCount, cellsOf, cellText, type Dimension } from './matrix.ts';

const short = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
const lengths = fc.oneof(
  { weight: 4, arbitrary: short },
  // One dimension is so long that its pairs are searched for in slices.
  fc.tuple(short, fc.integer({ min: 50, max: 120 })).map(([[first = 1, second = 1], long]) => [first, long, second]),
);
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

function spanning(sizes: readonly number[]): Dimension[] {
  return sizes.map((size, index) => ({
    name: `d${index}`,
    labels: Array.from({ length: size }, (_, value) => `v${value}`),
  }));
}

/** Every two labels of two dimensions, and of one alone, that some cell has. */
function pairsIn(cells: readonly Cell[]): Set<string> {
  return new Set(
    cells.flatMap((cell) => {
      const labels = Object.entries(cell).map(([name, label]) => `${name}=${label}`);
      return labels.flatMap((a) => labels.map((b) => `${a} ${b}`));
    }),
  );
}

describe('a coverage', () => {
  test.each(['full', 'pairwise', 'sample=1', 'sample=27000'])('can be %s', (text) => {
    expect(coverageText(parseCoverage(text))).toBe(text);
  });

  test.each(['', 'all', 'sample', 'sample=', 'sample=0', 'sample=1.5', 'sample=-1', 'Full'])('is never %j', (text) => {
    expect(() => parseCoverage(text)).toThrow(
      `${JSON.stringify(text)} is no coverage: choose full, pairwise or a number of cells like sample=100.`,
    );
  });
});

describe('pairwise', () => {
  test('has every pair of values, in cells of the matrix, each once and in its order', () => {
    fc.assert(
      fc.property(lengths, seeds, (sizes, seed) => {
        const dimensions = spanning(sizes);
        const cells = coveredCells(dimensions, 'pairwise', seed);
        const all = cellsOf(dimensions);
        expect(pairsIn(cells)).toEqual(pairsIn(all));
        const places = cells.map((cell) => all.findIndex((other) => cellText(other) === cellText(cell)));
        expect(places.toSorted((a, b) => a - b)).toEqual(places);
        expect(new Set(places).size).toBe(cells.length);
        expect(places).not.toContain(-1);
      }),
      { numRuns: 50 },
    );
  });

  test('needs few cells more than the two largest dimensions span', () => {
    // 12 months × 6 credits
    const cells = coveredCells(spanning([5, 12, 3, 5, 5, 6]), 'pairwise', 1);
    expect(cells.length).toBeGreaterThanOrEqual(72);
    expect(cells.length).toBeLessThanOrEqual(80);
  });

  test('has every pair of a dimension of a thousand values, as the prices of a catalog may have, without minutes of search', () => {
    const dimensions = spanning([5, 1000, 5, 6]);
    const cells = coveredCells(dimensions, 'pairwise', 1);
    const pairs = new Set(cells.flatMap(({ d0, d1, d2, d3 }) => [`${d1} ${d0}-`, `${d1} -${d2}-`, `${d1} -${d3}`]));
    expect(pairs.size).toBe(1000 * (5 + 5 + 6));
    // 1000 × 6, and hardly more
    expect(cells.length).toBeLessThan(6_100);
  });

  test('chooses the same cells for the same seed, and others for another', () => {
    const dimensions = spanning([5, 4, 4, 3]);
    const [first, again, other] = [7, 7, 8].map((seed) => coveredCells(dimensions, 'pairwise', seed));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('chooses by where a value is listed, not by what it is called', () => {
    const dimensions = [
      { name: 'constructor', labels: ['__proto__', 'toString'] },
      { name: '__proto__', labels: ['1', '0'] },
    ];
    expect(coveredCells(dimensions, 'pairwise', 1).map(cellText)).toEqual(cellsOf(dimensions).map(cellText));
  });
});

describe('a sample', () => {
  test('has as many cells as are asked for, each once and in the order of the matrix', () => {
    fc.assert(
      fc.property(lengths, seeds, fc.integer({ min: 1, max: 200 }), (sizes, seed, sample) => {
        const dimensions = spanning(sizes);
        const cells = coveredCells(dimensions, { sample }, seed);
        expect(cells.length).toBe(Math.min(sample, cellCount(dimensions)));
        const chosen = new Set(cells.map(cellText));
        expect(cells).toEqual(cellsOf(dimensions).filter((cell) => chosen.has(cellText(cell))));
      }),
      { numRuns: 50 },
    );
  });

  test('grows with its size, and changes with its seed', () => {
    const dimensions = spanning([5, 5, 5]);
    const sampled = (sample: number, seed: number) => coveredCells(dimensions, { sample }, seed).map(cellText);
    expect(sampled(20, 1)).toEqual(expect.arrayContaining(sampled(10, 1)));
    expect(sampled(10, 2)).not.toEqual(sampled(10, 1));
  });

  test('is the same on every machine', () => {
    const dimensions = [
      { name: 'member', labels: ['kr', 'jp', 'us', 'eu'] },
      { name: 'month', labels: ['2025-01', '2025-02', '2025-03'] },
    ];
    expect(coveredCells(dimensions, { sample: 3 }, 42).map(cellText)).toEqual([
      'member=kr, month=2025-02',
      'member=us, month=2025-02',
      'member=eu, month=2025-03',
    ]);
  });
});
