import { decimalText } from '@billing-testkit/engine';

/** A decimal in its shortest form, without needless zeros; nothing when the value is no decimal. */
export function decimalForm(value: unknown): string | undefined {
  const isDecimal = typeof value === 'string' || typeof value === 'number';
  const text = isDecimal ? decimalText(value) : undefined;
  if (text === undefined || SHORTEST.test(text)) return text;
  return text.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, (zeros) => (text.includes('.') ? '' : zeros));
}

/** A decimal that has no needless zeros, like most on bills. */
const SHORTEST = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** A pricing as one line, like `FLAT 397 per HOURS` or `GRADUATED to 100: 0, above: 90 per GB`. */
export function pricingText(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  const { model, unit, tiers, unitPrice, packagePrice, packageSize } = value;
  const said = ['model', 'unit', 'unitPrice'];
  const parts = [String(model)];
  if (Array.isArray(tiers)) {
    said.push('tiers');
    parts.push(tiers.map(tierText).join(', '));
  }
  if (unitPrice !== undefined) parts.push(canonical(unitPrice));
  if (packagePrice !== undefined && packageSize !== undefined) {
    said.push('packagePrice', 'packageSize');
    parts.push(`${canonical(packagePrice)} for ${canonical(packageSize)}`);
  }
  parts.push(...unsaidText(value, said));
  if (unit !== undefined) parts.push(`per ${unit}`);
  return parts.join(' ');
}

function tierText(tier: unknown): string {
  if (!isObject(tier)) return JSON.stringify(tier);
  const { upTo, unitPrice } = tier;
  const price = `${upTo === null ? 'above' : `to ${canonical(upTo)}`}: ${canonical(unitPrice)}`;
  return [price, ...unsaidText(tier, ['upTo', 'unitPrice'])].join(' ');
}

/** The terms that are not in `said`, such as those that no known pricing has: they are compared too. */
function unsaidText(terms: object, said: readonly string[]): string[] {
  const unsaid = Object.entries(terms).filter(([name, value]) => value !== undefined && !said.includes(name));
  return unsaid.length === 0 ? [] : [JSON.stringify(Object.fromEntries(unsaid))];
}

function canonical(value: unknown): string {
  return decimalForm(value) ?? JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
