import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { formatExact } from './exact.ts';
import { Ratio } from './ratio.ts';

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Whole numbers of every size: small ones, some around the largest safe one, and some far beyond it. */
const sizes = fc.oneof(
  fc.bigInt({ min: 0n, max: 12n }),
  fc.bigInt({ min: 0n, max: 1_000_000n }),
  fc.constantFrom(60n, 1024n, 3600n, 86_400n, 1_048_576n, 10n ** 6n, 10n ** 12n, 10n ** 15n, 94_906_266n),
  fc.bigInt({ min: MAX - 3n, max: MAX + 3n }),
  fc.bigInt({ min: 0n, max: MAX * 2n }),
  fc.bigInt({ min: 0n, max: 10n ** 30n }),
);

interface Both {
  readonly ratio: Ratio;
  readonly fraction: Fraction;
}

/** A number as a `Ratio` and as a `Fraction`. A safe one is a `Ratio` of the very terms, common divisors included. */
const numbers: fc.Arbitrary<Both> = fc.tuple(sizes, sizes, fc.boolean()).map(([size, size2, isNegative]) => {
  const [numerator, denominator] = [isNegative ? -size : size, size2 === 0n ? 1n : size2];
  const fraction = new Fraction(numerator, denominator);
  const isSafe = size <= MAX && denominator <= MAX;
  const ratio = isSafe ? Ratio.of(Number(numerator), Number(denominator)) : ratioOf(fraction);
  return { ratio, fraction };
});

function ratioOf({ s, n, d }: Fraction): Ratio {
  return Ratio.ofDecimal(String(s * n)).div(Ratio.ofDecimal(String(d)));
}

function same(ratio: Ratio, fraction: Fraction): void {
  expect(ratio.toString()).toBe(fraction.toFraction());
}

function holds(check: (a: Both, b: Both) => void): void {
  fc.assert(fc.property(numbers, numbers, check), { numRuns: 4000 });
}

describe('a ratio calculates as a fraction of big integers does', () => {
  test('add', () => holds((a, b) => same(a.ratio.add(b.ratio), a.fraction.add(b.fraction))));
  test('sub', () => holds((a, b) => same(a.ratio.sub(b.ratio), a.fraction.sub(b.fraction))));
  test('mul', () => holds((a, b) => same(a.ratio.mul(b.ratio), a.fraction.mul(b.fraction))));

  test('div', () =>
    holds((a, b) => {
      if (b.fraction.n === 0n) expect(() => a.ratio.div(b.ratio)).toThrow();
      else same(a.ratio.div(b.ratio), a.fraction.div(b.fraction));
    }));

  test('compare', () =>
    holds((a, b) => {
      const order = a.fraction.compare(b.fraction);
      expect(Math.sign(a.ratio.compare(b.ratio))).toBe(Math.sign(order));
      const { ratio } = a;
      expect([ratio.lt(b.ratio), ratio.lte(b.ratio)]).toEqual([order < 0, order <= 0]);
      expect([ratio.gt(b.ratio), ratio.gte(b.ratio)]).toEqual([order > 0, order >= 0]);
      expect([ratio.equals(b.ratio), ratio.equals(ratioOf(a.fraction))]).toEqual([order === 0, true]);
    }));

  test('neg, floor, ceil, isWhole', () =>
    holds(({ ratio, fraction }) => {
      same(ratio.neg(), fraction.neg());
      same(ratio.floor(), fraction.floor());
      same(ratio.ceil(), fraction.ceil());
      expect(ratio.isWhole()).toBe(fraction.d === 1n);
      const whole = fraction.floor();
      expect(ratio.safeFloor()).toBe(whole.n <= MAX ? Number(whole.s * whole.n) : undefined);
    }));

  test('round', () =>
    holds(({ ratio, fraction }) => {
      for (const places of [0, 4]) same(ratio.round(places), fraction.round(places));
    }));

  test('with safe whole numbers and decimals for exact numbers', () => {
    const decimals = fc.oneof(
      fc.maxSafeInteger(),
      fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?$/),
      fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((n) => n / 1000),
    );
    fc.assert(
      fc.property(numbers, decimals, ({ ratio, fraction }, decimal) => {
        const text = String(decimal);
        same(ratio.add(decimal), fraction.add(text));
        same(ratio.sub(decimal), fraction.sub(text));
        same(ratio.mul(decimal), fraction.mul(text));
        expect(Math.sign(ratio.compare(decimal))).toBe(Math.sign(fraction.compare(text)));
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(['', 'x', '1x', '1.2.3', '1e3', '٣', '12345678901234567890x'])('%j is no decimal', (text) => {
  expect(() => Ratio.of(1).add(text)).toThrow();
});

/** The digits of a fraction with big integers alone: all when they end within 64 decimals, else rounded to 12. */
function digitsOf(fraction: Fraction): string {
  const { s, n, d } = fraction;
  const places = Array.from({ length: 65 }, (_, count) => count).find((count) => 10n ** BigInt(count) % d === 0n) ?? 12;
  const scaled = (n * 10n ** BigInt(places) * 2n + d) / (2n * d);
  const digits = String(scaled).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return s < 0n ? `-${text}` : text;
}

test('a ratio is printed with the digits that big integers have', () => {
  holds(({ ratio, fraction }) => {
    expect(formatExact(ratio)).toBe(digitsOf(fraction));
  });
});

test.each([
  [1, 3, '0.333333333333'],
  [2, 3, '0.666666666667'],
  [-2, 3, '-0.666666666667'],
  [2_999_999_999_999, 3_000_000_000_000, '1.000000000000'],
  [9_007_199_253, 9_007_199_254, '0.999999999889'],
  [10_025, 6000, '1.670833333333'],
  [10_025, 102_400, '0.097900390625'],
  [6, 3, '2'],
  [0, 7, '0'],
  [-0, 7, '0'],
  [Number.MAX_SAFE_INTEGER, 1, '9007199254740991'],
  [Number.MAX_SAFE_INTEGER, 2, '4503599627370495.5'],
])('%i / %i is printed %s', (numerator, denominator, text) => {
  expect(formatExact(Ratio.of(numerator, denominator))).toBe(text);
});
