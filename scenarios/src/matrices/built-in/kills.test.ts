import { type Defect, defects, standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { referenceFor } from '../../cases/reference.ts';
import { EngineOutcomes } from '../../diagnosis/engine-outcomes.ts';
import type { Cell, Matrix } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { matrices } from './matrices.ts';
import { smoke } from './smoke.ts';

const reference = referenceFor('account', standardPolicy);

/** Defects that make the same bills in all cells that were looked at; `undefined` stands for the right engine. */
type Alike = readonly (Defect | undefined)[];

test('no defect makes the right bills in every cell, and no two the same ones, in smoke alone or in the others', () => {
  expect(alikeIn([smoke])).toEqual([]);
  expect(alikeIn(matrices.filter((matrix) => matrix !== smoke))).toEqual([]);
});

/** The names of those that matrices can't tell apart. */
function alikeIn(chosen: readonly Matrix[]): string[][] {
  let groups: readonly Alike[] = [[undefined, ...defects]];
  for (const matrix of chosen) {
    const { cells } = selectCells(matrix, { coverage: 'pairwise' });
    for (const cell of cells)
      groups = groups.flatMap((group) => (group.length === 1 ? [group] : split(group, matrix, cell)));
  }
  const alike = groups.filter((group) => group.length > 1);
  return alike.map((group) => group.map((defect) => defect?.name ?? 'the right engine'));
}

/** Puts together those that make the same bill of a cell. */
function split(group: Alike, matrix: Matrix, cell: Cell): Alike[] {
  const known = group.filter((defect) => defect !== undefined);
  const outcomes = new EngineOutcomes(matrix.caseOf(cell), reference, known);
  const alike = new Map<string, Alike>();
  for (const defect of group) {
    const bill = JSON.stringify(defect ? outcomes.with([defect]) : outcomes.right);
    alike.set(bill, [...(alike.get(bill) ?? []), defect]);
  }
  return [...alike.values()];
}
