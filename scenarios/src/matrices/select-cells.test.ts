import { describe, expect, test } from 'vitest';
import { defineMatrix } from './define-matrix.ts';
import { parseFilter } from './filter.ts';
import { cellText } from './matrix.ts';
import { selectCells } from './select-cells.ts';

const matrix = defineMatrix({
  name: 'little',
  dimensions: { member: ['kr', 'jp'], month: ['2025-01', '2025-02'], size: { small: 1, large: 2 } },
  build: ({ member, month }) => ({ member, month }),
});
const texts = (options: Parameters<typeof selectCells>[1]) => selectCells(matrix, options).cells.map(cellText);

describe('selecting', () => {
  test('takes all cells when nothing is said', () => {
    const { dimensions, cells } = selectCells(matrix);
    expect(dimensions).toEqual(matrix.dimensions);
    expect(cells).toHaveLength(8);
  });

  test('puts other members and months in the place of the matrix’s own', () => {
    expect(texts({ members: ['us'], months: ['2024-02', '2026-02'], filter: parseFilter('size=large') })).toEqual([
      'member=us, month=2024-02, size=large',
      'member=us, month=2026-02, size=large',
    ]);
  });

  test('filters those, too', () => {
    expect(texts({ members: ['us', 'eu'], filter: parseFilter('member=eu,month=2025-01,size=small') })).toEqual([
      'member=eu, month=2025-01, size=small',
    ]);
    expect(() => selectCells(matrix, { members: ['us'], filter: parseFilter('member=kr') })).toThrow(
      'The dimension member has no kr, only us.',
    );
  });

  test('covers pairs of what the filter left', () => {
    const { dimensions, cells } = selectCells(matrix, { filter: parseFilter('size=large'), coverage: 'pairwise' });
    expect(cells).toHaveLength(4);
    expect(dimensions.map(({ labels }) => labels.length)).toEqual([2, 2, 1]);
  });

  test('takes a shard of what is covered', () => {
    const shards = [1, 2, 3].map((index) => texts({ coverage: { sample: 7 }, shard: { index, count: 3 } }));
    expect(shards.map(({ length }) => length)).toEqual([3, 2, 2]);
    expect(new Set(shards.flat())).toEqual(new Set(texts({ coverage: { sample: 7 } })));
  });

  test('needs a dimension to put others in', () => {
    const homeless = defineMatrix({
      name: 'homeless',
      dimensions: { size: ['small'] },
      build: () => ({ member: 'kr', month: '2025-01' }),
    });
    expect(() => selectCells(homeless, { members: ['kr'] })).toThrow(
      'The matrix homeless has no dimension member to put others in.',
    );
  });
});
