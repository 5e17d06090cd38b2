import { BillingError } from '../errors/billing-error.ts';
import { madeOnce, tableOf } from '../values/made-once.ts';
import type { Policy, PriceRow } from './policy.ts';
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

/** The prices of a book by counter and currency. */
const pricesOf = madeOnce((book: Policy['priceBook']) =>
  tableOf(book.map(({ counter, prices }) => [counter, pricesByCurrency(prices)])),
);

function pricesByCurrency(prices: PriceRow['prices']): ReadonlyMap<string, Pricing> {
  return tableOf(prices.map(({ currency, pricing }) => [currency, pricing]));
}
