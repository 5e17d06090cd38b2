import { BillingError } from '../errors/billing-error.ts';
import type { Policy, PriceRow } from './policy.ts';
import type { Pricing } from './pricing.ts';

/**
 * The price book's pricing of a counter in `currency`: the exact name, else the longest `prefix.*`, else `*` (§3). Throws
 * `VALIDATION_ERROR` when the book has no row for it.
 */
export function bookPricing(policy: Policy, counterName: string, currency: string): Pricing {
  for (const name of namesFromMostSpecific(counterName)) {
    const pricing = pricingIn(policy.priceBook, name, currency);
    if (pricing) return pricing;
  }
  throw new BillingError('VALIDATION_ERROR', `The price book has no ${currency} price for the counter ${counterName}.`);
}

function pricingIn(book: readonly PriceRow[], counter: string, currency: string): Pricing | undefined {
  const row = book.find((candidate) => candidate.counter === counter);
  return row?.prices.find((price) => price.currency === currency)?.pricing;
}

function* namesFromMostSpecific(counterName: string): Generator<string> {
  yield counterName;
  for (let dot = counterName.lastIndexOf('.'); dot > 0; dot = counterName.lastIndexOf('.', dot - 1)) {
    yield `${counterName.slice(0, dot)}.*`;
  }
  yield '*';
}
