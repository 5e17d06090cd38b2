import { BillingError, type ErrorDetail } from '../errors/billing-error.ts';
import { billableSecondOf, isCalendarDate, isMonth } from '../values/calendar.ts';
import { type Decimal, decimalText, exact } from '../values/exact.ts';
import { MAX_MONEY } from '../values/money.ts';
import { isName, isOneOf } from './predicates.ts';

const DECIMAL_MESSAGE = 'must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5"';

/** The number of fields that a refusal names. */
const MAX_NAMED = 50;

/** Collects the mistakes in an input, field by field, and refuses the input as a whole. Paths are JSON pointers. */
export class Inspection {
  readonly #details: ErrorDetail[] = [];
  readonly #maxNamed: number;
  #found = 0;

  /** Keeps the first `maxNamed` mistakes, and counts the rest. */
  constructor(maxNamed = MAX_NAMED) {
    this.#maxNamed = maxNamed;
  }

  /** The mistakes that were found until now and are named. */
  get details(): readonly ErrorDetail[] {
    return this.#details;
  }

  require(holds: boolean, path: string, message: string): void {
    if (!holds) this.mistake(path, message);
  }

  mistake(path: string, message: string): void {
    this.#found += 1;
    if (this.#details.length < this.#maxNamed) this.#details.push({ path, message });
  }

  present(value: unknown, path: string): void {
    this.require(value !== undefined, path, 'is required');
  }

  name(value: unknown, path: string): void {
    this.require(isName(value), path, 'must be a string that is not empty');
  }

  oneOf(value: unknown, values: readonly string[], path: string): void {
    if (!isOneOf(value, values)) this.mistake(path, `must be one of ${values.join(', ')}`);
  }

  decimal(value: unknown, path: string, { max }: { max?: Decimal } = {}): void {
    const text = decimalText(value);
    if (text === undefined) {
      this.mistake(path, DECIMAL_MESSAGE);
    } else if (max !== undefined) {
      this.require(exact(text).lte(exact(max)), path, `must be <= ${max}`);
    }
  }

  positiveDecimal(value: unknown, path: string): void {
    this.decimal(value, path);
    this.require(Number(value) !== 0, path, 'must be > 0');
  }

  wholeNumber(value: unknown, path: string, { min, max }: { min: number; max: number }): void {
    const holds = typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
    this.require(holds, path, `must be a whole number from ${min} to ${max}`);
  }

  money(value: unknown, path: string, { min = 0 }: { min?: number } = {}): void {
    this.wholeNumber(value, path, { min, max: MAX_MONEY });
  }

  month(value: unknown, path: string): void {
    this.require(isMonth(value), path, 'must be a month like "2025-03"');
  }

  months({ monthFrom, monthTo }: { monthFrom?: unknown; monthTo?: unknown }, path: string): void {
    if (monthFrom !== undefined) this.month(monthFrom, `${path}/monthFrom`);
    if (monthTo !== undefined) this.month(monthTo, `${path}/monthTo`);
    const isReversed = isMonth(monthFrom) && isMonth(monthTo) && monthTo < monthFrom;
    this.require(!isReversed, `${path}/monthTo`, 'must not be before monthFrom');
  }

  date(value: unknown, path: string): void {
    this.require(isCalendarDate(value), path, 'must be a date like "2025-03-31"');
  }

  timestamp(value: unknown, path: string): void {
    const holds = billableSecondOf(value) !== undefined;
    this.require(
      holds,
      path,
      'must be an RFC 3339 timestamp with an offset, from 1970 to 9998 in UTC, like "2025-03-31T09:00:00+09:00"',
    );
  }

  /** Throws `VALIDATION_ERROR` with the mistakes that were found: it names the first ones and counts the rest. */
  finish(what: string): void {
    const [first] = this.#details;
    if (!first) return;
    const more = this.#found > 1 ? ` (and ${this.#found - 1} more)` : '';
    throw new BillingError('VALIDATION_ERROR', (path) => `${what} ${path} ${first.message}${more}.`, this.#details);
  }
}
