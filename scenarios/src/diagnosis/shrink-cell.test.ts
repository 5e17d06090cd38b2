import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { diagnoseLittle, littleCells, rulesNamed, runLittle, wrongTarget } from '../../test/little-run.ts';
import { billByEngine } from '../cases/bill-by-engine.ts';
import { referenceFor } from '../cases/reference.ts';
import { defineMatrix } from '../matrices/define-matrix.ts';
import type { Cell } from '../matrices/matrix.ts';
import { engineTarget } from '../targets/engine-target.ts';
import type { Target } from '../targets/target.ts';
import { reproduce } from './reproduce.ts';
import { neutralCell, shrinkCell } from './shrink-cell.ts';

const reference = referenceFor('account', standardPolicy);
const { signal } = new AbortController();
const plain = { member: 'kr', usage: 'compute', adjustments: 'none', credits: 'none', unpaid: 'none' };
const odd = { member: 'us', usage: 'disks', adjustments: 'both', credits: 'PAID+FREE', unpaid: 'overdue' };

function shrunk(target: Target, cell: Cell, stage: Parameters<typeof shrinkCell>[1]['stage']): Promise<Cell> {
  return shrinkCell({ matrix: littleMatrix, target, reference }, { cell, stage }, plain, signal);
}

describe('a cell is shrunk to', () => {
  test('the one value that it takes', async () => {
    expect(await shrunk(wrongTarget('tax-before-credits'), odd, 'tax')).toEqual({ ...plain, credits: 'PAID+FREE' });
    expect(await shrunk(wrongTarget('gauge-summed'), odd, 'aggregate')).toEqual({ ...plain, usage: 'disks' });
    expect(await shrunk(wrongTarget('late-fee-without-tax'), odd, 'carry')).toEqual({ ...plain, unpaid: 'overdue' });
  });

  test('the two values that it takes together', async () => {
    const wrong = rulesNamed('tax-before-credits');
    const target: Target = {
      name: 'wrong for us',
      bill: async (billingCase) => billByEngine(billingCase, billingCase.member === 'us' ? { rules: wrong } : {}),
    };
    expect(await shrunk(target, odd, 'tax')).toEqual({ ...plain, member: 'us', credits: 'PAID+FREE' });
  });

  test('the plainest cell of all when everything is wrong', async () => {
    const target = { name: 'none', bill: async () => ({ refusals: [], bill: undefined }) };
    expect(await shrunk(target, odd, 'life')).toEqual(plain);
  });

  test('itself when nothing plainer is wrong in the same step', async () => {
    const cell = { ...plain, usage: 'disks' };
    expect(await shrunk(wrongTarget('gauge-summed'), cell, 'aggregate')).toEqual(cell);
    expect(await shrunk(engineTarget(), odd, 'tax')).toEqual(odd);
  });

  test('itself when it can’t be tried', async () => {
    const comparison = { matrix: littleMatrix, target: wrongTarget('tax-before-credits'), reference };
    expect(await shrinkCell(comparison, { cell: odd, stage: 'tax' }, plain, AbortSignal.abort())).toEqual(odd);
    const gone: Target = { name: 'gone', bill: () => Promise.reject(new Error('gone')) };
    expect(await shrunk(gone, odd, 'tax')).toEqual(odd);
  });
});

