import type { ContractTerms, Month, Policy } from '@billing-testkit/engine';
import type { CaseAdjustment, CaseContract } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { fixed, LARGEST_VALUE, rate } from './adjustment-values.ts';
import { membersOf } from './case-parts.ts';
import { floatTrap } from './float-trap.ts';
import { pricedQuantities } from './priced-quantities.ts';
import type { PricedQuantity } from './priced-quantity.ts';
import { splits, splitUsage } from './splits.ts';

/** The contract terms and adjustments of a bill. */
interface Terms {
  readonly contract?: ContractTerms;
  readonly adjustments?: readonly Omit<CaseAdjustment, 'monthFrom'>[];
}

const onGroup = { level: 'BILLING_GROUP' } as const;
const onIdle = { level: 'PROJECT', projectId: 'idle' } as const;

function termsFor(policy: Policy): Readonly<Record<string, Terms>> {
  const { adjustments: limits } = policy;
  const { defaultPriority } = limits;
  return {
    none: {},
    discount: { contract: { discountRate: floatTrap(policy).rate } },
    fees: { contract: { discountRate: '12.5', baseFee: 400, minimumCharge: 1000 } },
    // Each of these puts them in another order: priority, falling priority, creation, discounts first, surcharges first.
    adjusted: {
      adjustments: [
        { name: 'between', ...onGroup, ...rate('RATE_DISCOUNT', 10, limits) },
        { name: 'last', ...onGroup, ...rate('RATE_SURCHARGE', 4.35, limits), priority: beside(defaultPriority, 100) },
        {
          name: 'first',
          ...onGroup,
          ...fixed('FIXED_SURCHARGE', 1001, limits),
          priority: beside(defaultPriority, -50),
        },
        // A project without usage is charged 50, less 29 %, which is 14.5.
        { name: 'idle-fee', ...onIdle, ...fixed('FIXED_SURCHARGE', 50, limits) },
        { name: 'idle-discount', ...onIdle, ...rate('RATE_DISCOUNT', 29, limits) },
        { name: 'up-to-all', level: 'PROJECT', projectId: 'web', ...fixed('FIXED_DISCOUNT', 500, limits) },
      ],
    },
    // All are surcharges. The one without a priority is created between two that have the default one, and is applied between them.
    'default-priority': {
      adjustments: [
        { name: 'before', ...onGroup, ...fixed('FIXED_SURCHARGE', 1001, limits), priority: defaultPriority },
        { name: 'first', ...onGroup, ...rate('RATE_SURCHARGE', 5, limits), priority: beside(defaultPriority, -10) },
        { name: 'between', ...onGroup, ...rate('RATE_SURCHARGE', 20, limits) },
        { name: 'last', ...onGroup, ...fixed('FIXED_SURCHARGE', 301, limits), priority: beside(defaultPriority, 10) },
        { name: 'after', ...onGroup, ...fixed('FIXED_SURCHARGE', 501, limits), priority: defaultPriority },
      ],
    },
    // Together they are more than the amount, so that their order shows also where each works on the amount before all of them.
    capped: {
      adjustments: [
        { name: 'last', ...onGroup, ...rate('RATE_DISCOUNT', 50, limits), priority: beside(defaultPriority, 10) },
        {
          name: 'first',
          ...onGroup,
          ...fixed('FIXED_DISCOUNT', LARGEST_VALUE, limits),
          priority: beside(defaultPriority, -10),
        },
        { name: 'between', ...onGroup, ...rate('RATE_DISCOUNT', 30, limits) },
      ],
    },
    // A project that is charged nothing bears the largest discounts and surcharges.
    limits: {
      adjustments: [
        { name: 'largest-discount', ...onIdle, type: 'RATE_DISCOUNT', value: limits.maxRateDiscount },
        { name: 'largest-surcharge', ...onIdle, type: 'RATE_SURCHARGE', value: limits.maxRateSurcharge },
        { name: 'largest-amount', ...onIdle, ...fixed('FIXED_DISCOUNT', LARGEST_VALUE, limits) },
      ],
    },
  };
}

/** A priority beside the default one; the default one where there is no such priority. */
function beside(defaultPriority: number, distance: number): number {
  const priority = defaultPriority + distance;
  return Number.isSafeInteger(priority) ? priority : defaultPriority;
}

/** The contract that gives a counter its price, if that is not the price book's, and the other terms. */
function contractsOf(
  month: Month,
  { counterName, contractPrice }: PricedQuantity,
  { contract }: Terms,
): CaseContract[] {
  if (!contractPrice && !contract) return [];
  const prices = contractPrice ? [{ counterName, pricing: contractPrice }] : [];
  return [{ name: 'frame', ...contract, prices, monthFrom: month }];
}

function adjustmentsOf(month: Month, { adjustments = [] }: Terms): CaseAdjustment[] {
  return adjustments.map((adjustment) => ({ ...adjustment, monthFrom: month }));
}

/** Quantities at the edges of every price, the smallest fraction below and above × ways to split them × other terms of the bill. */
export const pricing = defineMatrix({
  name: 'pricing',
  dimensions: (policy) => ({
    member: membersOf(policy),
    month: ['2025-04'],
    quantity: pricedQuantities(policy),
    split: splits,
    terms: termsFor(policy),
  }),
  build: ({ member, month, quantity, split, terms: added }) => {
    const used = quantity(member);
    const terms = used.amountOf === 'bill' ? {} : added;
    return {
      member,
      month,
      contracts: contractsOf(month, used, terms),
      adjustments: adjustmentsOf(month, terms),
      usage: splitUsage(month, used, used.amountOf ? splits.none(used) : split(used)),
    };
  },
});
