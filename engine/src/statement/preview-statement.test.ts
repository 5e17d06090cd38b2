import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../test/test-account.ts';
import { type PreviewAdjustment, type PreviewInput, previewStatement, type Reading } from '../index.ts';

type Usage = Omit<Reading, 'timestamp'>;

const usage = (fields: Partial<Usage> = {}): Usage => ({
  projectId: 'p-a',
  counterName: 'test.units',
  counterType: 'DELTA',
  unit: 'UNITS',
  volume: 1_000,
  ...fields,
});

const preview = (input: Partial<PreviewInput> = {}) =>
  previewStatement({ member: 'etc', month: '2025-03', billingGroupId: 'bg', ...input });

const discount = (fields: Partial<PreviewAdjustment>): PreviewAdjustment => ({
  type: 'DISCOUNT',
  method: 'RATE',
  level: 'PROJECT',
  value: 10,
  ...fields,
});

describe('a preview', () => {
  test('of nothing is a bill of nothing', () => {
    expect(preview()).toMatchObject({ member: 'etc', month: '2025-03', lineItems: [], totalAmount: 0 });
  });

  test('takes all its usage for the month, in the order given', () => {
    const levels = { counterName: 'test.level', counterType: 'GAUGE' } as const;
    const meter = { counterName: 'test.meter', counterType: 'CUMULATIVE' } as const;
    const readings = [
      usage({ volume: 1 }),
      usage({ ...levels, volume: 20 }),
      usage({ ...meter, volume: 300 }),
      usage({ volume: 2 }),
      usage({ ...levels, volume: 10 }),
      usage({ ...meter, volume: 400 }),
      usage({ ...meter, volume: 50 }),
    ];
    const quantities = ['kr', 'us', 'etc'].map((member) =>
      preview({ member, readings }).lineItems.map((line) => line.quantity),
    );
    // the last level; 300 + 100, and 50 after a reset; 1 + 2
    expect(quantities).toEqual(Array(3).fill(['10', '450', '3']));
  });

  test('puts its contract in force', () => {
    const contract = {
      discountRate: 10,
      baseFee: 50,
      prices: [{ counterName: 'test.units', pricing: { model: 'FLAT', unitPrice: 2 } }],
    } as const;
    // 2000 − 200 + 50
    expect(preview({ readings: [usage()], contract })).toMatchObject({
      contractDiscount: 200,
      baseFee: 50,
      charge: 1_850,
    });
  });

  test('uses its credits in their order, in the order given when equal', () => {
    const credits = [
      { type: 'FREE', balance: 10 },
      { type: 'FREE', balance: 10 },
      { type: 'BONUS', balance: 10, name: 'Spring' },
      { type: 'FREE', balance: 10, currency: 'KRW' },
      { type: 'FREE', balance: 10, expiresOn: '2025-02-28' },
    ] as const;
    const { appliedCredits } = preview({ readings: [usage()], credits });
    expect(appliedCredits.map(({ creditId }) => creditId)).toEqual([
      'credit-preview-3',
      'credit-preview-1',
      'credit-preview-2',
    ]);
    expect(appliedCredits[0]?.name).toBe('Spring');
  });
});

describe('an adjustment of a preview', () => {
  const readings = ['p-b', 'p-a', 'p-b'].map((projectId) => usage({ projectId, volume: 100 }));
  const printed = (adjustments: PreviewAdjustment[]) =>
    preview({ readings, adjustments }).appliedAdjustments.map(({ adjustmentId, ...rest }) => ({
      id: adjustmentId.replace('adj-preview-', ''),
      ...rest,
    }));

  test.each([
    ['DISCOUNT', 'FIXED', 'FIXED_DISCOUNT', -10],
    ['DISCOUNT', 'RATE', 'RATE_DISCOUNT', -30],
    ['SURCHARGE', 'FIXED', 'FIXED_SURCHARGE', 10],
    ['SURCHARGE', 'RATE', 'RATE_SURCHARGE', 30],
  ] as const)('%s %s on the billing group is a %s', (type, method, printedType, amount) => {
    const [applied] = printed([{ type, method, level: 'BILLING_GROUP', value: 10, description: 'Ten' }]);
    expect(applied).toEqual({
      id: '1',
      level: 'BILLING_GROUP',
      targetId: 'bg',
      type: printedType,
      description: 'Ten',
      value: 10,
      baseAmount: 300,
      amount,
    });
  });

  test('without a target applies to each project that has usage', () => {
    expect(printed([discount({})])).toMatchObject([
      { id: '1', targetId: 'p-a', baseAmount: 100, amount: -10 },
      { id: '1', targetId: 'p-b', baseAmount: 200, amount: -20 },
    ]);
    expect(preview({ adjustments: [discount({})] }).appliedAdjustments).toEqual([]);
  });

  test('with a target applies to that project, used or not', () => {
    const fixed = { type: 'SURCHARGE', method: 'FIXED' } as const;
    const adjustments = [discount({ targetProjectId: 'p-b' }), discount({ ...fixed, targetProjectId: 'p-z' })];
    expect(printed(adjustments)).toMatchObject([
      { id: '1', targetId: 'p-b', baseAmount: 200, amount: -20 },
      { id: '2', targetId: 'p-z', baseAmount: 0, amount: 10 },
    ]);
  });

  test('comes in the order given, those of projects before those of the billing group', () => {
    const adjustments = [
      discount({ level: 'BILLING_GROUP' }),
      discount({ targetProjectId: 'p-b', value: 50 }),
      discount({}),
      discount({ level: 'BILLING_GROUP', targetProjectId: 'p-a', value: 50 }),
    ];
    expect(printed(adjustments)).toMatchObject([
      { id: '3', targetId: 'p-a', baseAmount: 100, amount: -10 },
      { id: '2', targetId: 'p-b', baseAmount: 200, amount: -100 },
      { id: '3', targetId: 'p-b', baseAmount: 100, amount: -10 },
      // 90 + 90
      { id: '1', targetId: 'bg', baseAmount: 180, amount: -18 },
      { id: '4', targetId: 'bg', baseAmount: 162, amount: -81 },
    ]);
  });
});