test('of more values than can be tried in every way those are left out that are not needed', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  const many = defineMatrix({
    name: 'many',
    dimensions: Object.fromEntries(names.map((name) => [name, { no: 0, yes: 1 }])),
    build: (cell) => ({ member: 'kr', month: '2025-03', credits: creditsOf(Object.entries(cell)) }),
  });
  const creditsOf = (cell: [string, unknown][]) =>
    cell.flatMap(([name, value]) => (value === 1 ? [{ name, type: 'FREE' as const, amount: 10 }] : []));
  let billings = 0;
  const wants = ['b', 'd', 'e', 'j'];
  const target: Target = {
    name: 'wrong with four credits',
    bill: async (billingCase) => {
      billings += 1;
      const granted = billingCase.credits?.map(({ name }) => name) ?? [];
      const outcome = billByEngine(billingCase);
      return wants.every((name) => granted.includes(name)) ? { ...outcome, bill: undefined } : outcome;
    },
  };
  const all = Object.fromEntries(names.map((name) => [name, 'yes']));
  const neutral = Object.fromEntries(names.map((name) => [name, 'no']));
  const result = await shrinkCell({ matrix: many, target, reference }, { cell: all, stage: 'life' }, neutral, signal);
  expect(Object.keys(result).filter((name) => result[name] === 'yes')).toEqual(wants);
  expect(billings).toBeLessThanOrEqual(64);
});

test('the neutral values are the first ones; of members and months the first ones that were run', () => {
  const dimensions = [
    { name: 'member', labels: ['kr', 'jp'] },
    { name: 'month', labels: ['2025-01', '2025-02'] },
    { name: 'credits', labels: ['none', 'ALL'] },
  ];
  const run = [
    { name: 'member', labels: ['jp'] },
    { name: 'month', labels: ['2031-05', '2031-06'] },
    { name: 'credits', labels: ['ALL'] },
  ];
  expect(neutralCell(dimensions, run)).toEqual({ member: 'jp', month: '2031-05', credits: 'none' });
});

describe('of a run', () => {
  const settings = { matrix: './little.ts', target: 'mock', via: 'account' } as const;

  async function reproductionsOf(target: Target, cells = littleCells) {
    const run = await runLittle(target, { cells });
    const diagnosis = await diagnoseLittle(target, { cells });
    return reproduce({ run, diagnosis, comparison: { matrix: littleMatrix, target, reference }, settings, signal });
  }

  test('a cell of every explanation is shrunk, with the command that runs it again', async () => {
    const reproductions = await reproductionsOf(wrongTarget('gauge-summed', 'cumulative-summed'));
    for (const reproduction of reproductions) {
      expect(Object.keys(reproduction).sort()).toEqual(['cell', 'command', 'essential', 'shrunk', 'stage']);
    }
    expect(reproductions).toMatchObject([
      {
        shrunk: { ...plain, usage: 'meters' },
        essential: ['usage'],
        stage: 'aggregate',
        command:
          'npx billing-matrix run ./little.ts --target mock --filter member=kr,usage=meters,adjustments=none,credits=none,unpaid=none',
      },
      { shrunk: { ...plain, usage: 'disks' }, essential: ['usage'], stage: 'aggregate' },
    ]);
  });

  test('a cell that takes two defects keeps what shows both', async () => {
    const cells = littleCells.filter(({ usage, credits }) => usage === 'disks' && credits !== 'none');
    expect(await reproductionsOf(wrongTarget('gauge-summed', 'tax-before-credits'), cells)).toMatchObject([
      { shrunk: { ...plain, usage: 'disks', credits: 'FREE' }, essential: ['usage', 'credits'], stage: 'aggregate' },
    ]);
  });

  test('a cell of every step is shrunk that nothing explains', async () => {
    const wrong: Target = {
      name: 'a bit more',
      bill: async (billingCase) => {
        const { refusals, bill } = billByEngine(billingCase);
        const more = billingCase.credits?.length ? 'charge' : 'vat';
        return { refusals, bill: bill && { ...bill, totals: { ...bill.totals, [more]: 1 } } };
      },
    };
    expect(await reproductionsOf(wrong, littleCells.slice(0, 60))).toMatchObject([
      // The charge is told first, because it is not what its bill adds up to.
      { stage: 'credit', shrunk: { ...plain, credits: 'FREE' } },
      { stage: 'tax', shrunk: plain },
    ]);
  });

  test('nothing is shrunk when all agree', async () => {
    expect(await reproductionsOf(engineTarget())).toEqual([]);
  });
});
