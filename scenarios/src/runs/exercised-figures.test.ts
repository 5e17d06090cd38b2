import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { usageMatrix } from '../../test/usage-matrix.ts';
import { CaseProblem } from '../cases/billing-case.ts';
import { defineMatrix } from '../matrices/define-matrix.ts';
import { cellsOf, type Matrix } from '../matrices/matrix.ts';
import { engineTarget } from '../targets/engine-target.ts';
import type { Target } from '../targets/target.ts';
import { type ComparedCells, exercisedFigures } from './exercised-figures.ts';
import { runMatrix } from './run-matrix.ts';

function ofCells(matrix: Matrix, change: Partial<ComparedCells> = {}, signal?: AbortSignal) {
  const cells = cellsOf(matrix.dimensions);
  return exercisedFigures({ matrix, policy: standardPolicy, via: 'account', cells, ...change }, signal);
}

/** The unnoticed values of figures, by the names of figures that are asked for; `exercised` for a figure that has none. */
async function leftOf(names: readonly string[], ...asked: Parameters<typeof ofCells>) {
  const { notExercised } = await ofCells(...asked);
  const found = new Map(notExercised.map(({ name, unnoticed }) => [name, unnoticed]));
  return names.map((name) => found.get(name)?.join(' | ') ?? 'exercised');
}

function usage(counterName: string, unit: string, volume: string, month = '2025-03') {
  return [{ projectId: 'web', counterName, unit, volume, timestamp: `${month}-10T09:00:00Z` }];
}

const taxAndPrice = ['members.kr tax rate', 'members.kr tax rounding', 'prices.test.*.KRW'];

describe('a figure is exercised when whatever other value it had, a compared bill would be another one', () => {
  test('as the tax and the price of a hundred amounts are', async () => {
    expect(await leftOf(taxAndPrice, usageMatrix)).toEqual(['exercised', 'exercised', 'exercised']);
    const { count, notExercised, ...cells } = await ofCells(usageMatrix);
    // Beside these three, bills show when months begin and end, and when they are due.
    expect([count, notExercised.length]).toEqual([87, 82]);
    expect(notExercised.find(({ name }) => name === 'lateFees.rate')).toEqual({
      name: 'lateFees.rate',
      section: 8,
      value: '5',
      unnoticed: ['4', '6'],
    });
    expect(cells).toEqual({ lookedAt: 100, compared: 100 });
  });

  test('and is not when some other value would make no difference', async () => {
    const units = (volume: string) => [{ member: 'kr', month: '2025-03', units: volume }];
    // The tax of 10 is 1 whatever the mode; that of 5 is 0.5, which is 0 both DOWN and HALF_EVEN.
    expect(await leftOf(taxAndPrice, usageMatrix, { cells: units('10') })).toEqual([
      '11',
      'HALF_UP | HALF_EVEN | UP',
      'exercised',
    ]);
    expect(await leftOf(taxAndPrice, usageMatrix, { cells: units('5') })).toEqual(['9 | 11', 'HALF_EVEN', 'exercised']);
  });

  test('by a bill of a member that has it', async () => {
    const names = ['prices.test.*.USD', 'prices.test.*.EUR', 'members.us tax rate', 'members.etc tax rate'];
    const units = defineMatrix({
      name: 'units',
      dimensions: { member: ['etc'] },
      build: ({ member }) => ({ member, month: '2025-03', usage: usage('test.a', 'EA', '1000') }),
    });
    expect(await leftOf(names, units)).toEqual(['exercised', '0 | 2', '8.24 | 8.26', 'exercised']);
  });

  test('not by the copy of a price that the bill does not use', async () => {
    const traffic = defineMatrix({
      name: 'traffic',
      dimensions: { volume: ['101', '1001'] },
      build: ({ volume }) => ({ member: 'kr', month: '2025-03', usage: usage('network.traffic.out', 'GB', volume) }),
    });
    const names = ['tier 1 upTo', 'tier 1 price', 'tier 2 upTo', 'tier 2 price', 'tier 3 price'].map(
      (part) => `prices.network.traffic.out.KRW ${part}`,
    );
    expect(await leftOf(names, traffic)).toEqual(['exercised', 'exercised', 'exercised', 'exercised', 'exercised']);
    expect(await leftOf(names, traffic, { cells: [{ volume: '101' }] })).toEqual([
      'exercised',
      'exercised',
      '999 | 1001',
      'exercised',
      '69 | 71',
    ]);
  });

  test('by a step that is refused with the other value', async () => {
    const discounts = defineMatrix({
      name: 'discounts',
      dimensions: { value: ['100'] },
      build: ({ value }) => ({
        member: 'kr',
        month: '2025-03',
        adjustments: [{ name: 'all', level: 'BILLING_GROUP', type: 'RATE_DISCOUNT', value, monthFrom: '2025-01' }],
      }),
    });
    const names = ['adjustments.maxRateDiscount', 'adjustments.maxRateSurcharge'];
    expect(await leftOf(names, discounts)).toEqual(['exercised', '199']);
  });

  test('by a figure of the bill that the target has', async () => {
    const omits = ['vat', 'totalAmount', 'amountDue'];
    expect(await leftOf(taxAndPrice, usageMatrix, { omits })).toEqual([
      '9 | 11',
      'HALF_UP | HALF_EVEN | UP',
      'exercised',
    ]);
  });

  test('by previews', async () => {
    const [first, , price] = await leftOf(taxAndPrice, usageMatrix, { via: 'preview' });
    expect([first, price]).toEqual(['exercised', 'exercised']);
    expect(await leftOf(['lateFees.dueDay'], usageMatrix, { via: 'preview' })).toEqual(['24 | 26']);
  });

  test('by the choices of the policy, which may be frozen', async () => {
    const chosen: Policy = { ...standardPolicy, rules: { creditOrder: 'GRANTING', lateFeeGrace: 'NONE' } };
    const { count, notExercised } = await ofCells(usageMatrix, { policy: deeplyFrozen(chosen) });
    expect([count, notExercised.length]).toEqual([80, 75]);
  });
});

