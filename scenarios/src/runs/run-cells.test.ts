import { setTimeout as wait } from 'node:timers/promises';
import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, it, test } from 'vitest';
import { usageMatrix } from '../../test/usage-matrix.ts';
import type { Outcome } from '../cases/bill.ts';
import { CaseProblem } from '../cases/billing-case.ts';
import { referenceFor } from '../cases/reference.ts';
import { defineMatrix } from '../matrices/define-matrix.ts';
import { cellsOf, MatrixProblem } from '../matrices/matrix.ts';
import { type CaseContext, type Target, TargetProblem } from '../targets/target.ts';
import type { Progress } from './results.ts';
import { type CellsToRun, runCells } from './run-cells.ts';

const reference = referenceFor('account', standardPolicy);
const cells = cellsOf(usageMatrix.dimensions);
const selection = { coverage: 'full', seed: 1, cells: cells.length };

const hour = {
  projectId: 'web',
  counterName: 'compute.c2.c8m8',
  volume: '1',
  timestamp: '2025-03-10T09:00:00Z',
};

/** A target that does right, but for numbers of units for which it is given something else to do. */
function targetThat(does: (units: number, right: Outcome, context: CaseContext) => Outcome | Promise<Outcome>): Target {
  return {
    name: 'told',
    async bill(billingCase, context) {
      await wait(1);
      return does(Number(billingCase.usage?.[0]?.volume), reference(billingCase), context);
    },
  };
}

function run(target: Target, options: Partial<CellsToRun> = {}) {
  return runCells({ matrix: usageMatrix, target, reference }, { cells, selection, via: 'account', ...options });
}

function taxed({ refusals, bill }: Outcome, vat: number): Outcome {
  if (!bill) throw new Error('There is a bill of every case here.');
  return { refusals, bill: { ...bill, totals: { ...bill.totals, vat } } };
}

test('a target that does right agrees in every cell, and results come in the order of the matrix', async () => {
  const { results, ...about } = await run(targetThat((_, right) => right));
  expect(results).toEqual(cells.map((cell) => ({ verdict: 'agrees', cell })));
  expect(about).toMatchObject({ matrix: 'usage', target: 'told', via: 'account', selection, ending: 'complete' });
  expect(about.dimensions).toBe(usageMatrix.dimensions);
});

test('a wrong figure is told with what it should be, exactly, and evidence is kept of twenty cells of a kind', async () => {
  const { results } = await run(targetThat((units, right) => (units > 70 ? taxed(right, 0) : right)));
  const differing = results.filter((result) => result.verdict === 'differs');
  expect(differing.map(({ cell }) => Number(cell.units))).toEqual(Array.from({ length: 30 }, (_, index) => index + 71));
  expect(differing[9]).toMatchObject({
    first: { path: 'vat', stage: 'tax', expected: 8, actual: 0 },
    count: 1,
    signature: 'vat-',
  });
  const evidence = differing.flatMap((result) => result.evidence ?? []);
  expect(evidence).toHaveLength(20);
  for (const { expected, actual, differences } of evidence) {
    expect(differences).toHaveLength(1);
    expect(actual.bill?.totals).toEqual({ ...expected.bill?.totals, vat: 0 });
  }
});

test('what a target omits is not compared, and what it throws is no difference', async () => {
  const target = targetThat((units, right) => {
    if (units === 3) throw new Error('The line is busy.');
    if (units === 4) throw new CaseProblem('It has no word for four.');
    return taxed(right, -1);
  });
  const { results, ending } = await run({ ...target, omits: ['vat'] });
  expect(results.filter(({ verdict }) => verdict !== 'agrees')).toEqual([
    { verdict: 'failed', cell: cells[2], message: 'The line is busy.' },
    { verdict: 'skipped', cell: cells[3], message: 'It has no word for four.' },
  ]);
  expect(ending).toBe('complete');
});

test('a case that the engine refuses to bill has failed, whatever the target makes of it', async () => {
  const typo = defineMatrix({
    name: 'typo',
    dimensions: { unit: ['UNIT', 'HOURS'] },
    build: ({ unit }) => {
      const usage = [{ ...hour, unit }];
      return { member: 'kr', month: '2025-03', usage };
    },
  });
  for (const via of ['account', 'preview'] as const) {
    const asked = referenceFor(via, standardPolicy);
    const target: Target = { name: 'engine', bill: async (billingCase) => asked(billingCase) };
    const comparison = { matrix: typo, target, reference: asked };
    const { results } = await runCells(comparison, { cells: cellsOf(typo.dimensions), selection, via });
    const step = via === 'account' ? 'record 1 readings' : 'preview';
    expect(results).toEqual([
      {
        verdict: 'failed',
        cell: { unit: 'UNIT' },
        message: `The engine refuses to ${step}: UNIT_MISMATCH. A case must be one that can be billed; only steps of a payment may be refused.`,
      },
      { verdict: 'agrees', cell: { unit: 'HOURS' } },
    ]);
  }
});

