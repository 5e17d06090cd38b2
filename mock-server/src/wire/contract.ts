import type { Schema } from '@billing-testkit/contracts';
import { type Contract, type ContractTerms, decimalText, type Pricing } from '@billing-testkit/engine';

/** The terms of a contract as the engine takes them. */
export function toContractTerms(terms: Schema<'ContractTerms'>): ContractTerms {
  const { discountRate, baseFee, minimumCharge, prices = {} } = terms;
  return {
    ...(discountRate !== undefined && { discountRate }),
    ...(baseFee !== undefined && { baseFee }),
    ...(minimumCharge !== undefined && { minimumCharge }),
    prices: Object.entries(prices).map(([counterName, pricing]) => ({ counterName, pricing })),
  };
}

export function toWireContract(contract: Contract): Schema<'Contract'> {
  const { contractId, name, currency, discountRate = '0', baseFee = 0, minimumCharge = 0, prices = [] } = contract;
  return {
    contractId,
    name,
    currency,
    discountRate: decimalText(discountRate) ?? discountRate,
    baseFee,
    minimumCharge,
    prices: Object.fromEntries(prices.map(({ counterName, pricing }) => [counterName, toWirePricing(pricing)])),
  };
}

export function toWirePricing(pricing: Pricing): Schema<'Pricing'> {
  switch (pricing.model) {
    case 'GRADUATED':
      return { ...pricing, model: 'GRADUATED', tiers: [...pricing.tiers] };
    case 'VOLUME':
      return { ...pricing, model: 'VOLUME', tiers: [...pricing.tiers] };
    default:
      return pricing;
  }
}
