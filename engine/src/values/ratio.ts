import Fraction from 'fraction.js';

const MAX = Number.MAX_SAFE_INTEGER;

/**
 * An exact rational number. It is kept as two whole numbers that are safe as long as they are, without common divisors being
 * looked for; numbers that outgrow them are fractions of big integers, in lowest terms.
 */
export class Ratio {
  /** The numerator, and the denominator above 0, unless the number is large. */
  readonly #numerator: number;
  readonly #denominator: number;
  readonly #large: Fraction | undefined;

  private constructor(numerator: number, denominator: number, large?: Fraction) {
    this.#numerator = numerator;
    this.#denominator = denominator;
    this.#large = large;
  }

  /** Two safe whole numbers, the denominator above 0. */
  static of(numerator: number, denominator: number): Ratio {
    return new Ratio(numerator, denominator);
  }

  static ofBigInts(numerator: bigint, denominator: bigint): Ratio {
    return Ratio.#ofFraction(new Fraction(numerator, denominator));
  }

  static #ofFraction(value: Fraction): Ratio {
    const isSmall = value.n <= MAX && value.d <= MAX;
    return isSmall ? new Ratio(Number(value.s * value.n), Number(value.d)) : new Ratio(0, 1, value);
  }

  static #from(value: Ratio | number): Ratio {
    return typeof value === 'number' ? new Ratio(value, 1) : value;
  }

  add(value: Ratio | number): Ratio {
    const other = Ratio.#from(value);
    if (!this.#large && !other.#large) {
      if (this.#denominator === other.#denominator) {
        const sum = this.#numerator + other.#numerator;
        if (isSafe(sum)) return new Ratio(sum, this.#denominator);
      } else {
        const [left, right] = [this.#numerator * other.#denominator, other.#numerator * this.#denominator];
        const denominator = this.#denominator * other.#denominator;
        const sum = left + right;
        if (isSafe(left) && isSafe(right) && isSafe(sum) && denominator <= MAX) return new Ratio(sum, denominator);
      }
    }
    return Ratio.#ofFraction(this.#fraction().add(other.#fraction()));
  }

  sub(value: Ratio | number): Ratio {
    return this.add(Ratio.#from(value).neg());
  }

  mul(value: Ratio | number): Ratio {
    const other = Ratio.#from(value);
    if (!this.#large && !other.#large) {
      const numerator = this.#numerator * other.#numerator;
      const denominator = this.#denominator * other.#denominator;
      if (isSafe(numerator) && denominator <= MAX) return new Ratio(numerator, denominator);
    }
    return Ratio.#ofFraction(this.#fraction().mul(other.#fraction()));
  }

  /** Throws for a division by 0. */
  div(value: Ratio | number): Ratio {
    const other = Ratio.#from(value);
    if (!this.#large && !other.#large && other.#numerator !== 0) {
      const sign = other.#numerator < 0 ? -1 : 1;
      const numerator = this.#numerator * other.#denominator * sign;
      const denominator = this.#denominator * other.#numerator * sign;
      if (isSafe(numerator) && denominator <= MAX) return new Ratio(numerator, denominator);
    }
    return Ratio.#ofFraction(this.#fraction().div(other.#fraction()));
  }

  neg(): Ratio {
    return this.#large ? Ratio.#ofFraction(this.#large.neg()) : new Ratio(0 - this.#numerator, this.#denominator);
  }

  /** The largest whole number that is not above it. */
  floor(): Ratio {
    if (this.#large) return Ratio.#ofFraction(this.#large.floor());
    return new Ratio(this.#wholePart(), 1);
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
  compare(value: Ratio | number): number {
    const other = Ratio.#from(value);
    if (!this.#large && !other.#large) {
      if (this.#denominator === other.#denominator) return this.#numerator - other.#numerator;
      const [left, right] = [this.#numerator * other.#denominator, other.#numerator * this.#denominator];
      if (isSafe(left) && isSafe(right)) return left - right;
    }
    return this.#fraction().compare(other.#fraction());
  }

  equals(value: Ratio | number): boolean {
    return this.compare(value) === 0;
  }

  lt(value: Ratio | number): boolean {
    return this.compare(value) < 0;
  }

  lte(value: Ratio | number): boolean {
    return this.compare(value) <= 0;
  }

  gt(value: Ratio | number): boolean {
    return this.compare(value) > 0;
  }

  gte(value: Ratio | number): boolean {
    return this.compare(value) >= 0;
  }

  /** Whether it is a whole number. */
  isWhole(): boolean {
    return this.#large ? this.#large.d === 1n : this.#numerator % this.#denominator === 0;
  }

  /** The largest whole number that is not above it, when it is safe; `undefined` otherwise. */
  safeFloor(): number | undefined {
    if (!this.#large) return this.#wholePart();
    const whole = this.#large.floor();
    return whole.n <= MAX ? Number(whole.s * whole.n) : undefined;
  }

  /** The nearest binary float. */
  toFloat(): number {
    return this.#large ? this.#large.valueOf() : this.#numerator / this.#denominator;
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

  #wholePart(): number {
    const rest = this.#numerator % this.#denominator;
    const whole = (this.#numerator - rest) / this.#denominator;
    return rest < 0 ? whole - 1 : whole + 0;
  }

  #fraction(): Fraction {
    return this.#large ?? new Fraction(BigInt(this.#numerator), BigInt(this.#denominator));
  }
}

function isSafe(value: number): boolean {
  return value <= MAX && value >= -MAX;
}
