import type { PreviewInput } from '@billing-testkit/engine';
import type { BillingClient } from '@billing-testkit/sdk';
import { toWirePrices } from './wire-prices.ts';

export type PreviewBody = Parameters<BillingClient['calculations']['preview']>[0];

/** A preview as the API takes it. */
export function toPreviewBody(input: PreviewInput): PreviewBody {
  const { readings = [], adjustments = [], credits = [], contract, ...preview } = input;
  return {
    ...preview,
    usage: readings.map(({ unit, volume, ...reading }) => ({ ...reading, counterUnit: unit, counterVolume: volume })),
    credits: credits.map(({ balance, expiresOn, ...credit }) => ({
      ...credit,
      amount: balance,
      ...(expiresOn !== undefined && { expireDate: expiresOn }),
    })),
    adjustments: [...adjustments],
    ...(contract && { contract: { ...contract, prices: toWirePrices(contract.prices ?? []) } }),
  };
}
