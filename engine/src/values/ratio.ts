import Fraction from 'fraction.js';
import { numberAt } from './digits.ts';
import { isMultiple, wholeQuotient } from './quotients.ts';
import { shortestDecimal } from './shortest-decimal.ts';

const MAX = Number.MAX_SAFE_INTEGER;
/** Every number of so many digits is safe. */
const SAFE_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));

/** A number to calculate with: an exact one, a safe whole number, or a decimal, of which a number means its shortest form. */
type Operand = Ratio | number | string;

/**
 * An exact rational number. It is kept as two whole numbers while they are safe, without common divisors being looked for; a
 * number that outgrows them is a fraction of big integers, in lowest terms.
 */
export class Ratio {
  // Others can see these fields, so that two different numbers are also different for code that compares all fields of values.
  /** The numerator, and the denominator above 0, unless the number is large. */
  private readonly numerator: number;
  private readonly denominator: number;
  private readonly large: Fraction | undefined;

  private constructor(numerator: number, denominator: number, large?: Fraction) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.large = large;
  }

  /** Two safe whole numbers, the denominator above 0. */
  static of(numerator: number, denominator = 1): Ratio {
    return new Ratio(numerator, denominator);
  }

  /** The value of digits, which may have a point among them and a minus sign before them. Throws for any other text. */
  static ofDecimal(text: string): Ratio {
    if (text.startsWith('-')) return Ratio.ofDecimal(text.slice(1)).neg();
    const point = text.indexOf('.');
    const wholeDigits = point === -1 ? text.length : point;
    const decimals = point === -1 ? 0 : text.length - point - 1;
    const scale = POWERS_OF_TEN[decimals];
    if (scale === undefined || wholeDigits + decimals > SAFE_DIGITS)
      return Ratio.#ofFraction(new Fraction(BigInt(text.replace('.', '')), 10n ** BigInt(decimals)));
    const digits = numberAt(text, 0, wholeDigits) * scale + numberAt(text, point + 1, decimals);
    if (wholeDigits === 0 || Number.isNaN(digits)) throw new RangeError(`${text} is not a decimal.`);
    return new Ratio(digits, scale);
  }

  static #ofFraction(value: Fraction): Ratio {
    const isSmall = value.n <= MAX && value.d <= MAX;
    return isSmall ? new Ratio(Number(value.s * value.n), Number(value.d)) : new Ratio(0, 1, value);
  }

  static from(value: Operand): Ratio {
    if (value instanceof Ratio) return value;
    if (typeof value === 'string') return Ratio.ofDecimal(value);
    return Number.isSafeInteger(value) ? new Ratio(value, 1) : Ratio.ofDecimal(shortestDecimal(value) ?? String(value));
  }

  add(value: Operand): Ratio {
    const other = Ratio.from(value);
    if (!this.large && !other.large) {
      const denominator = commonDenominator(this.denominator, other.denominator);
      const left = this.numerator * (denominator / this.denominator);
      const right = other.numerator * (denominator / other.denominator);
      if (denominator <= MAX && Math.abs(left) + Math.abs(right) <= MAX) return new Ratio(left + right, denominator);
    }
    return Ratio.#ofFraction(this.#fraction().add(other.#fraction()));
  }

  sub(value: Operand): Ratio {
    return this.add(Ratio.from(value).neg());
  }

  mul(value: Operand): Ratio {
    const other = Ratio.from(value);
    if (!this.large && !other.large) {
      const numerator = this.numerator * other.numerator;
      const denominator = this.denominator * other.denominator;
      if (Math.abs(numerator) <= MAX && denominator <= MAX) return new Ratio(numerator, denominator);
    }
    return Ratio.#ofFraction(this.#fraction().mul(other.#fraction()));
  }

  /** Throws for a division by 0. */
  div(value: Operand): Ratio {
    const other = Ratio.from(value);
    if (!this.large && !other.large && other.numerator !== 0) {
      const common = this.denominator === other.denominator ? this.denominator : 1;
      const numerator = this.numerator * (other.denominator / common) * Math.sign(other.numerator);
      const denominator = (this.denominator / common) * Math.abs(other.numerator);
      if (Math.abs(numerator) <= MAX && denominator <= MAX) return new Ratio(numerator, denominator);
    }
    return Ratio.#ofFraction(this.#fraction().div(other.#fraction()));
  }

  neg(): Ratio {
    return this.large ? Ratio.#ofFraction(this.large.neg()) : new Ratio(0 - this.numerator, this.denominator);
  }

  /** The largest whole number that is not above it. */
  floor(): Ratio {
    return this.large
      ? Ratio.#ofFraction(this.large.floor())
      : new Ratio(wholeQuotient(this.numerator, this.denominator), 1);
  }

  /** The smallest whole number that is not below it. */
  ceil(): Ratio {
    return this.neg().floor().neg();
  }

  /** The nearest number of so many decimals; a half is rounded up. */
  round(decimals: number): Ratio {
    return Ratio.#ofFraction(this.#fraction().round(decimals));
  }

  /** Negative when it is less than the other one, 0 when it is as much. */
  compare(value: Operand): number {
    const other = Ratio.from(value);
    if (!this.large && !other.large) {
      const denominator = commonDenominator(this.denominator, other.denominator);
      const left = this.numerator * (denominator / this.denominator);
      const right = other.numerator * (denominator / other.denominator);
      if (denominator <= MAX && Math.abs(left) <= MAX && Math.abs(right) <= MAX) return left - right;
    }
    return this.#fraction().compare(other.#fraction());
  }

  equals(value: Operand): boolean {
    return this.compare(value) === 0;
  }

  lt(value: Operand): boolean {
    return this.compare(value) < 0;
  }

  lte(value: Operand): boolean {
    return this.compare(value) <= 0;
  }

  gt(value: Operand): boolean {
    return this.compare(value) > 0;
  }

  gte(value: Operand): boolean {
    return this.compare(value) >= 0;
  }

  /** Whether it is a whole number. */
  isWhole(): boolean {
    return this.large ? this.large.d === 1n : isMultiple(this.numerator, this.denominator);
  }

  /** The largest whole number that is not above it, when it is safe; `undefined` otherwise. */
  safeFloor(): number | undefined {
    if (!this.large) return wholeQuotient(this.numerator, this.denominator);
    const whole = this.large.floor();
    return whole.n <= MAX ? Number(whole.s * whole.n) : undefined;
  }

  /** A binary float next to it: the nearest one unless the number is large. */
  toFloat(): number {
    return this.large ? this.large.valueOf() : this.numerator / this.denominator;
  }

  /** Its terms as they are kept, when they are safe: the denominator is above 0, and common divisors are not looked for. */
  safeTerms(): { readonly numerator: number; readonly denominator: number } | undefined {
    return this.large ? undefined : { numerator: this.numerator, denominator: this.denominator };
  }

  /** Its terms: the denominator is above 0, and they have no common divisor. */
  inLowestTerms(): { readonly numerator: bigint; readonly denominator: bigint } {
    const { s, n, d } = this.#fraction();
    return { numerator: s * n, denominator: d };
  }

  /** `n/d` in lowest terms, or `n` when it is a whole number. */
  toString(): string {
    return this.#fraction().toFraction();
  }

  #fraction(): Fraction {
    return this.large ?? new Fraction(BigInt(this.numerator), BigInt(this.denominator));
  }
}

/** A denominator that both numbers can have: the larger one when it is a multiple of the other, as with decimals. */
function commonDenominator(a: number, b: number): number {
  if (a === b || isMultiple(a, b)) return a;
  return isMultiple(b, a) ? b : a * b;
}
