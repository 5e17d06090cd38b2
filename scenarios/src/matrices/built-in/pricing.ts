import type { ContractTerms, Decimal, Month } from '@billing-testkit/engine';
import type { CaseAdjustment, CaseContract } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { members } from './case-parts.ts';
import { nudged, type PricedCounter, pricedCounters, splits, splitUsage, times } from './priced-quantities.ts';

/** The contract terms and adjustments of a bill. */
interface Terms {
  readonly contract?: ContractTerms;
  readonly adjustments?: readonly Omit<CaseAdjustment, 'monthFrom'>[];
}

const onGroup = { level: 'BILLING_GROUP' } as const;
const onIdle = { level: 'PROJECT', projectId: 'idle' } as const;

const terms: Readonly<Record<string, Terms>> = {
  none: {},
  discount: { contract: { discountRate: '12.5' } },
  fees: { contract: { discountRate: '12.5', baseFee: 400, minimumCharge: 1000 } },
  // The order by priority, the order of creation and the order by kind are three different orders.
  adjusted: {
    adjustments: [
      { name: 'last', ...onGroup, type: 'RATE_DISCOUNT', value: '10', priority: 200 },
      { name: 'first', ...onGroup, type: 'FIXED_SURCHARGE', value: '1001', priority: 50 },
      { name: 'between', ...onGroup, type: 'RATE_SURCHARGE', value: '4.35' },
      // A project without usage is charged 50, less 29 %, which is 14.5.
      { name: 'idle-fee', ...onIdle, type: 'FIXED_SURCHARGE', value: '50' },
      { name: 'idle-discount', ...onIdle, type: 'RATE_DISCOUNT', value: '29' },
      { name: 'up-to-all', level: 'PROJECT', projectId: 'web', type: 'FIXED_DISCOUNT', value: '500' },
    ],
  },
};

/** The contract that gives a counter its price, if that is not the price book's, and the other terms. */
function contractsOf(
  month: Month,
  { counterName, pricing: price }: PricedCounter,
  { contract }: Terms,
): CaseContract[] {
  if (!price && !contract) return [];
  const prices = price ? [{ counterName, pricing: price }] : [];
  return [{ name: 'frame', ...contract, prices, monthFrom: month }];
}

function adjustmentsOf(month: Month, { adjustments = [] }: Terms): CaseAdjustment[] {
  return adjustments.map((adjustment) => ({ ...adjustment, monthFrom: month }));
}

/** Prices × quantities at their edges, the smallest fraction below and above × how that is split × what else the bill has. */
export const pricing = defineMatrix({
  name: 'pricing',
  dimensions: {
    member: members,
    month: ['2025-04'],
    price: pricedCounters,
    quantity: {
      'at-first': ({ edges }) => edges.first,
      'below-first': ({ edges }) => nudged(edges.first, -1),
      'above-first': ({ edges }) => nudged(edges.first, 1),
      'at-last': ({ edges }) => edges.last,
      'below-last': ({ edges }) => nudged(edges.last, -1),
      'above-last': ({ edges }) => nudged(edges.last, 1),
      'far-above': ({ edges }) => times(edges.last, 3),
      zero: () => '0',
    } satisfies Record<string, (counter: PricedCounter) => Decimal>,
    split: splits,
    terms,
  },
  build: ({ member, month, price, quantity, split, terms: agreed }) => ({
    member,
    month,
    contracts: contractsOf(month, price, agreed),
    adjustments: adjustmentsOf(month, agreed),
    usage: splitUsage(month, price, split(quantity(price), price)),
  }),
});
