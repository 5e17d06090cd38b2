/** The smallest `k` from `from` on for which `a × k` leaves the remainder of `b` when divided by `m`; `undefined` when none does. */
export function solve(a: bigint, b: bigint, m: bigint, from = 0n): bigint | undefined {
  const { divisor, inverse } = inverseOf(remainder(a, m), m);
  if (remainder(b, divisor) !== 0n) return undefined;
  const step = m / divisor;
  const first = remainder((remainder(b, m) / divisor) * inverse, step);
  return first >= from ? first : first + ((from - first + step - 1n) / step) * step;
}

/** The greatest common divisor of `a` and `m`, and the number by which `a / divisor` is 1 in the remainders of `m / divisor`. */
function inverseOf(a: bigint, m: bigint): { readonly divisor: bigint; readonly inverse: bigint } {
  let [divisor, other] = [a, m];
  let [inverse, next] = [1n, 0n];
  while (other !== 0n) {
    const quotient = divisor / other;
    [divisor, other] = [other, divisor - quotient * other];
    [inverse, next] = [next, inverse - quotient * next];
  }
  return { divisor, inverse };
}

/** The remainder of a division, never negative. */
export function remainder(a: bigint, m: bigint): bigint {
  return ((a % m) + m) % m;
}
