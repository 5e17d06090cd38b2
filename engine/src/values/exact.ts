import { BillingError } from '../errors/billing-error.ts';
import { largeDecimal, safeDecimal } from './decimal-digits.ts';
import { digitsFrom } from './digits.ts';
import { MAX_MONEY, type Money } from './money.ts';
import { Ratio } from './ratio.ts';
import { shortestDecimal } from './shortest-decimal.ts';

/** An exact rational number. Quantities, unit prices and rates are such numbers until a rule rounds them. */
export type Exact = Ratio;

/**
 * A quantity, unit price or rate as people write it: a decimal string (`"166.67"`) or a JSON number, at least 0, with at
 * most 15 integer digits and 12 decimals. A number means its shortest decimal form and may have 15 significant digits.
 */
export type Decimal = string | number;

const MAX_INTEGER_DIGITS = 15;
const MAX_DECIMALS = 12;

export const ZERO: Exact = Ratio.of(0);
export const ONE: Exact = Ratio.of(1);

const HALF: Exact = Ratio.of(1, 2);

/** The decimal string that `value` stands for; `undefined` when it stands for none. */
export function decimalText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? shortestDecimal(value) : value;
  return typeof text === 'string' && isDecimal(text) ? text : undefined;
}

function isDecimal(text: string): boolean {
  const digits = digitsFrom(text, 0);
  if (digits < 1 || digits > MAX_INTEGER_DIGITS) return false;
  if (text.length === digits) return true;
  const decimals = digitsFrom(text, digits + 1);
  const isWhole = text.charAt(digits) === '.' && text.length === digits + 1 + decimals;
  return isWhole && decimals >= 1 && decimals <= MAX_DECIMALS;
}

/** The exact value of `value`; `undefined` when it is no decimal. */
export function toExact(value: unknown): Exact | undefined {
  const text = decimalText(value);
  return text === undefined ? undefined : Ratio.ofDecimal(text);
}

/** The exact value of a decimal that was checked before, or of a whole amount of money. */
export function exact(value: Decimal): Exact {
  return Ratio.from(value);
}

export function sumExact(values: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const value of values) total = total.add(value);
  return total;
}

/** `rate` per cent of `amount`, not rounded. */
export function percentOf(amount: Money, rate: Decimal): Exact {
  return exact(rate).mul(amount).div(100);
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
  const terms = value.safeTerms();
  return (terms && safeDecimal(terms)) ?? largeDecimal(value.inLowestTerms());
}
