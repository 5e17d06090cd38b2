import { decimalText } from '@billing-testkit/engine';

/** A decimal as it is written in one way, without needless zeros; nothing when it is none. */
export function decimalForm(value: unknown): string | undefined {
  const isDecimal = typeof value === 'string' || typeof value === 'number';
  const text = isDecimal ? decimalText(value) : undefined;
  return text?.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, (zeros) => (text.includes('.') ? '' : zeros));
}
