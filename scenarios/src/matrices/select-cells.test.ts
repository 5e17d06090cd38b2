import { describe, expect, test } from 'vitest';
import { defineMatrix } from './define-matrix.ts';
import { cellText } from './matrix.ts';
import { parseFilter, selectCells } from './select-cells.ts';
import { SelectionError } from './usage-errors.ts';

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
    expect(texts({ members: ['us'], months: ['2024-02', '2026-02'], filter: 'size=large' })).toEqual([
      'member=us, month=2024-02, size=large',
      'member=us, month=2026-02, size=large',
    ]);
  });

  test('filters those, too', () => {
    expect(texts({ members: ['us', 'eu'], filter: 'member=eu,month=2025-01,size=small' })).toEqual([
      'member=eu, month=2025-01, size=small',
    ]);
    expect(() => selectCells(matrix, { members: ['us'], filter: 'member=kr' })).toThrow(
      'The dimension member has no kr, only us.',
    );
  });

  test('covers pairs of what the filter left', () => {
    const { dimensions, cells } = selectCells(matrix, { filter: 'size=large', coverage: 'pairwise' });
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

const withCredits = defineMatrix({
  name: 'with credits',
  dimensions: { member: ['kr', 'jp', 'us'], credits: ['none', 'FREE', 'FREE_PAID', 'ALL'] },
  build: ({ member }) => ({ member, month: '2025-01' }),
});
const filtered = (filter: string) => selectCells(withCredits, { filter }).dimensions;

const messageOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SelectionError);
    return error instanceof Error ? error.message : '';
  }
  return 'no error';
};

describe('a filter', () => {
  test('leaves the wanted labels of each dimension it names, and all of the others', () => {
    expect(filtered('credits=ALL')).toEqual([
      { name: 'member', labels: ['kr', 'jp', 'us'] },
      { name: 'credits', labels: ['ALL'] },
    ]);
  });

  test('takes several values of one dimension for alternatives, in the order of the matrix', () => {
    expect(filtered(' member = us, credits=FREE ,member=kr')).toEqual([
      { name: 'member', labels: ['kr', 'us'] },
      { name: 'credits', labels: ['FREE'] },
    ]);
  });

  test('may have = in a value', () => {
    expect(parseFilter('quantity=>=5')).toEqual(new Map([['quantity', ['>=5']]]));
  });

  test.each(['', 'member', 'member=', '=kr', 'member=kr,', 'member=kr,,credits=ALL'])(
    'is refused when it is %j',
    (text) => {
      expect(messageOf(() => parseFilter(text))).toBe(
        `The filter ${JSON.stringify(text)} can't be read: write it as dimension=value, like member=kr,credits=ALL.`,
      );
    },
  );

  test('tells which dimensions there are, and the near one', () => {
    expect(messageOf(() => filtered('credit=ALL'))).toBe(
      'The matrix has no credit, only member, credits. Did you mean credits?',
    );
    expect(messageOf(() => filtered('colour=red'))).toBe('The matrix has no colour, only member, credits.');
  });

  test('tells which values there are, and the near one', () => {
    expect(messageOf(() => filtered('credits=fre'))).toBe(
      'The dimension credits has no fre, only none, FREE, FREE_PAID, ALL. Did you mean FREE?',
    );
    expect(messageOf(() => filtered('member=xx'))).toBe('The dimension member has no xx, only kr, jp, us.');
  });
});
