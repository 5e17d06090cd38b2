import type { Decimal } from '@billing-testkit/engine';

/** A reading's smallest fraction is the twelfth decimal; quantities are counted in it, so that no float is near them. */
const DECIMALS = 12;

/** A quantity and `count` smallest fractions, less when `count` is negative. */
export function nudged(quantity: Decimal, count: number): Decimal {
  return toDecimal(toSmallest(quantity) + BigInt(count));
}

/** `factor` times a quantity; the same one in a unit that is so many times smaller. */
export function times(quantity: Decimal, factor: number): Decimal {
  return toDecimal(toSmallest(quantity) * BigInt(factor));
}

/** A quantity in three parts, two of them equal, that are together all of it. */
export function inThree(quantity: Decimal): readonly [Decimal, Decimal, Decimal] {
  const all = toSmallest(quantity);
  const part = all / 9n;
  return [toDecimal(part), toDecimal(all - 2n * part), toDecimal(part)];
}

function toSmallest(quantity: Decimal): bigint {
  const [whole = '0', fraction = ''] = String(quantity).split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

function toDecimal(smallest: bigint): Decimal {
  const digits = String(smallest).padStart(DECIMALS + 1, '0');
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}
