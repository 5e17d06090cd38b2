import { expect, test } from 'vitest';
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
