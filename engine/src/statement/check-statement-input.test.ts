import { describe, expect, test } from 'vitest';
import { reading } from '../../test/bills.ts';
import { refusalOf } from '../../test/test-account.ts';
import { withField } from '../../test/with-field.ts';
import { calculateStatement, type Reading, type StatementInput } from '../index.ts';

const tiers = () => [
  { upTo: '10', unitPrice: '3' },
  { upTo: '20', unitPrice: '2' },
  { upTo: null, unitPrice: '1' },
];

/** An input with one of everything, and nothing wrong with it. */
const input: StatementInput = {
  member: 'kr',
  month: '2025-03',
  readings: [
    {
      projectId: 'p-a',
      counterName: 'test.units',
      counterType: 'DELTA',
      unit: 'UNITS',
      volume: '1',
      timestamp: '2025-03-10T00:00:00Z',
      resourceId: 'r-1',
    },
  ],
  contracts: [
    {
      monthFrom: '2025-01',
      monthTo: '2025-12',
      contract: {
        discountRate: '10',
        baseFee: 1,
        minimumCharge: 1,
        prices: [
          { counterName: 'flat', pricing: { model: 'FLAT', unit: 'HOURS', unitPrice: '1' } },
          { counterName: 'package', pricing: { model: 'PACKAGE', packageSize: '1', packagePrice: '1' } },
          { counterName: 'graduated', pricing: { model: 'GRADUATED', tiers: tiers() } },
          { counterName: 'volume', pricing: { model: 'VOLUME', tiers: tiers() } },
        ],
      },
    },
  ],
  adjustments: ['RATE_DISCOUNT', 'RATE_SURCHARGE', 'FIXED_DISCOUNT', 'FIXED_SURCHARGE'].map((type) =>
    withField(
      {
        adjustmentId: 'a-1',
        level: 'PROJECT',
        targetId: 'p-a',
        type: 'RATE_DISCOUNT',
        value: '10',
        priority: 1,
        monthFrom: '2025-01',
        monthTo: '2025-12',
      },
      '/type',
      type,
    ),
  ),
  credits: [
    { creditId: 'c-1', type: 'FREE', balance: 1, currency: 'KRW', validFrom: '2025-01-01', expiresOn: '2025-12-31' },
  ],
  carried: [{ month: '2025-01', charge: 10, vat: 1, lateFee: 1, paid: 12, lateFeeCharged: false }],
};

const refused = (pointer: string, value: unknown) =>
  refusalOf(() => calculateStatement(withField(input, pointer, value)));

test('the input that the cases below break is right', () => {
  expect(calculateStatement(input).month).toBe('2025-03');
});

const notADecimal = [
  '-1',
  '1e3',
  'NaN',
  '',
  'x',
  '1000000000000000',
  '0.0000000000001',
  -1,
  1e21,
  1e15,
  0.1 + 0.2,
  null,
];
const notMoney = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null];
const notAMonth = [
  '2025-13',
  '2025-00',
  '2025-3',
  '2025',
  '2025-03-01',
  '1969-12',
  '9998-13',
  '9999-01',
  'x2025-03',
  '',
  202_503,
  null,
];
const notADate = [
  '2025-02-30',
  '2025-02-29',
  '2025-13-01',
  '2025-00-10',
  '2025-03-00',
  '2025-04-31',
  '2025-3-1',
  '20250301',
  '2025-03-01T00:00:00Z',
  '',
  5,
  null,
];
const notAName = ['', 5, null];
const notATimestamp = [
  '2025-03-10T00:00:00', // no offset
  '2025-03-10',
  '2025-03-10T00:00Z',
  '2025-03-10 00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2025-02-30T00:00:00Z',
  '2025-13-01T00:00:00Z',
  '2025-03-10T24:00:00Z',
  '2025-03-10T00:60:00Z',
  '2025-03-10T00:00:60Z',
  '2025-03-10T00:00:00+24:00',
  '2025-03-10T00:00:00+09:60',
  '2025-03-10T00:00:00+0900',
  '2025-03-10T00:00:00.Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00+09:00',
  '9999-01-01T00:00:00Z',
  '+012025-03-10T00:00:00Z',
  '',
  'yesterday',
  1_741_564_800,
  null,
];