describe('what is unpaid in a preview', () => {
  test.each([
    [undefined, undefined, 0, 0],
    [0, true, 0, 0],
    [1_000, undefined, 1_000, 0],
    [1_000, false, 1_000, 0],
    [1_000, true, 1_000, 50],
    [30, true, 30, 2], // 1.5
    [29, true, 29, 1], // 1.45
  ])('%s, overdue: %s', (unpaidAmount, isOverdue, unpaid, lateFee) => {
    const known = {
      ...(unpaidAmount !== undefined && { unpaidAmount }),
      ...(isOverdue !== undefined && { isOverdue }),
    };
    expect(preview(known)).toMatchObject({ unpaidAmount: unpaid, lateFee, totalAmount: unpaid + lateFee });
  });
});

describe('a preview is refused', () => {
  test.each<[string, string, Partial<PreviewInput>]>([
    ['VALIDATION_ERROR', '/member', { member: 'xx' }],
    ['VALIDATION_ERROR', '/month', { month: '2025-13' }],
    ['VALIDATION_ERROR', '/unpaidAmount', { unpaidAmount: -1 }],
    ['VALIDATION_ERROR', '/unpaidAmount', { unpaidAmount: 0.5 }],
    ['VALIDATION_ERROR', '/readings/1/volume', { readings: [usage(), usage({ volume: '-1' })] }],
    ['VALIDATION_ERROR', '/readings/0/projectId', { readings: [usage({ projectId: '' })] }],
    ['VALIDATION_ERROR', '/adjustments/0/value', { adjustments: [discount({ value: 101 })] }],
    ['VALIDATION_ERROR', '/adjustments/0/value', { adjustments: [discount({ method: 'FIXED', value: '0.5' })] }],
    // Without usage the adjustment applies to nothing, and is refused all the same.
    [
      'VALIDATION_ERROR',
      '/adjustments/1/value',
      { adjustments: [discount({}), discount({ type: 'SURCHARGE', value: 201 })] },
    ],
    ['VALIDATION_ERROR', '/credits/0/balance', { credits: [{ type: 'FREE', balance: -1 }] }],
    ['VALIDATION_ERROR', '/contract/discountRate', { contract: { discountRate: 101 } }],
    [
      'VALIDATION_ERROR',
      '/contract/prices/0/counterName',
      { contract: { prices: [{ counterName: '', pricing: { model: 'FLAT', unitPrice: 1 } }] } },
    ],
    ['COUNTER_TYPE_CONFLICT', '/readings/1/counterType', { readings: [usage(), usage({ counterType: 'GAUGE' })] }],
  ])('%s %s', (code, path, input) => {
    const refusal = refusalOf(() => preview(input));
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual([code, [path]]);
  });

  test('UNIT_MISMATCH', () => {
    const readings = [usage(), usage({ counterName: 'compute.c2.c8m8', unit: 'GB' })];
    const { code, details } = refusalOf(() => preview({ readings }));
    expect([code, details.map(({ path }) => path)]).toEqual(['UNIT_MISMATCH', ['/readings/1/unit']]);
  });
});

test('a preview is not billed by a contract in another currency', () => {
  const terms = { member: 'kr', month: '2025-03', billingGroupId: 'bg', contract: { currency: 'USD', baseFee: 1000 } };
  const refusal = refusalOf(() => previewStatement(terms));
  expect([refusal.code, refusal.details[0]?.path]).toEqual(['CURRENCY_MISMATCH', '/contract/currency']);
});

test('a preview whose adjustments would apply without end is refused', () => {
  const used = { counterName: 'test.x', counterType: 'DELTA', unit: 'EA', volume: '1' } as const;
  const readings = Array.from({ length: 1001 }, (_, index) => ({ ...used, projectId: `p-${index}` }));
  const onePercent = { type: 'DISCOUNT', method: 'RATE', level: 'PROJECT', value: '1' } as const;
  const adjustments = Array.from({ length: 100 }, () => onePercent);
  const wish = { member: 'kr', month: '2025-03', billingGroupId: 'bg', readings, adjustments };
  const refusal = refusalOf(() => previewStatement(wish));
  expect([refusal.code, refusal.details[0]?.path]).toEqual(['VALIDATION_ERROR', '/adjustments']);
  expect(previewStatement({ ...wish, readings: readings.slice(1) }).lineItems).toHaveLength(1000);
});
