import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { ownPolicy } from '../../../test/own-policy.ts';
import { billByEngine } from '../../cases/bill-by-engine.ts';
import type { BillingCase } from '../../cases/billing-case.ts';
import { type Cell, cellCount, cellText } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { matrices } from './matrices.ts';
import { standard } from './standard.ts';

test('their names and sizes', () => {
  const sizes = matrices.map((matrix) => {
    return [matrix.name, cellCount(matrix.dimensions), selectCells(matrix, { coverage: 'pairwise' }).cells.length];
  });
  // Pairs need at least the cells that the two longest dimensions span.
  expect(sizes).toEqual([
    // 5 members × 22 stories
    ['smoke', 110, 110],
    // 5 × 12 × 3 × 5 × 5 × 6, and 12 months × 6 credits = 72
    ['standard', 27_000, 73],
    // 5 × 128 quantities × 5 splits × 7 terms, and 128 × 7 = 896
    ['pricing', 22_400, 896],
    // 5 × 7 × 3 × 7 × 7, and 7 × 7 = 49
    ['calendar', 5_145, 56],
    // 5 × 115 credits × 2 × 3 × 3, and 115 × 5 = 575
    ['credits', 10_350, 579],
    // 5 × 3 × 16 × 3 × 22, and 16 × 22 = 352
    ['payments', 15_840, 352],
  ]);
});

describe.each(matrices.map((matrix) => [matrix.name, matrix] as const))('%s', (_, matrix) => {
  test('can be said on a command line without quotes', () => {
    const words = matrix.dimensions.flatMap(({ name, labels }) => [name, ...labels]);
    expect(words.filter((word) => !/^[\w+%-][\w.:+%-]*$/.test(word))).toEqual([]);
  });

  test('has a bill in every cell, by the same case whenever it is asked for', () => {
    const { cells } = selectCells(matrix, { coverage: 'pairwise' });
    for (const cell of cells) {
      const billingCase = matrix.caseOf(cell);
      expect(matrix.caseOf(cell)).toEqual(billingCase);
      expect([cellText(cell), billByEngine(billingCase).bill !== undefined]).toEqual([cellText(cell), true]);
    }
  });

  test('bills other members and other months, too', () => {
    const months = ['1999-12', '2024-02', '2031-07'];
    const { cells } = selectCells(matrix, { members: ['etc'], months, coverage: { sample: 20 }, seed: 3 });
    for (const cell of cells) {
      expect(billByEngine(matrix.caseOf(cell)).bill?.totals).toMatchObject({ member: 'etc', month: cell.month });
    }
  });
});

describe.each([
  ['the standard catalog', standardPolicy],
  ['another catalog', ownPolicy],
])('by %s, a system that bills nothing but usage', (_, policy) => {
  test.each(matrices.filter((matrix) => matrix !== standard).map((matrix) => [matrix.name, matrix] as const))(
    'has cells of %s with nothing but amounts used',
    (_name, { forPolicy }) => {
      const matrix = forPolicy(policy);
      const isOfAmounts = (cell: Cell) => {
        const billingCase = matrix.caseOf(cell);
        return isUsageOnly(billingCase) && typesIn(billingCase).every((type) => type === 'DELTA');
      };
      expect(selectCells(matrix).cells.some(isOfAmounts)).toBe(true);
    },
  );

  test('has cells of the standard matrix, all of which have counters of each type', () => {
    const matrix = standard.forPolicy(policy);
    const { cells } = selectCells(matrix, { filter: 'unpaid=none,group=none,project=none,credits=none' });
    for (const cell of cells) {
      const billingCase = matrix.caseOf(cell);
      expect(isUsageOnly(billingCase)).toBe(true);
      expect(new Set(typesIn(billingCase))).toEqual(new Set(['DELTA', 'GAUGE', 'CUMULATIVE']));
    }
  });
});

function isUsageOnly({ usage = [], lateUsage, ...others }: BillingCase): boolean {
  const { earlier = [], contracts = [], adjustments = [], credits = [], payments = [] } = others;
  const isPlain = [earlier, contracts, adjustments, credits, payments].every((list) => list.length === 0);
  return usage.length > 0 && lateUsage === undefined && isPlain;
}

function typesIn({ usage = [] }: BillingCase): string[] {
  return usage.map(({ counterType = 'DELTA' }) => counterType);
}
