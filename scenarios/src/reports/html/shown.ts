import type { Scalar } from '../../bill/bill.ts';
import { printable } from '../printable.ts';
import type { DisplayValue } from './client/page-data.ts';

const LONGEST = 300;

/** A value as a page shows it. */
export function displayValue(value: Scalar | undefined): DisplayValue {
  if (value === undefined) return null;
  const text = printable(String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
