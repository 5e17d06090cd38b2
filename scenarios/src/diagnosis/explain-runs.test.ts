import { canCombine, defects, standardPolicy, standardRules } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { diagnoseLittle, littleCells, rulesNamed, runLittle, wrongTarget } from '../../test/little-run.ts';
import { billByEngine } from '../cases/bill-by-engine.ts';
import { referenceFor } from '../cases/reference.ts';
import { standard } from '../matrices/built-in/standard.ts';
import { type Cell, cellsOf } from '../matrices/matrix.ts';
import { runCells } from '../runs/run-cells.ts';
import { spreadEvenly } from '../runs/spread-evenly.ts';
import { engineTarget } from '../targets/engine-target.ts';
import type { Target } from '../targets/target.ts';
import type { Diagnosis } from './diagnosis.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';
import type { WrongCell } from './observation.ts';
import { explainByDefects } from './rounds.ts';

function explained({ explanations }: Diagnosis): string[] {
  return explanations.map((explanation) => explanation.defects.join(' + '));
}

describe('the diagnosis names', () => {
  test('the defect, and nothing else', async () => {
    const { cells, explanations, kinds, lookedAt } = await diagnoseLittle(wrongTarget('tax-before-credits'));
    expect(explanations).toEqual([
      {
        defects: ['tax-before-credits'],
        sentences: ['Tax is on the charge after adjustments and before credits.'],
        broken: [{ section: 7, rule: 'Tax is on the charge after adjustments and credits.' }],
        explains: 1,
        contradictedBy: 0,
      },
    ]);
    expect(kinds).toBe(1);
    expect(cells).toMatchObject([{ stage: 'tax', explainedBy: [['tax-before-credits']] }]);
    expect(lookedAt).toBe(162);
  });

  test('the defect of a target that is asked for previews', async () => {
    const target = engineTarget({ rules: rulesNamed('group-before-projects'), via: 'preview' });
    expect(explained(await diagnoseLittle(target, { via: 'preview' }))).toEqual(['group-before-projects']);
  });

  test('the defect of a target whose bills lack figures', async () => {
    const { bill } = wrongTarget('tax-before-adjustments');
    const withoutVat: typeof bill = async (billingCase, context) => {
      const outcome = await bill(billingCase, context);
      const { vat, ...totals } = outcome.bill?.totals ?? {};
      return outcome.bill ? { ...outcome, bill: { ...outcome.bill, totals } } : outcome;
    };
    const target = { name: 'no vat', bill: withoutVat, omits: ['vat'] };
    expect(explained(await diagnoseLittle(target))).toEqual(['tax-before-adjustments']);
  });

  test('two defects that are seen in different cells', async () => {
    const { explanations } = await diagnoseLittle(wrongTarget('gauge-summed', 'cumulative-summed'));
    expect(explanations.map((explanation) => explanation.defects)).toEqual([['cumulative-summed'], ['gauge-summed']]);
    // Each is contradicted by the 54 cells in which the other one shows.
    expect(explanations.map(({ contradictedBy }) => contradictedBy)).toEqual([54, 54]);
  });

  test('two defects that are only seen together', async () => {
    const cells = littleCells.filter(({ usage, credits }) => usage === 'disks' && credits !== 'none');
    const target = wrongTarget('gauge-summed', 'tax-before-credits');
    const diagnosis = await diagnoseLittle(target, { cells });
    expect(explained(diagnosis)).toEqual(['gauge-summed + tax-before-credits']);
    for (const { explainedBy } of diagnosis.cells)
      expect(explainedBy).toContainEqual(['gauge-summed', 'tax-before-credits']);
  });

  test('two defects that are seen alone and together', async () => {
    const target = wrongTarget('amounts-rounded-down', 'late-fee-without-tax');
    expect(explained(await diagnoseLittle(target))).toEqual(['amounts-rounded-down + late-fee-without-tax']);
  });

  test('a defect that the target has for some members only', async () => {
    const wrong = rulesNamed('tax-before-credits');
    const diagnosis = await diagnoseLittle({
      name: 'wrong for jp',
      bill: async (billingCase) => billByEngine(billingCase, billingCase.member === 'jp' ? { rules: wrong } : {}),
    });
    // 36 of jp's 54 cells have credits, and so have 72 of the others, which are right.
    expect(diagnosis.explanations).toMatchObject([{ defects: ['tax-before-credits'], contradictedBy: 72 }]);
  });

  test('those that no cell tells apart', async () => {
    expect(explained(await diagnoseLittle(wrongTarget('rounded-per-project')))).toEqual([
      'rounded-per-project',
      'rounded-per-reading',
    ]);
  });
});

