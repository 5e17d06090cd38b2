import { numberAt } from '../values/digits.ts';

/** A number of more digits is not of an id. */
const MAX_DIGITS = 15;

/**
 * The number of an id that was made for an account, `<kind>-<uuid>-<number>`; `undefined` when it has none. Later ids have
 * larger numbers, so what is kept in the order of being made is in the order of its numbers.
 */
export function sequenceOf(id: string): number | undefined {
  const start = id.lastIndexOf('-') + 1;
  const digits = id.length - start;
  const sequence = numberAt(id, start, digits);
  return start > 0 && digits > 0 && digits <= MAX_DIGITS && !Number.isNaN(sequence) ? sequence : undefined;
}
