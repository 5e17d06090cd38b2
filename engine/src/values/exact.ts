import Fraction from 'fraction.js';
import { BillingError } from '../errors/billing-error.ts';
import { MAX_MONEY, type Money } from './money.ts';

/** An exact rational number. Quantities, unit prices and rates are such numbers until a rule rounds them. */
export type Exact = Fraction;

/**
 * A quantity, unit price or rate as people write it: a decimal string (`"166.67"`) or a JSON number, at least 0, with at
 * most 15 integer digits and 12 decimals. A number means its shortest decimal form and may have 15 significant digits.
 */
export type Decimal = string | number;

const DECIMAL = /^\d{1,15}(?:\.\d{1,12})?$/;
const MAX_SIGNIFICANT_DIGITS = 15;
const MAX_PRINTED_DECIMALS = 12;

export const ZERO: Exact = new Fraction(0);

/** The decimal string that `value` stands for; `undefined` when it stands for none. */
export function decimalText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? shortestDecimal(value) : value;
  return typeof text === 'string' && DECIMAL.test(text) ? text : undefined;
}

function shortestDecimal(value: number): string | undefined {
  const text = String(value);
  const [, exponent] = text.split('e');
  const digits = text.replace(/e.*|\./g, '').replace(/^0+|0+$/g, '');
  if (digits.length > MAX_SIGNIFICANT_DIGITS) return undefined;
  if (exponent === undefined) return text;
  const zeros = -Number(exponent) - 1;
  return zeros < 0 ? undefined : `0.${'0'.repeat(zeros)}${digits}`;
}

/** The exact value of a decimal that was checked before, or of a whole amount of money. */
export function exact(value: Decimal): Exact {
  return new Fraction(typeof value === 'string' ? value : (decimalText(value) ?? value));
}

export function sumExact(values: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const value of values) total = total.add(value);
  return total;
}

/** `rate` per cent of `amount`, not rounded. */
export function percentOf(amount: Money, rate: Decimal): Exact {
  return exact(amount).mul(exact(rate)).div(100);
}

/** ⌊x⌉: the nearest whole minor unit, a half goes up. Throws `AMOUNT_OUT_OF_RANGE` beyond the largest amount of money. */
export function roundHalfUp(value: Exact): Money {
  return floor(value.add(new Fraction(1, 2)));
}

/** The nearest whole minor unit, a half goes to the even one. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function roundHalfEven(value: Exact): Money {
  const rounded = roundHalfUp(value);
  const isHalf = exact(rounded).sub(value).equals(0.5);
  return isHalf && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** `value` rounded down to whole minor units. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function floor(value: Exact): Money {
  const whole = value.floor();
  const amount = whole.s * whole.n;
  if (amount > MAX_MONEY || amount < -MAX_MONEY) throw BillingError.amountOutOfRange(amount);
  return Number(amount);
}

/** `value` rounded up to whole minor units. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function ceil(value: Exact): Money {
  return floor(value.ceil());
}

/** A decimal string: all digits when they end, else rounded half up to 12 decimals. */
export function formatExact(value: Exact): string {
  const places = decimalPlaces(value.d);
  const scale = 10n ** BigInt(places);
  const scaled = (2n * value.n * scale + value.d) / (2n * value.d);
  const digits = scaled.toString().padStart(places + 1, '0');
  const sign = value.s < 0n ? '-' : '';
  const whole = digits.slice(0, digits.length - places);
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

/** The number of decimals of a reduced fraction with this denominator; 12 when they never end. */
function decimalPlaces(denominator: bigint): number {
  let places = 0;
  let scale = 1n;
  while (scale % denominator !== 0n) {
    if (places === MAX_EXACT_DECIMALS) return MAX_PRINTED_DECIMALS;
    places += 1;
    scale *= 10n;
  }
  return places;
}

/** A quantity with more decimals is taken for one whose digits never end: no reading that can be sent has so many. */
const MAX_EXACT_DECIMALS = 64;