describe('the diagnosis names nothing', () => {
  test('when the rule that is broken is not known', async () => {
    const { share } = standardRules;
    const rules = {
      ...standardRules,
      share: (...asked: Parameters<typeof share>) => share(...asked).map((one) => one + 1),
    };
    const { cells, explanations } = await diagnoseLittle(engineTarget({ rules }));
    expect(explanations).toEqual([]);
    expect(new Set(cells.map(({ stage }) => stage))).toEqual(new Set(['price']));
    expect(cells.flatMap(({ explainedBy }) => explainedBy)).toEqual([]);
  });

  test('when every bill is the same', async () => {
    const [, cell = {}] = littleCells;
    const always = billByEngine(littleMatrix.caseOf(cell));
    const target = { name: 'constant', bill: async () => always };
    const { cells, explanations, lookedAt } = await diagnoseLittle(target, { cells: littleCells.slice(0, 40) });
    expect(explanations).toEqual([]);
    expect(cells.length).toBeGreaterThan(10);
    expect(lookedAt).toBe(40);
  });

  test('when there is never a bill', async () => {
    const target = { name: 'none', bill: async () => ({ refusals: [], bill: undefined }) };
    const { cells, explanations } = await diagnoseLittle(target, { cells: littleCells.slice(0, 60) });
    expect(explanations).toEqual([]);
    expect(new Set(cells.map(({ stage }) => stage))).toEqual(new Set(['life']));
  });

  test('when all agree', async () => {
    expect(await diagnoseLittle(engineTarget())).toEqual({ cells: [], explanations: [], kinds: 0, lookedAt: 162 });
  });
});

test('what else is wrong in a few cells of many kinds is named when it is known, and left unexplained when it is not', async () => {
  const common = ['gauge-summed', 'amounts-rounded-down'];
  const monthsOfEtc = new Map([
    ['2025-11', rulesNamed('gauge-summed', 'group-before-projects')],
    ['2025-12', rulesNamed(...common, 'credits-in-order-of-granting')],
  ]);
  const isRare = ({ member, month }: Cell) => member === 'etc' && monthsOfEtc.has(month ?? '');
  const all = cellsOf(standard.dimensions);
  const mixed = spreadEvenly(all);
  const chosen = [...mixed.filter((cell) => !isRare(cell)).slice(0, 160), ...mixed.filter(isRare).slice(0, 16)];
  const cells = all.filter((cell) => chosen.includes(cell));
  const reference = referenceFor('account', standardPolicy);
  const most = rulesNamed(...common);
  const target: Target = {
    name: 'wrong in three ways',
    bill: async (billingCase) => {
      const rules = billingCase.member === 'etc' ? monthsOfEtc.get(billingCase.month) : undefined;
      return billByEngine(billingCase, { rules: rules ?? most });
    },
  };
  const selection = { coverage: 'sample=176', seed: 1, cells: cells.length };
  const run = await runCells({ matrix: standard, target, reference }, { cells, selection, via: 'account' });
  const diagnosis = await explainRuns([{ run, outcomesOf: engineOutcomesOf(standard, reference) }]);
  expect(diagnosis.kinds).toBeGreaterThan(60);
  expect(diagnosis.cells).toHaveLength(50);
  expect(explained(diagnosis)).toEqual([common.join(' + '), 'gauge-summed + group-before-projects']);
  const unexplained = diagnosis.cells.filter(({ explainedBy }) => explainedBy.length === 0);
  expect(new Set(unexplained.map(({ cell: { member, month } }) => `${member} ${month}`))).toEqual(
    new Set(['etc 2025-12']),
  );
});

test('every pair is found that no single defect explains', async () => {
  const cells = littleCells.filter((_, index) => index % 23 === 17);
  const pairs = defects.flatMap((first, index) =>
    defects.slice(index + 1).flatMap((second) => (canCombine(first, second) ? [[first.name, second.name]] : [])),
  );
  const outcomesOf = engineOutcomesOf(littleMatrix, referenceFor('account', standardPolicy));
  const missed: string[] = [];
  for (const pair of pairs.filter((_, index) => index % 89 === 5)) {
    const run = await runLittle(wrongTarget(...pair), { cells });
    const { cells: diagnosed, candidates } = await explainByDefects([{ run, outcomesOf }], undefined);
    const isExplained = (cell: WrongCell) => candidates.some(({ explains }) => explains.has(cell));
    if (!diagnosed.every(isExplained)) missed.push(pair.join(' + '));
  }
  expect(missed).toEqual([]);
});

describe('a diagnosis', () => {
  const seenOf = async () => ({
    run: await runLittle({ name: 'none', bill: async () => ({ refusals: [], bill: undefined }) }),
    outcomesOf: engineOutcomesOf(littleMatrix, referenceFor('account', standardPolicy)),
  });

  test('lets everything else in the process have its turn', async () => {
    const seen = await seenOf();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await explainRuns([seen]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test('ends early when it is told to, with what it has', async () => {
    const { explanations } = await explainRuns([await seenOf()], { signal: AbortSignal.abort() });
    expect(explanations).toEqual([]);
  });
});
