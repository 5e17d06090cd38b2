const MAX_SIGNIFICANT_DIGITS = 15;

/** The digits of a number in its shortest decimal form; `undefined` when they are more than 15, or it is too large for them. */
export function shortestDecimal(value: number): string | undefined {
  const text = String(value);
  const [, exponent] = text.split('e');
  const digits = text.replace(/e.*|\./g, '').replace(/^0+|0+$/g, '');
  if (digits.length > MAX_SIGNIFICANT_DIGITS) return undefined;
  if (exponent === undefined) return text;
  const zeros = -Number(exponent) - 1;
  return zeros < 0 ? undefined : `0.${'0'.repeat(zeros)}${digits}`;
}