const cases: Record<string, readonly unknown[]> = {
  '/month': notAMonth,
  '/readings/0/projectId': notAName,
  '/readings/0/counterName': notAName,
  '/readings/0/counterType': ['delta', 'SUM', '', null],
  '/readings/0/unit': notAName,
  '/readings/0/volume': notADecimal,
  '/readings/0/timestamp': notATimestamp,
  '/readings/0/resourceId': notAName,
  '/contracts/0/monthFrom': notAMonth,
  '/contracts/0/monthTo': notAMonth.filter((value) => value !== ''),
  '/contracts/0/contract/discountRate': [...notADecimal, '100.000000000001', 101],
  '/contracts/0/contract/baseFee': notMoney,
  '/contracts/0/contract/minimumCharge': notMoney,
  '/contracts/0/contract/prices/0/counterName': notAName,
  '/contracts/0/contract/prices/0/pricing/unit': notAName,
  '/contracts/0/contract/prices/0/pricing/unitPrice': notADecimal,
  '/contracts/0/contract/prices/0/pricing/model': ['STAIRS', 'flat', '', null],
  '/contracts/0/contract/prices/1/pricing/packageSize': [
    '0',
    '0.000',
    0,
    ...notADecimal.filter((value) => value !== '' && value !== null),
  ],
  '/contracts/0/contract/prices/1/pricing/packagePrice': notADecimal,
  '/contracts/0/contract/prices/2/pricing/tiers': [[]],
  '/contracts/0/contract/prices/2/pricing/tiers/0/unitPrice': notADecimal,
  '/contracts/0/contract/prices/2/pricing/tiers/1/upTo': ['10', '9.999999999999', '0', null],
  '/contracts/0/contract/prices/3/pricing/tiers/0/upTo': ['0', '-1', 'x', 1e21, null],
  '/contracts/0/contract/prices/3/pricing/tiers/2/upTo': ['21'],
  '/adjustments/0/adjustmentId': notAName,
  '/adjustments/0/level': ['GROUP', '', null],
  '/adjustments/0/targetId': notAName,
  '/adjustments/0/type': ['DISCOUNT', '', null],
  '/adjustments/0/value': [...notADecimal, '100.000000000001', 101],
  '/adjustments/1/value': [...notADecimal, '200.000000000001', 201],
  '/adjustments/2/value': [...notADecimal, '1000000000001', 1_000_000_000_001, '0.5', 0.5, '10.000000000001', 1e-7],
  '/adjustments/3/value': [...notADecimal, '1000000000001', 1_000_000_000_001, '0.5', 0.5, '10.000000000001', 1e-7],
  '/adjustments/0/priority': [0.5, Number.NaN, '1', 2 ** 53, null],
  '/adjustments/0/monthFrom': notAMonth.filter((value) => value !== null && value !== ''),
  '/adjustments/0/monthTo': notAMonth.filter((value) => value !== ''),
  '/credits/0/creditId': notAName,
  '/credits/0/type': ['GIFT', 'free', '', null],
  '/credits/0/balance': notMoney,
  '/credits/0/validFrom': notADate,
  '/credits/0/expiresOn': notADate.filter((value) => typeof value === 'string' && value > '2025-01-01'),
  '/carried/0/month': notAMonth,
  '/carried/0/charge': notMoney,
  '/carried/0/vat': notMoney,
  '/carried/0/lateFee': notMoney,
  '/carried/0/paid': [...notMoney, 13],
};

describe.each(Object.entries(cases))('%s', (pointer, values) => {
  test.each(values.map((value) => [value]))('is not %o', (value) => {
    const refusal = refused(pointer, value);
    expect(refusal.code).toBe('VALIDATION_ERROR');
    expect(refusal.details[0]?.path).toBe(pointer);
    expect(refusal.message).toContain(pointer);
  });
});

