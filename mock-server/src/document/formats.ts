import { decimalText, isCalendarDate, isMonth, toInstant } from '@billing-testkit/engine';
import type { Ajv, Format } from 'ajv';
import { addUniqueItems } from './unique-items.ts';

interface NamedFormat {
  readonly format: Format;
  /** A description of the format's values, written for people. */
  readonly message: string;
}

/** The shapes of values that the document names by `format`, as the engine understands them. */
const formats: Readonly<Record<string, NamedFormat>> = {
  month: { format: isMonth, message: 'must be a month like "2025-03"' },
  date: { format: isCalendarDate, message: 'must be a date like "2025-03-31"' },
  'date-time': {
    format: (text: string) => toInstant(text) !== undefined,
    message: 'must be an RFC 3339 timestamp with an offset, like "2025-03-31T09:00:00+09:00"',
  },
  decimal: {
    format: (text: string) => decimalText(text) !== undefined,
    message: 'must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5"',
  },
  'decimal-number': {
    format: { type: 'number', validate: (value: number) => decimalText(value) !== undefined },
    message: 'must be at least 0 with at most 15 significant digits and 12 decimals: send what needs more as a string',
  },
};

export function addFormats(ajv: Ajv): Ajv {
  for (const [name, { format }] of Object.entries(formats)) ajv.addFormat(name, format);
  return addUniqueItems(ajv);
}

export function formatMessage(name: string): string | undefined {
  return formats[name]?.message;
}
