import { isMultiple, wholeQuotient } from './quotients.ts';

/** The terms of a fraction. The denominator is above 0. */
interface Terms<Whole> {
  readonly numerator: Whole;
  readonly denominator: Whole;
}

/** The decimals of a number whose digits never end. */
const ROUNDED_PLACES = 12;
/** A number with more decimals is taken for one whose digits never end: no reading that can be sent has so many. */
const MAX_EXACT_PLACES = 64;

/** The number of decimals that a step of a long division finds. */
const STEP_PLACES = 6;
const STEP = 10 ** STEP_PLACES;
/** A remainder is less than the denominator, and so many times of it have to be safe. */
const MAX_DENOMINATOR = Math.floor(Number.MAX_SAFE_INTEGER / STEP);

/**
 * A fraction as a decimal string: all digits when they end, else rounded half up to 12 decimals. `undefined` when its digits
 * cannot be found with safe numbers.
 */
export function safeDecimal({ numerator, denominator }: Terms<number>): string | undefined {
  if (denominator > MAX_DENOMINATOR) return undefined;
  const size = Math.abs(numerator);
  const whole = wholeQuotient(size, denominator);
  const rest = size - whole * denominator;
  const sign = numerator < 0 ? '-' : '';
  if (rest === 0) return `${sign}${whole}`;
  const text = hasLastDigit(rest, denominator) ? endingDecimal : roundedDecimal;
  return sign + text(whole, rest, denominator);
}

/** Whether the digits of a fraction end: in lowest terms its denominator has no other prime factors than 2 and 5. */
function hasLastDigit(numerator: number, denominator: number): boolean {
  let others = denominator;
  for (const factor of [10, 5, 2]) while (isMultiple(others, factor)) others /= factor;
  return isMultiple(numerator, others);
}

function endingDecimal(whole: number, numerator: number, denominator: number): string {
  let text = `${whole}.`;
  let scaled = numerator * STEP;
  while (!isMultiple(scaled, denominator)) {
    const step = wholeQuotient(scaled, denominator);
    text += String(step).padStart(STEP_PLACES, '0');
    scaled = (scaled - step * denominator) * STEP;
  }
  return text + withoutLastZeros(scaled / denominator);
}

/** The digits of a last step, which is not 0. */
function withoutLastZeros(step: number): string {
  let [digits, places] = [step, STEP_PLACES];
  while (isMultiple(digits, 10)) {
    digits /= 10;
    places -= 1;
  }
  return String(digits).padStart(places, '0');
}

function roundedDecimal(whole: number, numerator: number, denominator: number): string {
  let decimals = 0;
  let rest = numerator;
  for (let places = 0; places < ROUNDED_PLACES; places += STEP_PLACES) {
    const scaled = rest * STEP;
    const step = wholeQuotient(scaled, denominator);
    decimals = decimals * STEP + step;
    rest = scaled - step * denominator;
  }
  // The decimals stay below the next whole number: so small a denominator leaves the fraction too far below it.
  if (rest * 2 >= denominator) decimals += 1;
  return `${whole}.${String(decimals).padStart(ROUNDED_PLACES, '0')}`;
}

/** A fraction in lowest terms as a decimal string, as `safeDecimal` has it, however large it is. */
export function largeDecimal({ numerator, denominator }: Terms<bigint>): string {
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
    if (places === MAX_EXACT_PLACES) return ROUNDED_PLACES;
    places += 1;
    scale *= 10n;
  }
  return places;
}
