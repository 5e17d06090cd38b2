import { expect, test } from 'vitest';
import { times, toDecimal, toSmallest } from './decimals.ts';

test.each([
  ['0', 0n],
  ['0.000000000001', 1n],
  ['166.67', 166_670_000_000_000n],
  ['999999999999999.999999999999', 999_999_999_999_999_999_999_999_999n],
])('%s is counted in smallest fractions, and written as it was', (decimal, smallest) => {
  expect(toSmallest(decimal)).toBe(smallest);
  expect(toDecimal(smallest)).toBe(decimal);
});

test('zeros at the end are not written', () => {
  expect(toDecimal(toSmallest('2.500'))).toBe('2.5');
  expect(toDecimal(toSmallest('100.000000000000'))).toBe('100');
});

test('a JSON number means its shortest decimal form', () => {
  expect(toSmallest(8.25)).toBe(8_250_000_000_000n);
  // JavaScript writes it as 1e-7.
  expect(toSmallest(0.000_000_1)).toBe(100_000n);
});

test('a multiple is exact to the twelfth decimal', () => {
  expect(times('99.999999999999', 1024)).toBe('102399.999999998976');
  expect(times('0.5', 60)).toBe('30');
});
