import type { YAMLMap } from 'yaml';
import type { PriceRow } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import { type Decimal, decimalText } from '../values/exact.ts';
import { inLine, mapOf } from './yaml-nodes.ts';

type Term = readonly [name: string, value: string | readonly string[]];

/** The terms that all prices share, once, and the prices; where terms differ, each price with its own. */
export function priceRow({ prices }: PriceRow): YAMLMap {
  const parts = prices.map(({ currency, pricing }) => ({ currency, terms: termsOf(pricing), price: priceOf(pricing) }));
  if (new Set(parts.map(({ terms }) => JSON.stringify(terms))).size > 1) {
    return mapOf(parts.map(({ currency, terms, price }) => [currency, inLine(mapOf([...terms, ['price', price]]))]));
  }
  const shared = parts.slice(0, 1).flatMap(({ terms }) => terms);
  const row = mapOf([...shared, ...parts.map(({ currency, price }): Term => [currency, price])]);
  return parts.some(({ price }) => Array.isArray(price)) ? row : inLine(row);
}

function termsOf(pricing: Pricing): Term[] {
  const unit: Term[] = pricing.unit === undefined ? [] : [['unit', pricing.unit]];
  switch (pricing.model) {
    case 'FLAT':
      return unit;
    case 'PACKAGE':
      return [['model', pricing.model], ...unit, ['packageSize', digits(pricing.packageSize)]];
    default:
      return [
        ['model', pricing.model],
        ...unit,
        ['upTo', pricing.tiers.flatMap(({ upTo }) => (upTo === null ? [] : digits(upTo)))],
      ];
  }
}

function priceOf(pricing: Pricing): string | readonly string[] {
  switch (pricing.model) {
    case 'FLAT':
      return digits(pricing.unitPrice);
    case 'PACKAGE':
      return digits(pricing.packagePrice);
    default:
      return pricing.tiers.map(({ unitPrice }) => digits(unitPrice));
  }
}

/** A number in plain decimals: 1e-7 is 0.0000001. */
export function digits(decimal: Decimal): string {
  return decimalText(decimal) ?? String(decimal);
}
