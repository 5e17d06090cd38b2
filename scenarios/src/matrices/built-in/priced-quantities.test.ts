import { expect, test } from 'vitest';
import { nudged, pricedCounters, splits, times } from './priced-quantities.ts';

test('quantities are exact to the twelfth decimal', () => {
  expect(nudged('100', -1)).toBe('99.999999999999');
  expect(nudged('0.5', 1)).toBe('0.500000000001');
  expect(times('99.999999999999', 1024)).toBe('102399.999999998976');
  expect(times('0.5', 60)).toBe('30.000000000000');
});

test('a quantity is split so that nothing of it gets lost', () => {
  const inThree = (quantity: string) => splits.readings?.(quantity, pricedCounters.FLAT).map(({ volume }) => volume);
  // 0.1 in nine parts is 0.011111111111, and one smallest fraction over.
  expect(inThree('0.1')).toEqual(['0.011111111111', '0.077777777778', '0.011111111111']);
  expect(inThree('0')).toEqual(['0.000000000000', '0.000000000000', '0.000000000000']);
});
