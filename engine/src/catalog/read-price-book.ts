import { isCurrencyCode } from '../policy/currency-code.ts';
import type { PriceRow } from '../policy/policy.ts';
import type { Entry } from './entry.ts';
import type { Fields } from './fields.ts';
import { modelOf, ofOtherModels, readPricing, type Terms, termNames } from './read-pricing.ts';

const PRICE = 'price';

export function readPriceBook(entry: Entry): PriceRow[] {
  const rows = entry.fields('prices by counter').entries();
  return rows.map(([counter, row], index) => ({ counter, prices: readPrices(row, `/priceBook/${index}`) }));
}

function readPrices(entry: Entry, path: string): PriceRow['prices'] {
  entry.locate(path);
  const row = entry.fields(`a price per currency, and any of ${termNames.join(', ')}`);
  checkTerms(row, row, path);
  return row
    .entries()
    .filter(([name]) => isPrice(row, name))
    .map(([currency, price], index) => {
      price.locate(`${path}/prices/${index}`);
      return { currency, pricing: readPrice(row, price, `${path}/prices/${index}/pricing`) };
    });
}

/** Whether a field is the price in a currency; all others are terms of the row. */
function isPrice(row: Fields<Entry>, name: string): boolean {
  if (termNames.includes(name)) return false;
  if (!isCurrencyCode(name)) row.refuse(name, `is neither a currency like KRW nor one of ${termNames.join(', ')}`);
  return isCurrencyCode(name);
}

/** A price, or a map of a price and of the terms in which it differs from the row's others. */
function readPrice(row: Fields<Entry>, entry: Entry, path: string) {
  if (!entry.isMap) return readPricing(row, entry, path);
  const own = entry.fields(PRICE).only([...termNames, PRICE]);
  const terms: Terms = {
    find: (name) => own.find(name) ?? row.find(name),
    get: (name) => own.find(name) ?? row.get(name),
  };
  checkTerms(own, terms, path);
  return readPricing(terms, own.get(PRICE), path);
}

/** Refuses fields that the model makes no use of. */
function checkTerms(fields: Fields<Entry>, terms: Terms, path: string): void {
  const model = modelOf(terms, path);
  for (const [term, users] of ofOtherModels(model))
    fields.refuse(term, `is for the model ${users}, and this one is ${model}`);
}
