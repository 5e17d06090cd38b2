/**
 * The number of an id that was made for an account, `<kind>-<uuid>-<number>`; `undefined` when it has none. Later ids have
 * larger numbers, so what is kept in the order of being made is in the order of its numbers.
 */
export function sequenceOf(id: string): number | undefined {
  const digits = /-(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
