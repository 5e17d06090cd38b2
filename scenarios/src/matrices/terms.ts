import type { ContractTerms, Month } from '@billing-testkit/engine';
import type { CaseAdjustment, CaseContract } from '../life/billing-case.ts';
import type { PricedCounter } from './priced-counters.ts';

/** What a bill has besides usage. */
export interface Terms {
  readonly contract?: ContractTerms;
  readonly adjustments?: readonly Omit<CaseAdjustment, 'monthFrom'>[];
}

const onGroup = { level: 'BILLING_GROUP' } as const;
const onIdle = { level: 'PROJECT', projectId: 'idle' } as const;

export const terms: Readonly<Record<string, Terms>> = {
  none: {},
  discount: { contract: { discountRate: '12.5' } },
  fees: { contract: { discountRate: '12.5', baseFee: 400, minimumCharge: 1000 } },
  // Priority, creation and kind ask for another order each.
  adjusted: {
    adjustments: [
      { name: 'last', ...onGroup, type: 'RATE_DISCOUNT', value: '10', priority: 200 },
      { name: 'first', ...onGroup, type: 'FIXED_SURCHARGE', value: '1001', priority: 50 },
      { name: 'between', ...onGroup, type: 'RATE_SURCHARGE', value: '4.35' },
      // Of a project without usage: 50, less 29 % which is 14.5.
      { name: 'idle-fee', ...onIdle, type: 'FIXED_SURCHARGE', value: '50' },
      { name: 'idle-discount', ...onIdle, type: 'RATE_DISCOUNT', value: '29' },
      { name: 'up-to-all', level: 'PROJECT', projectId: 'web', type: 'FIXED_DISCOUNT', value: '500' },
    ],
  },
};

/** The contract that gives a counter its price, if that is not the price book's, and the other terms. */
export function contractsOf(
  month: Month,
  { counterName, pricing }: PricedCounter,
  { contract }: Terms,
): CaseContract[] {
  if (!pricing && !contract) return [];
  const prices = pricing ? [{ counterName, pricing }] : [];
  return [{ name: 'frame', ...contract, prices, monthFrom: month }];
}

export function adjustmentsOf(month: Month, { adjustments = [] }: Terms): CaseAdjustment[] {
  return adjustments.map((adjustment) => ({ ...adjustment, monthFrom: month }));
}
