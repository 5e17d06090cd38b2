import { outstandingOf } from '../model/outstanding.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { sumMoney } from '../values/money.ts';
import type { Defect } from './defect.ts';

const base = 'Tax is on the charge after adjustments and credits, never on carried balances.';
const rounding = "Tax rounds in the member's own mode.";

/** Mistakes about §7: the amount that is taxed, and the rounding of the tax. */
export const taxDefects: readonly Defect[] = [
  {
    name: 'tax-before-credits',
    sentence: 'Tax is taken before credits.',
    section: 7,
    rule: base,
    rules: { taxBase: ({ chargeBeforeCredit }) => chargeBeforeCredit },
  },
  {
    name: 'tax-before-adjustments',
    sentence: 'Tax is taken of the subtotal, before adjustments and credits.',
    section: 7,
    rule: base,
    rules: { taxBase: ({ subtotal }) => subtotal },
  },
  {
    name: 'tax-on-carried-balance',
    sentence: 'The unpaid balance of earlier months is taxed again.',
    section: 7,
    rule: base,
    rules: { taxBase: ({ charge, carried }) => sumMoney([charge, ...carried.map(outstandingOf)]) },
  },
  {
    name: 'tax-rounded-half-up',
    sentence: 'Tax rounds half up for a member whose tax rounds down.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax, mode) => standardRules.roundTax(tax, mode === 'DOWN' ? 'HALF_UP' : mode) },
  },
  {
    name: 'tax-rounded-down',
    sentence: 'Tax rounds down for a member whose tax rounds half up.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax, mode) => standardRules.roundTax(tax, mode === 'HALF_UP' ? 'DOWN' : mode) },
  },
  {
    name: 'tax-rounded-up',
    sentence: 'Every fraction of a minor unit of tax is rounded up.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax) => standardRules.roundTax(tax, 'UP') },
  },
];
