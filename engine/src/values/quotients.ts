// The quotient of two safe whole numbers, as a number, is a whole one only when the numbers divide: to be rounded to a whole
// number it would have to be nearer to it than 1 / denominator, which only a numerator beyond the safe ones is. So these are exact.

/** The largest whole number that is not above `numerator` / `denominator`. */
export function wholeQuotient(numerator: number, denominator: number): number {
  return Math.floor(numerator / denominator);
}

/** Whether `numerator` is a multiple of `denominator`. */
export function isMultiple(numerator: number, denominator: number): boolean {
  return Number.isInteger(numerator / denominator);
}
