import { addMonths, type Month } from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment, CaseContract } from '../life/billing-case.ts';

type InForce = Pick<CaseContract, 'monthFrom' | 'monthTo'>;

/** Contracts and adjustments that begin and end around a month. */
export const monthsInForce: Readonly<Record<string, (month: Month) => Pick<BillingCase, 'contracts' | 'adjustments'>>> =
  {
    none: () => ({}),
    'this-month': (month) => both({ monthFrom: month, monthTo: month }),
    ended: (month) => both({ monthFrom: addMonths(month, -3), monthTo: addMonths(month, -1) }),
    'next-month': (month) => both({ monthFrom: addMonths(month, 1) }),
    // The one that began later counts, whichever was assigned first.
    'newer-first': (month) => ({
      contracts: [
        contract('newer', 20, { monthFrom: month }),
        contract('older', 5, { monthFrom: addMonths(month, -2) }),
      ],
    }),
    'older-first': (month) => ({
      contracts: [
        contract('older', 5, { monthFrom: addMonths(month, -2) }),
        contract('newer', 20, { monthFrom: month }),
      ],
    }),
    // Of two that began together it is the one assigned last.
    'same-month': (month) => ({
      contracts: [contract('first', 5, { monthFrom: month }), contract('second', 20, { monthFrom: month })],
    }),
  };

function both(inForce: InForce): Pick<BillingCase, 'contracts' | 'adjustments'> {
  const adjustment: CaseAdjustment = {
    name: 'campaign',
    level: 'BILLING_GROUP',
    type: 'RATE_DISCOUNT',
    value: '15',
    ...inForce,
  };
  return { contracts: [contract('frame', 10, inForce)], adjustments: [adjustment] };
}

function contract(name: string, discountRate: number, inForce: InForce): CaseContract {
  return { name, discountRate, ...inForce };
}
