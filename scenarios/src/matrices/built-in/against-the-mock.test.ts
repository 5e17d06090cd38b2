import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { BillingClient } from '@billing-testkit/sdk';
import { expect, test } from 'vitest';
import { mockServer } from '../../../test/billers.ts';
import { constantly, oddServer } from '../../../test/odd-servers.ts';
import { ownPolicy } from '../../../test/own-policy.ts';
import { referenceFor, type Via } from '../../cases/reference.ts';
import { runCells } from '../../runs/run-cells.ts';
import { ApiTarget } from '../../targets/api-target.ts';
import { PreviewTarget } from '../../targets/preview-target.ts';
import type { Target } from '../../targets/target.ts';
import { type Cell, cellText, type Matrix } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { matrices } from './matrices.ts';
import { smoke } from './smoke.ts';
import { standard } from './standard.ts';

const AT_ONCE = 8;

/** Hundreds of cells are thousands of requests: seconds, and minutes on a machine that is busy. */
const unhurried = { timeout: 600_000 };

const mock = mockServer();
const ownMock = mockServer(ownPolicy);

interface Asked {
  readonly via?: Via;
  readonly policy?: Policy;
}

/** All but those that agree. */
async function complaints(target: Target, matrix: Matrix, cells: readonly Cell[], asked: Asked = {}) {
  const { via = 'account', policy = standardPolicy } = asked;
  const comparison = { matrix, target, reference: referenceFor(via, policy) };
  const selection = { coverage: 'some', seed: 1, cells: cells.length };
  const { results } = await runCells(comparison, { cells, selection, via, concurrency: AT_ONCE });
  expect(results).toHaveLength(cells.length);
  return results.filter(({ verdict }) => verdict !== 'agrees');
}

/** Some cells of every matrix, each of which is a dozen requests: all of them are for `billing-matrix run`. */
const coverage = { sample: 75 };

test.each(matrices.map((matrix) => [matrix.name, matrix] as const))(
  'the mock server bills %s as the engine does',
  unhurried,
  async (_, matrix) => {
    const { cells } = selectCells(matrix, { coverage });
    expect(await complaints(new ApiTarget({ url: mock() }), matrix, cells)).toEqual([]);
  },
);

test.each(matrices.map((matrix) => [matrix.name, matrix] as const))(
  'a mock server of another catalog, which chose other rules, bills %s as the engine does',
  unhurried,
  async (_, { forPolicy }) => {
    const matrix = forPolicy(ownPolicy);
    const { cells } = selectCells(matrix, { coverage });
    expect(await complaints(new ApiTarget({ url: ownMock() }), matrix, cells, { policy: ownPolicy })).toEqual([]);
  },
);

test('the mock server previews the standard matrix as the engine does', async () => {
  const { cells } = selectCells(standard, { coverage: 'pairwise' });
  expect(await complaints(new PreviewTarget({ url: mock() }), standard, cells, { via: 'preview' })).toEqual([]);
});

test('a server that has the right bill of one cell for all is wrong in all others', async () => {
  const [cell = {}, ...others] = selectCells(smoke).cells;
  const uuid = 'the-one';
  const { month } = smoke.caseOf(cell);
  const context = { uuid, signal: new AbortController().signal };
  await new ApiTarget({ url: mock(), keepsAccounts: true }).bill(smoke.caseOf(cell), context);
  const { statements } = await new BillingClient({ baseUrl: mock(), uuid }).statements.get(month);
  const target = new ApiTarget({ url: await oddServer(constantly({ ...statements[0] })) });
  const wrong = await complaints(target, smoke, [cell, ...others]);
  expect(wrong.map((result) => [result.verdict, cellText(result.cell)])).toEqual(
    others.map((other) => ['differs', cellText(other)]),
  );
});
