import { describe, expect, test } from 'vitest';
import { ONE, toSmallest } from '../matrices/built-in/decimals.ts';
import { simplestIn } from './simple-decimals.ts';
import { type Compare, findRange, narrowed, signOf } from './value-range.ts';

const all = { min: 0n, max: toSmallest('999999999999999') };

/** Compares the cost of a quantity at a unit price, rounded half up, with the target's amount. */
function costs(quantity: bigint, price: string): Compare {
  const cost = (value: bigint) => (quantity * value + ONE / 2n) / ONE;
  const target = cost(toSmallest(price));
  return (value) => signOf(cost(value), target);
}

describe('the prices that make an amount', () => {
  test.each([
    ['397', '379'],
    ['397', '397.01'],
    ['43.5', '4.35'],
    ['0', '0.015'],
    ['0', '90'],
    ['90', '0'],
    ['2.5', '25000'],
    ['100', '99'],
  ])('when the price is not %s are about %s', (from, price) => {
    const range = findRange(toSmallest(from), all, costs(100_000n, price));
    expect(simplestIn(range ?? { min: 1n, max: 0n }, 3)).toEqual([price]);
  });

  test('are fewer when another amount is known', () => {
    const wide = findRange(toSmallest('20'), all, costs(3n, '17.123'));
    const narrow = wide && narrowed(wide, costs(1_000_000_000n, '17.123'));
    expect(simplestIn(wide ?? all, 3)).toEqual(['17']);
    expect(simplestIn(narrow ?? all, 3)).toEqual(['17.123']);
    expect(wide && narrowed(wide, costs(1_000_000_000n, '18'))).toBeUndefined();
  });
});

test('no value is found where none makes the figure, or where it has no figure', () => {
  const jumps: Compare = (value) => (value > toSmallest('5') ? 1 : -1);
  expect(findRange(toSmallest('3'), all, jumps)).toBeUndefined();
  expect(findRange(toSmallest('3'), all, () => -1)).toBeUndefined();
  expect(findRange(toSmallest('3'), all, () => undefined)).toBeUndefined();
  expect(findRange(toSmallest('3'), all, () => 0)).toBeUndefined();
});

test('a figure that has the value in it as it is, is the value', () => {
  const printed: Compare = (value) => signOf(value, toSmallest('8.26'));
  expect(simplestIn(findRange(toSmallest('8.25'), all, printed) ?? all, 3)).toEqual(['8.26']);
});
