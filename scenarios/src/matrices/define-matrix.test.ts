import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { type DimensionValues, defineMatrix } from './define-matrix.ts';
import { cellsOf, MatrixProblem } from './matrix.ts';
import { selectCells } from './select-cells.ts';

function matrixWith(dimensions: Record<string, DimensionValues>) {
  return defineMatrix({ name: 'm', dimensions, build: () => ({ member: 'kr', month: '2025-03' }) });
}

test.each([
  [{ a: { none: 0, 10: 1, 20: 2 } }, 'JavaScript moves 10 before'],
  [{ a: ['x,y'] }, 'can’t have the value "x,y"'],
  [{ a: [' x'] }, 'can’t have the value " x"'],
  [{ a: { 'x\n': 1 } }, 'can’t have the value "x\\n"'],
  [{ a: [''] }, 'can’t have the value ""'],
  [{ 'a=b': ['x'] }, 'can’t have the dimension "a=b"'],
  [{ 'a,b': ['x'] }, 'can’t have the dimension "a,b"'],
  [{ '': ['x'] }, 'can’t have the dimension ""'],
  [{ a: [] }, 'has no values'],
  [{ a: ['x', 'x'] }, 'has x twice'],
])('a matrix of %j is refused', (dimensions, message) => {
  expect(() => matrixWith(dimensions)).toThrow(TypeError);
  expect(() => matrixWith(dimensions)).toThrow(message);
});

test('labels that are words of a list keep their order, and any other can be filtered by', () => {
  const matrix = matrixWith({ count: ['none', '20', '10'], 'odd one': { 'a=b\nc': 1, '-10%': 2 } });
  expect(matrix.dimensions.map(({ labels }) => labels)).toEqual([
    ['none', '20', '10'],
    ['a=b\nc', '-10%'],
  ]);
  for (const cell of cellsOf(matrix.dimensions)) {
    const filter = Object.entries(cell).map((entry) => entry.join('='));
    expect(selectCells(matrix, { filter: filter.join(',') }).cells).toEqual([cell]);
  }
});

test.each([
  [{ a: 'z' }, 'The matrix m can’t build the case of a=z: RangeError: a has no value z: choose one of x, y.'],
  [{ b: 'x' }, 'The matrix m can’t build the case of b=x: RangeError: The cell has no a.'],
])('a cell %j that the matrix does not have is a problem of the matrix', (cell, message) => {
  expect(() => matrixWith({ a: { x: 1, y: 2 } }).caseOf(cell)).toThrow(new MatrixProblem(message));
});

const other: Policy = { ...standardPolicy, members: standardPolicy.members.slice(3) };

describe('the policy that bills', () => {
  const matrix = defineMatrix({
    name: 'own',
    dimensions: ({ members, lateFees: { dueDay } }) => ({
      member: members.map(({ member }) => member),
      month: ['2025-03'],
      days: { due: dueDay, after: dueDay + 1 },
    }),
    build: ({ member, month, days }, { members }) => ({
      member,
      month,
      credits: [{ name: `of ${members.length}`, type: 'FREE', amount: days }],
    }),
  });

  test('decides the dimensions and their values', () => {
    const labelsFor = (policy: Policy) => matrix.forPolicy(policy).dimensions.map(({ labels }) => labels);
    expect(labelsFor(standardPolicy)).toEqual([['kr', 'jp', 'us', 'eu', 'etc'], ['2025-03'], ['due', 'after']]);
    expect(labelsFor(other)).toEqual([['eu', 'etc'], ['2025-03'], ['due', 'after']]);
  });

  test('is there to build cases with', () => {
    const cell = { member: 'eu', month: '2025-03', days: 'after' };
    const creditsFor = (policy: Policy) => matrix.forPolicy(policy).caseOf(cell).credits;
    expect(creditsFor(standardPolicy)).toEqual([{ name: 'of 5', type: 'FREE', amount: 26 }]);
    const lateFees = { ...standardPolicy.lateFees, dueDay: 10 };
    expect(creditsFor({ ...other, lateFees })).toEqual([{ name: 'of 2', type: 'FREE', amount: 11 }]);
  });

  test('is the standard one until another is named', () => {
    expect(matrix.forPolicy(standardPolicy)).toBe(matrix);
    const others = matrix.forPolicy(other);
    expect(others.forPolicy(other)).toBe(others);
    expect(others.forPolicy(standardPolicy).dimensions).toEqual(matrix.dimensions);
  });

  test('is there to build cases with when the dimensions do not follow from it', () => {
    const fixed = defineMatrix({
      name: 'fixed',
      dimensions: { member: ['kr'] },
      build: ({ member }, { members }) => ({ member, month: members.length === 2 ? '2025-02' : '2025-03' }),
    });
    expect(fixed.forPolicy(other).caseOf({ member: 'kr' })).toEqual({ member: 'kr', month: '2025-02' });
    expect(fixed.caseOf({ member: 'kr' })).toEqual({ member: 'kr', month: '2025-03' });
  });

  test('is refused when it makes a matrix that no filter can say', () => {
    const byRow = defineMatrix({
      name: 'rows',
      dimensions: (policy) => ({ row: policy.priceBook.map(({ counter }) => counter) }),
      build: () => ({ member: 'kr', month: '2025-03' }),
    });
    const priceBook = standardPolicy.priceBook.map((row) => ({ ...row, counter: `${row.counter},` }));
    expect(() => byRow.forPolicy({ ...standardPolicy, priceBook })).toThrow('can’t have the value "compute.c2.c8m8,"');
  });
});