test('a month to must not be before the month from, an expiry not before the start', () => {
  const messages = [
    ['/contracts/0/monthTo', '2024-12', 'must not be before monthFrom'],
    ['/adjustments/0/monthTo', '2024-12', 'must not be before monthFrom'],
    ['/credits/0/expiresOn', '2024-12-31', 'must not be before the date from which the credit is valid'],
  ] as const;
  for (const [path, value, message] of messages) expect(refused(path, value).details).toEqual([{ path, message }]);
  // the same month or day is right
  const equal = [
    ['/contracts/0/monthTo', '2025-01'],
    ['/adjustments/0/monthTo', '2025-01'],
    ['/credits/0/expiresOn', '2025-01-01'],
  ] as const;
  for (const [pointer, value] of equal) expect(calculateStatement(withField(input, pointer, value))).toBeDefined();
});

test('limits are inclusive', () => {
  const most = [
    ['/contracts/0/contract/discountRate', '100'],
    ['/adjustments/0/value', '100.000000000000'],
    ['/adjustments/1/value', 200],
    ['/adjustments/2/value', '1000000000000.0'],
    ['/adjustments/3/value', 1_000_000_000_000],
    ['/adjustments/0/priority', -1],
    ['/contracts/0/contract/prices/2/pricing/tiers/1/upTo', '10.000000000001'],
    ['/credits/0/balance', 9_007_199_254_740_991],
  ] as const;
  for (const [pointer, value] of most) expect(calculateStatement(withField(input, pointer, value))).toBeDefined();
});

test.each([
  '2025-03-10T00:00:00Z',
  '2025-03-10t00:00:00z',
  '2025-03-10T09:00:00+09:00',
  '2025-03-09T19:00:00.000-05:00',
  '2025-03-10T00:00:00.123456789Z',
  // digits that are finer than a nanosecond do not count
  '2025-03-10T00:00:00.12345678999999Z',
  '2024-02-29T00:00:00Z',
  '2025-03-09T23:59:59-23:59',
  '1970-01-01T00:00:00Z',
  '9998-12-31T23:59:59.999999999Z',
])('the timestamp %s is right', (timestamp) => {
  expect(calculateStatement(withField(input, '/readings/0/timestamp', timestamp))).toBeDefined();
});

test.each(['1970-01', '2024-02', '9998-12'])('the month %s is right', (month) => {
  expect(calculateStatement({ member: 'etc', month }).month).toBe(month);
});

test('an unknown member is refused before all else', () => {
  const refusal = refused('/member', 'xx');
  expect([refusal.code, refusal.message]).toEqual(['VALIDATION_ERROR', 'There is no member xx.']);
  expect(refusal.details).toEqual([{ path: '/member', message: 'must be one of kr, jp, us, eu, etc' }]);
});

test('all that is wrong is told at once, the first in the message', () => {
  const broken = withField(withField(input, '/readings/0/volume', '1e3'), '/credits/0/type', 'GIFT');
  const refusal = refusalOf(() => calculateStatement(broken));
  expect(refusal.details.map(({ path }) => path)).toEqual(['/readings/0/volume', '/credits/0/type']);
  expect(refusal.message).toBe(
    'The bill cannot be calculated: /readings/0/volume must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5" (and 1 more).',
  );
  expect(refusal).toMatchObject({ name: 'BillingError', code: 'VALIDATION_ERROR' });
});

test('what is wrong with a reading is told before a counter of two types, and this before a unit that does not convert', () => {
  const unit = reading({ counterName: 'compute.c2.c8m8', unit: 'GB' });
  const wrong = reading({ volume: '-1' });
  const [delta, gauge] = [reading(), reading({ counterType: 'GAUGE', timestamp: '2024-01-01T00:00:00Z' })];
  const refusal = (readings: Reading[]) => {
    const { code, details } = refusalOf(() => calculateStatement({ ...input, readings }));
    return [code, details.map(({ path }) => path)];
  };
  expect(refusal([unit, delta, gauge, wrong])).toEqual(['VALIDATION_ERROR', ['/readings/3/volume']]);
  expect(refusal([unit, delta, gauge])).toEqual(['COUNTER_TYPE_CONFLICT', ['/readings/2/counterType']]);
  expect(refusal([unit, delta])).toEqual(['UNIT_MISMATCH', ['/readings/0/unit']]);
});