describe('of a large run', () => {
  const large = defineMatrix({
    name: 'large',
    dimensions: { units: Array.from({ length: 50_000 }, (_, index) => String(index + 1)) },
    build: ({ units }) => ({ member: 'kr', month: '2025-03', usage: usage('test.a', 'EA', units) }),
  });

  test('some cells are looked at, which are spread evenly', async () => {
    const seen: number[] = [];
    const caseOf: Matrix['caseOf'] = (cell) => {
      seen.push(Number(cell.units));
      return large.caseOf(cell);
    };
    const { lookedAt, compared } = await ofCells({ ...large, caseOf });
    expect(compared).toBe(50_000);
    expect(lookedAt).toBe(seen.length);
    expect(lookedAt).toBeLessThan(2_000);
    const tenths = new Set(seen.map((units) => Math.floor((units - 1) / 5_000)));
    expect(tenths.size).toBe(10);
  });

  test('none is looked at when it is to stop', async () => {
    const { count, notExercised, lookedAt } = await ofCells(large, {}, AbortSignal.abort());
    expect([count, notExercised.length, lookedAt]).toEqual([87, 87, 0]);
  });
});

describe('a run tells', () => {
  /** The first cell can’t be asked for, the second fails, and the others are compared. */
  const some = defineMatrix({
    name: 'some',
    dimensions: { units: ['1', '2', '15', '1000'] },
    build: ({ units }) => {
      if (units === '1') throw new CaseProblem('It can’t be asked for.');
      return { member: 'kr', month: '2025-03', usage: usage('test.a', 'EA', units) };
    },
  });
  const engine = engineTarget();
  const failing: Target = {
    name: 'failing',
    async bill(billingCase, context) {
      if (billingCase.usage?.[0]?.volume === '2') throw new Error('It is down.');
      return engine.bill(billingCase, context);
    },
  };

  test('of the cells that were compared', async () => {
    const { catalogFigures } = await runMatrix(some, { target: failing });
    expect(catalogFigures).toMatchObject({ lookedAt: 2, compared: 2, count: 87 });
  });

  test('nothing when none was compared, or when it was interrupted', async () => {
    const none = await runMatrix(some, { target: failing, filter: 'units=1,units=2' });
    expect(none).not.toHaveProperty('catalogFigures');
    const interrupted = await runMatrix(some, { target: failing, signal: AbortSignal.abort() });
    expect(interrupted).not.toHaveProperty('catalogFigures');
  });
});

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deeplyFrozen(part);
  return Object.freeze(value);
}
