import {
  type Adjustment,
  type CalculationOptions,
  type CarriedMonth,
  type ContractAssignment,
  type ContractTerms,
  type Credit,
  calculateStatement,
  type Pricing,
  type Reading,
  type Statement,
  type StatementInput,
} from '../src/index.ts';

/** A bill of member `kr` for March 2025, but for `input`. */
export function bill(input: Partial<StatementInput> = {}, options?: CalculationOptions): Statement {
  return calculateStatement({ member: 'kr', month: '2025-03', ...input }, options);
}

/** One `test.units` of project `p-a` in March 2025, but for `fields`; it costs 1 in any currency. */
export function reading(fields: Partial<Reading> = {}): Reading {
  return {
    projectId: 'p-a',
    counterName: 'test.units',
    counterType: 'DELTA',
    unit: 'UNITS',
    volume: '1',
    timestamp: '2025-03-10T00:00:00Z',
    ...fields,
  };
}

/** A contract in force for good. */
export function underContract(contract: ContractTerms): ContractAssignment[] {
  return [{ monthFrom: '2020-01', contract }];
}

/** A contract that prices one counter. */
export function pricedAt(pricing: Pricing, counterName = 'test.units'): ContractAssignment[] {
  return underContract({ prices: [{ counterName, pricing }] });
}

/** A discount or surcharge on the billing group, but for `fields`. */
export function adjustment(fields: Partial<Adjustment>): Adjustment {
  return {
    adjustmentId: 'adj',
    level: 'BILLING_GROUP',
    targetId: 'group',
    type: 'FIXED_SURCHARGE',
    value: '0',
    ...fields,
  };
}

/** A `FREE` credit of 10 that never expires, but for `fields`. */
export function credit(fields: Partial<Credit>): Credit {
  return { creditId: 'credit', type: 'FREE', balance: 10, ...fields };
}

/** An earlier month for which nothing was paid yet, but for `fields`. */
export function owed(fields: Partial<CarriedMonth> & Pick<CarriedMonth, 'month'>): CarriedMonth {
  return { charge: 0, vat: 0, lateFee: 0, paid: 0, lateFeeCharged: false, ...fields };
}
