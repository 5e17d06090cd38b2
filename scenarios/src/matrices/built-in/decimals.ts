import { type Decimal, decimalText } from '@billing-testkit/engine';

/** A reading's smallest fraction is the twelfth decimal; quantities and prices are counted in it, so that no float is near them. */
const DECIMALS = 12;

/** The number of smallest fractions in 1. */
export const ONE = 10n ** BigInt(DECIMALS);

/** A decimal in smallest fractions. */
export function toSmallest(decimal: Decimal): bigint {
  const [whole = '0', fraction = ''] = (decimalText(decimal) ?? String(decimal)).split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

/** Smallest fractions as the shortest decimal. */
export function toDecimal(smallest: bigint): string {
  const digits = String(smallest).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  const whole = digits.slice(0, -DECIMALS);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** `factor` times a quantity. */
export function times(quantity: Decimal, factor: number): string {
  return toDecimal(toSmallest(quantity) * BigInt(factor));
}
