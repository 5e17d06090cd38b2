import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remainder, solve } from './congruence.ts';

test('a solution is the first number from a given one on whose multiple leaves the remainder', () => {
  const numbers = fc.tuple(
    fc.bigInt({ min: 0n, max: 300n }),
    fc.bigInt({ min: -300n, max: 300n }),
    fc.bigInt({ min: 1n, max: 60n }),
    fc.bigInt({ min: 0n, max: 300n }),
  );
  fc.assert(
    fc.property(numbers, ([a, b, m, from]) => {
      // The remainders of the multiples repeat after m of them.
      const tried = Array.from({ length: Number(m) }, (_, place) => from + BigInt(place));
      const first = tried.find((k) => remainder(a * k - b, m) === 0n);
      expect(solve(a, b, m, from)).toBe(first);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  // 3 × 7 = 21 = 2 × 10 + 1
  [3n, 1n, 10n, 0n, 7n],
  [3n, 1n, 10n, 8n, 17n],
  // An even number never leaves 1.
  [4n, 1n, 10n, 0n, undefined],
  [0n, 0n, 5n, 3n, 3n],
])('%d times a number leaves %d when it is divided by %d, from %d on: %d', (a, b, m, from, k) => {
  expect(solve(a, b, m, from)).toBe(k);
});

test.each([
  [7n, 5n, 2n],
  [-7n, 5n, 3n],
  [-5n, 5n, 0n],
])('the remainder of %d by %d is %d', (a, m, rest) => {
  expect(remainder(a, m)).toBe(rest);
});
