import type { Decimal } from '@billing-testkit/engine';
import { defineMatrix } from '../matrix/define-matrix.ts';
import { members } from './members.ts';
import { type PricedCounter, pricedCounters } from './priced-counters.ts';
import { nudged, times } from './quantities.ts';
import { splits, splitUsage } from './split-usage.ts';
import { adjustmentsOf, contractsOf, terms } from './terms.ts';

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
