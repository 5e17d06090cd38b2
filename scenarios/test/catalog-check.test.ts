import { checkPolicy, figuresOf, type Policy, standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { expect, test } from 'vitest';
import { matrices } from '../src/matrices/built-in/matrices.ts';
import { checkCatalog } from './catalog-check.ts';
import { randomCatalog } from './random-catalog.ts';

const seeds = [1, 2];
const quick = matrices.filter(({ name }) => name === 'smoke');

test('a seed makes one catalog, and another seed another one', () => {
  const catalogs = seeds.map((seed) => printCatalog(randomCatalog(seed)));
  expect(catalogs).toEqual(seeds.map((seed) => printCatalog(randomCatalog(seed))));
  expect(new Set(catalogs).size).toBe(seeds.length);
});

test.each(seeds)('every figure of catalog %i has other values, and can be billed by with them', (seed) => {
  const mutants = figuresOf(randomCatalog(seed)).map((figure) => figure.mutants.map(({ policy }) => policy()));
  expect(mutants.filter(({ length }) => length === 0)).toEqual([]);
  for (const policy of mutants.flat()) checkPolicy(policy);
});

test.each<[string, Policy]>([
  ['the standard catalog', standardPolicy],
  ...seeds.map((seed): [string, Policy] => [`catalog ${seed}`, randomCatalog(seed)]),
])('a mock server that bills by another figure is found out by %s', async (_, policy) => {
  const { served } = await checkCatalog(policy, { matrices: quick, served: 3 });
  expect(served).toEqual({ found: 3, of: 3 });
});

test.each<[string, Policy]>([
  ['the standard catalog', standardPolicy],
  ['catalog 1', randomCatalog(1)],
])(
  'the built-in matrices miss no figure, no mistake and no choice of %s',
  async (_, policy) => {
    const { misses, figures, mistakes } = await checkCatalog(policy, { matrices, served: 0 });
    expect(misses).toEqual([]);
    expect(figures.of).toBeGreaterThan(30);
    expect(mistakes.of).toBeGreaterThan(75);
  },
  120_000,
);
