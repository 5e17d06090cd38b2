import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { floatTrap } from './float-trap.ts';

test.each([
  // 14.5 and 14.499999999999998
  ['HALF_UP', '29', 50],
  // 217.5, to the even 218, and 217.49999999999997; 14.5 is rounded to 14, as the float is.
  ['HALF_EVEN', '29', 750],
  // 29 and 28.999999999999996
  ['DOWN', '29', 100],
  // 7 and 7.000000000000001
  ['UP', '7', 100],
] as const)('where amounts are rounded %s, %s %% as a binary float is wrong for %d', (rounding, rate, amount) => {
  expect(floatTrap({ ...standardPolicy, rules: { rounding } })).toEqual({ rate, amount });
});

test('the standard policy rounds half up', () => {
  expect(floatTrap(standardPolicy)).toEqual({ rate: '29', amount: 50 });
});
