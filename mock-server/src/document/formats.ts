import { decimalText, isCalendarDate, isMonth, isTimestamp } from '@billing-testkit/engine';
import type { Format } from 'ajv';

/** The shapes of values that the document names by `format`, as the engine understands them. */
export const formats: Readonly<Record<string, Format>> = {
  month: isMonth,
  date: isCalendarDate,
  'date-time': isTimestamp,
  decimal: (text: string) => decimalText(text) !== undefined,
  int64: { type: 'number', validate: (value: number) => value >= -(2 ** 63) && value < 2 ** 63 },
  'decimal-number': { type: 'number', validate: (value: number) => decimalText(value) !== undefined },
};

/** Descriptions of the values of each format, written for people. */
const messages: ReadonlyMap<string, string> = new Map([
  ['month', 'must be a month like "2025-03"'],
  ['date', 'must be a date like "2025-03-31"'],
  [
    'date-time',
    'must be an RFC 3339 timestamp with an offset, from 1970 to 9998 in UTC, like "2025-03-31T09:00:00+09:00"',
  ],
  ['decimal', 'must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5"'],
  [
    'decimal-number',
    'must be at least 0 with at most 15 significant digits and 12 decimals: send what needs more as a string',
  ],
]);

export function formatMessage(name: string): string | undefined {
  return messages.get(name);
}
