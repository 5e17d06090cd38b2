import { describe, expect, test } from 'vitest';
import { adjustment, bill, reading, underContract } from '../../test/bills.ts';
import type { Adjustment, AdjustmentType, StatementInput } from '../index.ts';

/** The base and the amount of each adjustment on usage of 1000 in project `p-a`. */
function applied(adjustments: Partial<Adjustment>[], input: Partial<StatementInput> = {}) {
  const readings = [reading({ volume: 1_000 })];
  const numbered = adjustments.map((fields, n) => adjustment({ adjustmentId: `${n + 1}`, ...fields }));
  const statement = bill({ readings, adjustments: numbered, ...input });
  return statement.appliedAdjustments.map(({ adjustmentId, baseAmount, amount }) => [adjustmentId, baseAmount, amount]);
}

const onProject = (targetId: string) => ({ level: 'PROJECT', targetId }) as const;

describe('an adjustment', () => {
  test.each<[AdjustmentType, Adjustment['value'], number]>([
    ['FIXED_DISCOUNT', '0', 0],
    ['FIXED_DISCOUNT', 999, -999],
    ['FIXED_DISCOUNT', '1000', -1_000],
    ['FIXED_DISCOUNT', '1001', -1_000], // a discount takes off at most the amount that is there
    ['FIXED_DISCOUNT', 1_000_000_000_000, -1_000],
    ['RATE_DISCOUNT', 0, 0],
    ['RATE_DISCOUNT', '0.05', -1], // 0.5
    ['RATE_DISCOUNT', '0.049', 0], // 0.49
    ['RATE_DISCOUNT', '12.25', -123], // 122.5
    ['RATE_DISCOUNT', '100', -1_000],
    ['FIXED_SURCHARGE', '0', 0],
    ['FIXED_SURCHARGE', '1000000000000', 1_000_000_000_000],
    ['FIXED_SURCHARGE', '5.000', 5],
    ['RATE_SURCHARGE', '0', 0],
    ['RATE_SURCHARGE', '0.05', 1], // 0.5
    ['RATE_SURCHARGE', 12.25, 123], // 122.5
    ['RATE_SURCHARGE', '200', 2_000],
  ])('%s of %s on 1000 is printed as %d', (type, value, amount) => {
    expect(applied([{ type, value }])).toEqual([['1', 1_000, amount]]);
  });

  test('on nothing is printed with 0, a fixed surcharge with its value', () => {
    const types = ['FIXED_DISCOUNT', 'RATE_DISCOUNT', 'RATE_SURCHARGE', 'FIXED_SURCHARGE'] as const;
    expect(
      applied(
        types.map((type) => ({ type, value: 50 })),
        { readings: [] },
      ),
    ).toEqual([
      ['1', 0, 0],
      ['2', 0, 0],
      ['3', 0, 0],
      ['4', 0, 50],
    ]);
  });

  test('is printed with what it was given as', () => {
    const given = { adjustmentId: 'a-1', ...onProject('p-a'), type: 'RATE_DISCOUNT', value: '10.50' } as const;
    const [printed] = bill({ adjustments: [{ ...given, description: 'Spring' }] }).appliedAdjustments;
    expect(printed).toEqual({ ...given, description: 'Spring', baseAmount: 0, amount: 0 });
  });
});