test('a matrix that can’t build a case is no failure of the target: nothing more is run', async () => {
  const broken = defineMatrix({
    name: 'broken',
    dimensions: { units: usageMatrix.dimensions[2]?.labels ?? [] },
    build: ({ units }) => {
      if (units === '50') throw new RangeError('No fifty.');
      if (units === '51') throw new CaseProblem('Nothing of the kind.');
      return { member: 'kr', month: '2025-03' };
    },
  });
  const comparison = { matrix: broken, target: targetThat((_, right) => right), reference };
  const all = cellsOf(broken.dimensions);
  const ended = runCells(comparison, { cells: all, selection, via: 'account' });
  await expect(ended).rejects.toThrow(
    new MatrixProblem('The matrix broken can’t build the case of units=50: RangeError: No fifty.'),
  );
  const rest = all.filter(({ units }) => units !== '50');
  const { results } = await runCells(comparison, { cells: rest, selection, via: 'account' });
  expect(results.filter(({ verdict }) => verdict !== 'agrees')).toEqual([
    { verdict: 'skipped', cell: { units: '51' }, message: 'Nothing of the kind.' },
  ]);
});

test.each([
  ['lineItem.pricing', 'told omits lineItem.pricing, which is no figure of a bill. Did you mean lineItems.pricing?'],
  ['tip', 'told omits tip, which is no figure of a bill.'],
])('to omit %s ends the run before it began', async (name, message) => {
  const target = { ...targetThat((_, right) => right), omits: ['vat', 'appliedCredits', name] };
  await expect(run(target)).rejects.toThrow(new TargetProblem(message));
});

test('what was not compared and what was billed by are part of what was seen', async () => {
  const target = targetThat((_, right) => right);
  const seen = await run({ ...target, omits: ['vat', 'currency', 'vat'] }, { catalog: '0123456789ab' });
  expect(seen).toMatchObject({ omits: ['currency', 'vat'], catalog: '0123456789ab' });
  const plain = await run({ ...target, omits: [] });
  expect(Object.keys(plain).filter((name) => ['omits', 'catalog'].includes(name))).toEqual([]);
});

test('no two cases share an account, in one run or in two', async () => {
  const uuids: string[] = [];
  const target = targetThat((_, right, { uuid }) => {
    uuids.push(uuid);
    return right;
  });
  await Promise.all([run(target), run(target)]);
  expect(new Set(uuids).size).toBe(200);
  for (const uuid of uuids) expect(uuid).toMatch(/^[A-Za-z0-9_-]{1,90}$/);
});

test('no more cells run at a time than the concurrency, and progress is told of each', async () => {
  let [now, most] = [0, 0];
  const target: Target = {
    name: 'counting',
    async bill(billingCase) {
      now += 1;
      most = Math.max(most, now);
      await wait(1);
      now -= 1;
      return reference(billingCase);
    },
  };
  const heard: Progress[] = [];
  await run(target, { concurrency: 7, onProgress: (progress) => heard.push(progress) });
  expect(most).toBe(7);
  expect(heard.map(({ counts }) => counts.agrees)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(heard.at(-1)).toMatchObject({ total: 100, counts: { agrees: 100, differs: 0, failed: 0, skipped: 0 } });
});

test.each([0, -1, 1.5, Number.NaN])('%d cells at a time are refused', async (concurrency) => {
  await expect(
    run(
      targetThat((_, right) => right),
      { concurrency },
    ),
  ).rejects.toThrow(RangeError);
});

describe('a run that ends early', () => {
  it('bails at its limit of differing cells and keeps those in flight', async () => {
    const { ending, results } = await run(
      targetThat((_, right) => taxed(right, -1)),
      { bail: 10, concurrency: 4 },
    );
    expect(ending).toBe('bailed');
    expect(results).toHaveLength(13);
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['differs']));
  });

  it('is complete when its limit is reached by the last cell', async () => {
    const { ending } = await run(
      targetThat((_, right) => taxed(right, -1)),
      { bail: 100 },
    );
    expect(ending).toBe('complete');
  });

  it('gives up when the target answers nothing any more', async () => {
    let answers = 0;
    const target = targetThat((_, right) => {
      answers += 1;
      if (answers > 30) throw new Error('The line is dead.');
      return right;
    });
    const { ending, results } = await run(target, { concurrency: 4 });
    expect(ending).toBe('gave up');
    const failed = results.filter(({ verdict }) => verdict === 'failed').length;
    expect([results.length - failed, failed]).toEqual([30, 13]);
  });

  it('goes on when one in three fails, and when a whole part of the matrix does', async () => {
    const busy = targetThat((units, right) => {
      if (units % 3 === 0 || units > 80) throw new Error('The line is busy.');
      return right;
    });
    const { ending, results } = await run(busy, { concurrency: 4 });
    expect([ending, results.length]).toEqual(['complete', 100]);
  });

  it('stops by its signal: what was aborted is no result, and nothing is begun any more', async () => {
    const controller = new AbortController();
    let begun = 0;
    const target: Target = {
      name: 'slow',
      async bill(billingCase, { signal }) {
        begun += 1;
        if (begun === 23) controller.abort();
        if (begun >= 20) await wait(60_000, undefined, { signal });
        return reference(billingCase);
      },
    };
    const { ending, results } = await run(target, { concurrency: 4, signal: controller.signal });
    expect([ending, results.length, begun]).toEqual(['interrupted', 19, 23]);
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['agrees']));
  });

  it('runs nothing when it was stopped before it began', async () => {
    const { ending, results } = await run(
      targetThat((_, right) => right),
      { signal: AbortSignal.abort() },
    );
    expect([ending, results]).toEqual(['interrupted', []]);
  });
});
