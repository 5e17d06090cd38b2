import { decimalText } from '@billing-testkit/engine';

/** A decimal in its shortest form, without needless zeros; nothing when the value is no decimal. */
export function decimalForm(value: unknown): string | undefined {
  const isDecimal = typeof value === 'string' || typeof value === 'number';
  const text = isDecimal ? decimalText(value) : undefined;
  return text?.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, (zeros) => (text.includes('.') ? '' : zeros));
}

/** A pricing as one line, like `FLAT 397 per HOURS` or `GRADUATED to 100: 0, above: 90 per GB`. */
export function pricingText(value: unknown): string {
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
  const hasTiers = Array.isArray(tiers);
  const isPackage = packagePrice !== undefined && packageSize !== undefined;
  const parts = [
    ...(hasTiers ? [tiers.map(tierText).join(', ')] : []),
    ...(unitPrice === undefined ? [] : [canonical(unitPrice)]),
    ...(isPackage ? [`${canonical(packagePrice)} for ${canonical(packageSize)}`] : []),
    ...unknownText({ ...(!hasTiers && { tiers }), ...(!isPackage && { packagePrice, packageSize }), ...rest }),
  ];
  return parts.join(' ');
}

function tierText(tier: unknown): string {
  if (!isObject(tier)) return JSON.stringify(tier);
  const { upTo, unitPrice, ...rest } = tier;
  const price = `${upTo === null ? 'above' : `to ${canonical(upTo)}`}: ${canonical(unitPrice)}`;
  return [price, ...unknownText(rest)].join(' ');
}

/** The terms that no known pricing has, so that they are compared too. */
function unknownText(terms: object): string[] {
  const text = JSON.stringify(terms);
  return text === '{}' ? [] : [text];
}

function canonical(value: unknown): string {
  return decimalForm(value) ?? JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
