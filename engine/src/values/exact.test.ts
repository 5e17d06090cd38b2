import { describe, expect, test } from 'vitest';
import { bill, reading } from '../../test/bills.ts';
import { type Decimal, decimalText } from '../index.ts';

const quantityOf = (volume: Decimal, unit = 'UNITS', counterName = 'test.units') =>
  bill({ readings: [reading({ volume, unit, counterName })] }).lineItems[0]?.quantity;

describe('a decimal', () => {
  test.each<[Decimal, string]>([
    ['0', '0'],
    [0, '0'],
    [-0, '0'],
    ['000', '0'],
    ['0.000', '0'],
    ['007.500', '7.5'],
    ['0.1', '0.1'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [1.25e-7, '0.000000125'],
    [1e-12, '0.000000000001'],
    ['0.000000000001', '0.000000000001'],
    ['999999999999999.999999999999', '999999999999999.999999999999'],
    // 15 significant digits
    [123_456_789_012_345, '123456789012345'],
    [0.123456789012, '0.123456789012'],
    [123.456789012345, '123.456789012345'],
    [100_000_000_000_000, '100000000000000'],
    [999_999_999_999_999, '999999999999999'],
  ])('%j counts as %s', (volume, quantity) => {
    expect(quantityOf(volume)).toBe(quantity);
  });

  test.each<[unknown]>([
    [''],
    [' '],
    ['1 '],
    ['1\n'],
    ['.5'],
    ['5.'],
    ['+1'],
    ['-1'],
    ['-0'],
    ['1e3'],
    ['1E3'],
    ['0x10'],
    ['1,000'],
    ['1_000'],
    ['NaN'],
    ['Infinity'],
    ['１'], // a full-width digit
    ['1000000000000000'], // 16 integer digits
    ['0000000000000001'],
    ['0.0000000000001'], // 13 decimals
    [-1],
    [-0.5],
    [-1e-7],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e21],
    [1e15], // 16 integer digits
    [1e-13],
    [1.5e-12], // 13 decimals
    [0.1 + 0.2], // 0.30000000000000004, 17 significant digits
    [1234567890123456],
    [123456.7890123456],
    [null],
    [undefined],
    [true],
    [['1']],
    [{}],
    [1n],
  ])('is not %o', (value) => {
    expect(decimalText(value)).toBeUndefined();
  });

  test.each<[unknown, string]>([
    ['007.500', '007.500'],
    [1e-7, '0.0000001'],
    [12.5, '12.5'],
    [1e14, '100000000000000'],
  ])('%j reads %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });
});

describe('a quantity is printed', () => {
  test.each([
    // thirds never end
    ['20', 'MINUTES', 'compute.c2.c8m8', '0.333333333333'],
    ['40', 'MINUTES', 'compute.c2.c8m8', '0.666666666667'],
    ['1', 'SECONDS', 'compute.c2.c8m8', '0.000277777778'],
    // nor does 10^-12 ÷ 3600: less than half of the last decimal
    ['0.000000000001', 'SECONDS', 'compute.c2.c8m8', '0.000000000000'],
    ['59', 'MINUTES', 'compute.c2.c8m8', '0.983333333333'],
    // 10^-12 KB is 10^-12 ÷ 2^20 GB, 32 decimals
    ['0.000000000001', 'KB', 'storage.volume.ssd', '0.00000000000000000095367431640625'],
  ])('with all its digits, or 12 when they never end: %s %s of %s is %s', (volume, unit, counterName, quantity) => {
    expect(quantityOf(volume, unit, counterName)).toBe(quantity);
  });
});
