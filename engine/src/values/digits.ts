// The digits 0 to 9 in texts, read by their character codes.

const [DIGIT_0, DIGIT_9] = ['0'.charCodeAt(0), '9'.charCodeAt(0)];

/** The number that `count` digits from `at` on make; NaN when one of them is no digit. At most 15 digits are exact. */
export function numberAt(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const character = text.charCodeAt(index);
    if (!isDigit(character)) return Number.NaN;
    value = value * 10 + character - DIGIT_0;
  }
  return value;
}

/** The number of digits from `at` on. */
export function digitsFrom(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end - at;
}

/** The number of digits before `end`. */
export function digitsBefore(text: string, end: number): number {
  let start = end;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  return end - start;
}

function isDigit(character: number): boolean {
  return character >= DIGIT_0 && character <= DIGIT_9;
}
