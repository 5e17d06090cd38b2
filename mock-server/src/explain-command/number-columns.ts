const SHOWN_DIGITS = 6;

const FRACTION = /^(-?)(\d{1,1000})\/(\d{1,1000})$/;

/** Whether a number is written as a fraction, `n/d`, since its digits never end. */
export function isFraction(number: string): boolean {
  return FRACTION.test(number);
}

/** A number as it is, or the beginning of a fraction's digits with a mark that they go on. */
export function numberText(number: string): string {
  const [, sign = '', numerator = '', denominator = '0'] = FRACTION.exec(number) ?? [];
  if (BigInt(denominator) === 0n) return printable(number);
  const digits = (BigInt(numerator) * 10n ** BigInt(SHOWN_DIGITS)) / BigInt(denominator);
  const text = String(digits).padStart(SHOWN_DIGITS + 1, '0');
  return `${sign}${text.slice(0, -SHOWN_DIGITS)}.${text.slice(-SHOWN_DIGITS)}…`;
}

/** Pads numbers so that their points stand below each other; empty texts stay empty. */
export function alignedAtPoint(numbers: readonly string[]): string[] {
  const widest = numbers.reduce((width, number) => Math.max(width, fractionOf(number).length), 0);
  return numbers.map((number) => (number === '' ? '' : number + ' '.repeat(widest - fractionOf(number).length)));
}

function fractionOf(number: string): string {
  const point = number.indexOf('.');
  return point === -1 ? '' : number.slice(point);
}

/** Names come from users: a character that a terminal would obey, or that shows nothing, is written as its code. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
