import { type Decimal, decimalText, type Exact, exact } from '../values/exact.ts';

/**
 * The decimals that are one less and one more in the last written place: of `8.25` they are `8.24` and `8.26`. Those that are no
 * decimals, like one below 0, and those that are not allowed are left out; when none is left, the next place is changed.
 */
export function neighbours(decimal: Decimal, isAllowed: (value: Exact) => boolean = () => true): string[] {
  const text = written(decimal);
  const places = text.split('.')[1]?.length ?? 0;
  for (let place = places; place <= MAX_PLACES; place += 1) {
    const found = changedAt(text, place).filter((other) => decimalText(other) !== undefined && isAllowed(exact(other)));
    if (found.length > 0) return found;
  }
  return [];
}

const MAX_PLACES = 12;

/** A decimal with one less and one more in a place after the point. */
function changedAt(decimal: string, place: number): string[] {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = BigInt(whole + fraction.padEnd(place, '0'));
  return [digits - 1n, digits + 1n].map((changed) => withPlaces(changed, place));
}

/** The decimal that is so many of the smallest decimal fractions away. */
export function beside(decimal: Decimal, fractions: bigint): string {
  const [whole = '', fraction = ''] = written(decimal).split('.');
  return withPlaces(BigInt(whole + fraction.padEnd(MAX_PLACES, '0')) + fractions, MAX_PLACES);
}

/** A decimal digit by digit: 1e-7 is 0.0000001. */
export function written(decimal: Decimal): string {
  return decimalText(decimal) ?? String(decimal);
}

/** The whole numbers that are one less and one more, as far as they are in the range. */
export function wholeNeighbours(number: number, { min, max }: { min: number; max: number }): number[] {
  return [number - 1, number + 1].filter((changed) => changed >= min && changed <= max);
}

function withPlaces(digits: bigint, places: number): string {
  if (places === 0) return String(digits);
  const text = String(digits).padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}
