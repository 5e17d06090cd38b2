import { isTimeZone } from '../policy/time-zone.ts';
import { decimalText, exact } from '../values/exact.ts';

/** The values that a figure may have. Bounds are values themselves. */
export type FigureDomain =
  | { readonly kind: 'decimal'; readonly min: string; readonly max: string }
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  | { readonly kind: 'option'; readonly options: readonly string[] }
  /** IANA names of time zones. */
  | { readonly kind: 'timeZone' };

/** The values that a figure may have, and how one is read; a text that is none of them is read as `undefined`. */
export interface FigureValues<Value> {
  readonly domain: FigureDomain;
  readonly read: (text: string) => Value | undefined;
}

/** The largest decimal that there is, and the smallest one above 0. */
const MAX_DECIMAL = '999999999999999.999999999999';
export const MIN_DECIMAL = '0.000000000001';

export function decimals({ min = '0', max = MAX_DECIMAL }: { min?: string; max?: string } = {}): FigureValues<string> {
  const isInRange = (text: string) => exact(text).gte(exact(min)) && exact(text).lte(exact(max));
  return {
    domain: { kind: 'decimal', min, max },
    read: (text) => (decimalText(text) !== undefined && isInRange(text) ? text : undefined),
  };
}

export function wholes({ min, max }: { min: number; max: number }): FigureValues<number> {
  return {
    domain: { kind: 'whole', min, max },
    read(text) {
      const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
      return Number.isSafeInteger(number) && number >= min && number <= max ? number : undefined;
    },
  };
}

/** Some values, each by the text that stands for it. */
export function options<Value>(values: readonly Value[], text: (value: Value) => string): FigureValues<Value> {
  return {
    domain: { kind: 'option', options: values.map(text) },
    read: (wanted) => values.find((value) => text(value) === wanted),
  };
}

export const timeZones: FigureValues<string> = {
  domain: { kind: 'timeZone' },
  read: (text) => (isTimeZone(text) ? text : undefined),
};
