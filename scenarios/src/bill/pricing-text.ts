import { decimalText } from '@billing-testkit/engine';
import type { Scalar } from './bill.ts';

/** A pricing as one line, like `FLAT 397 per HOURS` or `GRADUATED to 100: 0, above: 90 per GB`. */
export function pricingText(value: unknown): Scalar {
  if (!isObject(value)) return JSON.stringify(value);
  const { model, unit, ...terms } = value;
  const perUnit = unit === undefined ? '' : ` per ${unit}`;
  return `${model} ${termsText(terms)}${perUnit}`;
}

function termsText({
  tiers,
  unitPrice,
  packagePrice,
  packageSize,
  ...rest
}: Readonly<Record<string, unknown>>): string {
  const parts = [
    ...(Array.isArray(tiers) ? [tiers.map(tierText).join(', ')] : []),
    ...(unitPrice === undefined ? [] : [canonical(unitPrice)]),
    ...(packagePrice === undefined ? [] : [`${canonical(packagePrice)} for ${canonical(packageSize)}`]),
    ...(Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)]),
  ];
  return parts.join(' ');
}

function tierText(tier: unknown): string {
  if (!isObject(tier)) return JSON.stringify(tier);
  const { upTo, unitPrice } = tier;
  return `${upTo === null ? 'above' : `to ${canonical(upTo)}`}: ${canonical(unitPrice)}`;
}

function canonical(value: unknown): string {
  const isDecimal = typeof value === 'string' || typeof value === 'number';
  return (isDecimal ? decimalText(value) : undefined) ?? JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
