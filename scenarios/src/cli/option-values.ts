import { validateHeaderName, validateHeaderValue } from 'node:http';
import { parseFilter } from '../matrices/select-cells.ts';
import { UsageError } from '../matrices/usage-errors.ts';

/** A day: no timer takes much more, and nobody waits for longer. */
const MAX_TIME_MS = 86_400_000;

const unitsInMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Reads a whole number; `what` begins the sentence that refuses another one. */
export function wholeNumber(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new UsageError(`${what} is a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`);
  };
}

/** Reads `500ms`, `10s`, `2m` or plain milliseconds; `what` begins the sentence that refuses something else. */
export function milliseconds(what: string): (text: string) => number {
  return (text) => {
    const [, digits, unit = 'ms'] = /^(\d{1,9})(ms|s|m)?$/.exec(text) ?? [];
    const time = Number(digits) * (unitsInMs[unit] ?? 1);
    if (time >= 1 && time <= MAX_TIME_MS) return time;
    throw new UsageError(`${what} is a time like 500ms, 10s or 5000 (milliseconds), not ${JSON.stringify(text)}.`);
  };
}

/** Reads `Authorization: Bearer abc` and adds it to the headers read before. */
export function header(text: string, previous: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/s.exec(text) ?? [];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new UsageError("--header is a name and a value, like 'Authorization: Bearer …'.", { cause });
  }
  return { ...previous, [name]: value };
}

/** Checks a filter. Two filters are joined into one. */
export function filter(text: string, previous?: string): string {
  const whole = previous === undefined ? text : `${previous},${text}`;
  parseFilter(whole);
  return whole;
}

/** Reads `a,b` and adds it to the names read before; a name that is given twice is there once. */
export function names(text: string, previous: readonly string[] = []): string[] {
  return [...new Set([...previous, ...text.split(',').map((name) => name.trim())])];
}

export function fileName(text: string): string {
  if (text !== '') return text;
  throw new UsageError('A report needs the name of a file.');
}
