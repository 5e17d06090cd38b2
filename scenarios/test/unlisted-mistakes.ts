import { type Rules, standardRules } from '@billing-testkit/engine';
import type { Bill, Stage } from '../src/cases/bill.ts';
import { billByEngine } from '../src/cases/bill-by-engine.ts';
import type { Target } from '../src/targets/target.ts';

/** A mistake that the catalogue does not have. */
export interface UnlistedMistake {
  readonly name: string;
  /** The step of the calculation that it is in. */
  readonly stage: Stage;
  readonly target: Target;
}

function withRules(name: string, stage: Stage, rules: Partial<Rules>): UnlistedMistake {
  const wrong = { ...standardRules, ...rules };
  return { name, stage, target: { name, bill: async (billingCase) => billByEngine(billingCase, { rules: wrong }) } };
}

function withBill(name: string, stage: Stage, change: (bill: Bill) => Bill): UnlistedMistake {
  const bill: Target['bill'] = async (billingCase) => {
    const { refusals, bill: right } = billByEngine(billingCase);
    return { refusals, bill: right && change(right) };
  };
  return { name, stage, target: { name, bill } };
}

const utc = standardRules.billingPeriod;

/** Mistakes in rules and in printed figures that are no known mistake, figure or choice of the catalog. */
export const unlistedMistakes: readonly UnlistedMistake[] = [
  withRules('running meters run half as fast again', 'aggregate', {
    cumulative() {
      const tally = standardRules.cumulative();
      return {
        add: (reading) => tally.add(reading),
        addEarlier: (reading) => tally.addEarlier?.(reading),
        quantity: () => tally.quantity()?.mul(3).div(2),
      };
    },
  }),
  withRules('months begin an hour late', 'aggregate', {
    billingPeriod: (month, zone) => {
      const { start, end } = utc(month, zone);
      const later = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString();
      return { start: later(start), end: later(end) };
    },
  }),
  withRules('the first unit of a tiered price is free', 'price', {
    graduated: (quantity, tiers) =>
      quantity.gt(1)
        ? standardRules.graduated(quantity, tiers).sub(standardRules.graduated(quantity.div(quantity), tiers))
        : quantity.sub(quantity),
  }),
  withRules('amounts above 1000 are rounded to tens', 'price', {
    counterAmount: (cost, usage, round) => {
      const amount = standardRules.counterAmount(cost, usage, round);
      return amount > 1000 ? Math.round(amount / 10) * 10 : amount;
    },
  }),
  withRules('a contract takes no discount off amounts below 100', 'contract', {
    contractDiscount: (amount, rate) => standardRules.contractDiscount(amount < 100 ? 0 : amount, rate),
  }),
  withRules('the second adjustment is taken twice', 'adjust', {
    rateDiscount: (base, value) => standardRules.rateDiscount(base, value).mul(base > 10_000 ? 2 : 1),
  }),
  withRules('a credit gives at most half of what is left', 'credit', {
    creditAmount: (balance, left) => Math.min(balance, Math.ceil(left / 2)),
  }),
  withRules('tax is rounded to tens', 'tax', {
    roundTax: (tax, mode) => Math.floor(standardRules.roundTax(tax, mode) / 10) * 10,
  }),
  withRules('a late fee is charged for the first 5000 only', 'carry', {
    lateFeeBase: (owed) => Math.min(standardRules.lateFeeBase(owed), 5000),
  }),
  withBill('the total forgets the tax of small bills', 'carry', (bill) => {
    const { charge, vat, totalAmount } = bill.totals;
    const isSmall = Number(charge) < 100_000;
    return { ...bill, totals: { ...bill.totals, totalAmount: Number(totalAmount) - (isSmall ? Number(vat) : 0) } };
  }),
];
