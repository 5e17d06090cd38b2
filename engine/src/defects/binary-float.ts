import { type Exact, exact } from '../values/exact.ts';

/** The number of decimals that a float is written down with: more than any figure of a bill has. */
const DECIMALS = 20;

/** The binary float nearest to a number; the one nearest to 0.1 is a little more. */
export function floatOf(value: Exact): number {
  return value.toFloat();
}

/** The exact value of a float; that of 0.1 + 0.2 is 0.30000000000000004441. */
export function ofFloat(float: number): Exact {
  return exact(Number.isInteger(float) ? String(BigInt(float)) : float.toFixed(DECIMALS));
}

/** `rate` per cent of `amount`, in binary floats. */
export function floatPercentOf(amount: number, rate: string | number): Exact {
  return ofFloat(amount * (Number(rate) / 100));
}
