import { BillingError } from '../errors/billing-error.ts';
import type { Policy } from './policy.ts';
import type { Pricing } from './pricing.ts';

/**
 * The price book's pricing of a counter in `currency`: the exact name, else the longest `prefix.*`, else `*` (§3). Throws
 * `VALIDATION_ERROR` when the book has no row for it.
 */
export function bookPricing(policy: Policy, counterName: string, currency: string): Pricing {
  const prices = pricesOf(policy.priceBook);
  const exact = prices.get(counterName)?.get(currency);
  if (exact) return exact;
  for (let dot = counterName.lastIndexOf('.'); dot > 0; dot = counterName.lastIndexOf('.', dot - 1)) {
    const pricing = prices.get(`${counterName.slice(0, dot)}.*`)?.get(currency);
    if (pricing) return pricing;
  }
  const rest = prices.get('*')?.get(currency);
  if (rest) return rest;
  throw new BillingError('VALIDATION_ERROR', `The price book has no ${currency} price for the counter ${counterName}.`);
}

type Prices = ReadonlyMap<string, ReadonlyMap<string, Pricing>>;

/** The prices of a book by counter and currency; the first of those that are given twice. Books never change. */
function pricesOf(book: Policy['priceBook']): Prices {
  const known = pricesByBook.get(book);
  if (known) return known;
  const prices: Prices = firstByName(book, ({ counter, prices: of }) => [
    counter,
    firstByName(of, ({ currency, pricing }) => [currency, pricing]),
  ]);
  pricesByBook.set(book, prices);
  return prices;
}

const pricesByBook = new WeakMap<Policy['priceBook'], Prices>();

function firstByName<Item, Value>(
  items: readonly Item[],
  entryOf: (item: Item) => [string, Value],
): Map<string, Value> {
  return new Map(items.map(entryOf).reverse());
}
