import { BillingError } from '../errors/billing-error.ts';
import { MAX_MONEY, type Money } from './money.ts';
import { Ratio } from './ratio.ts';

/** An exact rational number. Quantities, unit prices and rates are such numbers until a rule rounds them. */
export type Exact = Ratio;

/**
 * A quantity, unit price or rate as people write it: a decimal string (`"166.67"`) or a JSON number, at least 0, with at
 * most 15 integer digits and 12 decimals. A number means its shortest decimal form and may have 15 significant digits.
 */
export type Decimal = string | number;

const DECIMAL = /^\d{1,15}(?:\.\d{1,12})?$/;
const MAX_SIGNIFICANT_DIGITS = 15;
const MAX_PRINTED_DECIMALS = 12;

export const ZERO: Exact = Ratio.of(0, 1);

const HALF: Exact = Ratio.of(1, 2);

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
  if (typeof value === 'number' && Number.isSafeInteger(value)) return Ratio.of(value, 1);
  const text = typeof value === 'number' ? (decimalText(value) ?? String(value)) : value;
  const point = text.indexOf('.');
  if (point === -1)
    return text.length <= MAX_SAFE_DIGITS ? Ratio.of(Number(text), 1) : Ratio.ofBigInts(BigInt(text), 1n);
  const decimals = text.length - point - 1;
  const digits = text.slice(0, point) + text.slice(point + 1);
  return digits.length <= MAX_SAFE_DIGITS
    ? Ratio.of(Number(digits), 10 ** decimals)
    : Ratio.ofBigInts(BigInt(digits), 10n ** BigInt(decimals));
}

/** Every number of so many digits is safe. */
const MAX_SAFE_DIGITS = 15;

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
  return floor(value.add(HALF));
}

/** The nearest whole minor unit, a half goes to the even one. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function roundHalfEven(value: Exact): Money {
  const rounded = roundHalfUp(value);
  const isHalf = exact(rounded).sub(value).equals(HALF);
  return isHalf && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** `value` rounded down to whole minor units. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function floor(value: Exact): Money {
  const amount = value.safeFloor();
  if (amount === undefined || amount > MAX_MONEY || amount < -MAX_MONEY)
    throw BillingError.amountOutOfRange(value.floor().inLowestTerms().numerator);
  return amount;
}

/** `value` rounded up to whole minor units. Throws `AMOUNT_OUT_OF_RANGE` as `roundHalfUp` does. */
export function ceil(value: Exact): Money {
  return floor(value.ceil());
}

/** A decimal string: all digits when they end, else rounded half up to 12 decimals. */
export function formatExact(value: Exact): string {
  const { numerator, denominator } = value.inLowestTerms();
  if (denominator === 1n) return String(numerator);
  const places = decimalPlaces(denominator);
  const scale = 10n ** BigInt(places);
  const size = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * size * scale + denominator) / (2n * denominator);
  const digits = scaled.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return numerator < 0n ? `-${text}` : text;
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
