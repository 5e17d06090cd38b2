import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { mockServer } from '../../test/billers.ts';
import { cellText } from '../matrix/cells.ts';
import type { Cell, Matrix } from '../matrix/matrix.ts';
import { select } from '../matrix/select.ts';
import { referenceFor } from '../runner/reference.ts';
import { runCell } from '../runner/run-cell.ts';
import { matrices } from './matrices.ts';

const AT_ONCE = 8;

const mock = mockServer();
const reference = referenceFor('account', standardPolicy);

test.each(matrices.map((matrix) => [matrix.name, matrix] as const))(
  'the mock server bills %s as the engine does',
  async (_, matrix) => {
    const coverage = matrix.name === 'smoke' ? 'full' : 'pairwise';
    const { cells } = select(matrix, { coverage });
    const left = [...cells.entries()];
    const wrong: string[] = [];
    const work = async () => {
      for (let next = left.pop(); next; next = left.pop()) wrong.push(...(await complaints(matrix, ...next)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(wrong).toEqual([]);
  },
  20_000,
);

async function complaints(matrix: Matrix, index: number, cell: Cell): Promise<string[]> {
  const context = { uuid: `${matrix.name}-${index}`, signal: AbortSignal.timeout(10_000) };
  const result = await runCell({ matrix, target: mock(), reference }, cell, context);
  return result.verdict === 'agrees' ? [] : [`${cellText(cell)}: ${JSON.stringify(result)}`];
}
