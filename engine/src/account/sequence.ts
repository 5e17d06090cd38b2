import { digitsBefore, numberAt } from '../values/digits.ts';

/** A number of more digits is not of an id. */
const MAX_DIGITS = 15;

/**
 * The number of an id that was made for an account, `<kind>-<uuid>-<number>`; `undefined` when it has none. Later ids have
 * larger numbers, so a list in the order of making is in the order of its numbers.
 */
export function sequenceOf(id: string): number | undefined {
  const digits = digitsBefore(id, id.length);
  const start = id.length - digits;
  const isNumber = digits > 0 && digits <= MAX_DIGITS && id.charAt(start - 1) === '-';
  return isNumber ? numberAt(id, start, digits) : undefined;
}
