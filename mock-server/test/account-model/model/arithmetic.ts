/** `numerator ÷ denominator`, half up to a whole minor unit. */
export function halfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** The decimal that so many tenths are, as a client writes it. */
export function tenths(count: number): string {
  return String(count / 10);
}
