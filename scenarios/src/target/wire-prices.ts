import type { ContractPrice } from '@billing-testkit/engine';
import type { BillingClient } from '@billing-testkit/sdk';

type WirePrices = NonNullable<Parameters<BillingClient['contracts']['create']>[0]['prices']>;

/** A contract's prices as the API takes them, by counter. */
export function toWirePrices(prices: readonly ContractPrice[]): WirePrices {
  return Object.fromEntries(prices.map(({ counterName, pricing }) => [counterName, toWirePricing(pricing)]));
}

/** The API calls tiers by their model; the engine's tiers can't be changed, and the API's type does not say so. */
function toWirePricing(pricing: ContractPrice['pricing']): WirePrices[string] {
  switch (pricing.model) {
    case 'GRADUATED':
      return { ...pricing, model: 'GRADUATED', tiers: [...pricing.tiers] };
    case 'VOLUME':
      return { ...pricing, model: 'VOLUME', tiers: [...pricing.tiers] };
    default:
      return pricing;
  }
}
