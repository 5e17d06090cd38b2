import type { Schema } from '@billing-testkit/contracts';
import { type Contract, type ContractTerms, type Decimal, decimalText, type Pricing } from '@billing-testkit/engine';
import { toPointerPart } from '../errors/json-pointer.ts';

/** The prices of a contract in a request: an object by counter, where the engine has a list. */
export function priceNames(
  terms: Schema<'ContractTerms'> | undefined,
  from: string,
  to: string,
): Record<string, string> {
  const counters = Object.keys(terms?.prices ?? {}).entries();
  const names = Array.from(counters, ([index, counter]) => [
    `${from}/prices/${index}/pricing`,
    `${to}/prices/${toPointerPart(counter)}`,
  ]);
  return Object.fromEntries(names);
}

/** The terms of a contract as the engine takes them. */
export function toContractTerms(terms: Schema<'ContractTerms'>): ContractTerms {
  const { discountRate, baseFee, minimumCharge, prices = {} } = terms;
  return {
    ...(discountRate !== undefined && { discountRate }),
    ...(baseFee !== undefined && { baseFee }),
    ...(minimumCharge !== undefined && { minimumCharge }),
    prices: Object.entries(prices).map(([counterName, pricing]) => ({ counterName, pricing: toPricing(pricing) })),
  };
}

export function toWireContract(contract: Contract): Schema<'Contract'> {
  const { contractId, name, currency, discountRate = '0', baseFee = 0, minimumCharge = 0, prices = [] } = contract;
  return {
    contractId,
    name,
    currency,
    discountRate: toText(discountRate),
    baseFee,
    minimumCharge,
    prices: Object.fromEntries(prices.map(({ counterName, pricing }) => [counterName, toWirePricing(pricing)])),
  };
}

/** The pricing as answers have it: decimals as strings, and nothing that it does not know. */
function toPricing(pricing: Schema<'Pricing'>): Pricing {
  const { model, unit } = pricing;
  const ofUnit = unit === undefined ? {} : { unit };
  switch (model) {
    case 'FLAT':
      return { model, ...ofUnit, unitPrice: toText(pricing.unitPrice) };
    case 'PACKAGE': {
      const { packageSize, packagePrice } = pricing;
      return { model, ...ofUnit, packageSize: toText(packageSize), packagePrice: toText(packagePrice) };
    }
    default: {
      const tiers = pricing.tiers.map(({ upTo, unitPrice }) => ({
        upTo: upTo === null ? null : toText(upTo),
        unitPrice: toText(unitPrice),
      }));
      return { model, ...ofUnit, tiers };
    }
  }
}

function toText(decimal: Decimal): Decimal {
  return decimalText(decimal) ?? decimal;
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