describe('adjustments compound', () => {
  test('each on what the one before it left', () => {
    const adjustments = [
      { type: 'RATE_SURCHARGE', value: 50 }, // 1000 → 1500
      { type: 'RATE_DISCOUNT', value: 10 }, // → 1350
      { type: 'FIXED_DISCOUNT', value: 1_300 }, // → 50
      { type: 'RATE_DISCOUNT', value: '33.3' }, // 16.65 → 33
      { type: 'FIXED_DISCOUNT', value: 100 }, // → 0
      { type: 'FIXED_SURCHARGE', value: 7 },
    ] as const;
    expect(applied([...adjustments])).toEqual([
      ['1', 1_000, 500],
      ['2', 1_500, -150],
      ['3', 1_350, -1_300],
      ['4', 50, -17],
      ['5', 33, -33],
      ['6', 0, 7],
    ]);
    const numbered = adjustments.map((fields) => adjustment(fields));
    // 500 − 150 − 1300 − 17 − 33 + 7 = −993; discounts 150 + 1300 + 17 + 33
    const statement = bill({ readings: [reading({ volume: 1_000 })], adjustments: numbered });
    expect(statement).toMatchObject({ adjustmentTotal: -993, discount: 1_500, charge: 7 });
  });

  test('by priority, lower ones first, 100 when absent, equal ones in the order of creation', () => {
    const adjustments = [
      { value: 1 },
      { value: 2, priority: 101 },
      { value: 3, priority: 99 },
      { value: 4, priority: 100 },
      { value: 5, priority: -1 },
      { value: 6, priority: 0 },
      { value: 7 },
    ];
    expect(applied(adjustments).map(([id]) => id)).toEqual(['5', '6', '3', '1', '4', '7', '2']);
  });

  test('on projects by project id first, then on the billing group, whatever their priority', () => {
    const readings = ['p-b', 'p-a'].map((projectId) => reading({ projectId, volume: 1_000 }));
    const adjustments = [
      { type: 'RATE_DISCOUNT', value: 10, priority: 1 },
      { ...onProject('p-b'), type: 'RATE_DISCOUNT', value: 50, priority: 2 },
      { ...onProject('p-a'), type: 'FIXED_DISCOUNT', value: 100, priority: 300 },
      { ...onProject('p-b'), value: 30, priority: 1 },
    ] as const;
    expect(applied([...adjustments], { readings })).toEqual([
      ['3', 1_000, -100],
      ['4', 1_000, 30],
      ['2', 1_030, -515],
      // 900 + 515 = 1415: 141.5 → 142
      ['1', 1_415, -142],
    ]);
  });

  test("on a project's net amounts, on the group's with base fee and minimum commitment", () => {
    const readings = [reading({ volume: 1_000 }), reading({ counterName: 'test.more', volume: 500 })];
    const contracts = underContract({ discountRate: 20, baseFee: 300, minimumCharge: 2_000 });
    const tenPercent = { type: 'RATE_DISCOUNT', value: 10 } as const;
    // net 800 + 400 = 1200; to 2000 with the base fee of 300: 500 are missing
    expect(applied([{ ...tenPercent, ...onProject('p-a') }, tenPercent], { readings, contracts })).toEqual([
      ['1', 1_200, -120],
      // 1080 + 300 + 500
      ['2', 1_880, -188],
    ]);
  });
});

describe('a project without usage', () => {
  test('starts with 0: a fixed surcharge applies, and what follows works on that', () => {
    const adjustments = [
      { ...onProject('p-z'), type: 'RATE_DISCOUNT', value: 10, priority: 200 },
      { ...onProject('p-z'), value: 50 },
      { type: 'RATE_SURCHARGE', value: 100 },
    ] as const;
    expect(applied([...adjustments])).toEqual([
      ['2', 0, 50],
      ['1', 50, -5],
      // 1000 + 45
      ['3', 1_045, 1_045],
    ]);
  });

  test('comes in the order of project ids with the others', () => {
    const readings = [reading({ projectId: 'p-b' })];
    const adjustments = ['p-c', 'p-b', 'p-a'].map((targetId) => onProject(targetId));
    expect(applied(adjustments, { readings }).map(([id]) => id)).toEqual(['3', '2', '1']);
  });
});

describe('the months of an adjustment', () => {
  test.each<[string | undefined, string | undefined, boolean]>([
    [undefined, undefined, true],
    ['2025-03', undefined, true],
    ['2025-04', undefined, false],
    ['2025-02', '2025-03', true],
    ['2025-03', '2025-03', true],
    ['2024-01', '2025-02', false],
    [undefined, '2025-03', true],
    [undefined, '2025-02', false],
  ])('from %s to %s count for March 2025: %s', (monthFrom, monthTo, isInForce) => {
    const months = { ...(monthFrom && { monthFrom }), ...(monthTo && { monthTo }) };
    expect(applied([months])).toHaveLength(Number(isInForce));
  });
});
