import { outstandingOf } from '../model/outstanding.ts';
import { standardRules } from '../rules/standard-rules.ts';
import type { GeneralDefect } from './defect.ts';

const rounding = "Tax rounds in the member's own mode.";

/** §7: the amounts that are taxed, and the rounding of tax. */
export const taxDefects: readonly GeneralDefect[] = [
  {
    name: 'tax-on-carried-balance',
    sentence: 'The unpaid balance of earlier months is taxed again.',
    section: 7,
    rule: 'What is unpaid of earlier months was taxed on their own bills.',
    rules: { taxedBalances: (carried) => carried.map(outstandingOf) },
  },
  {
    name: 'tax-rounded-half-up',
    sentence: 'Tax rounds half up for a member whose tax rounds otherwise.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax) => standardRules.roundTax(tax, 'HALF_UP') },
  },
  {
    name: 'tax-rounded-down',
    sentence: 'Tax rounds down for a member whose tax rounds otherwise.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax) => standardRules.roundTax(tax, 'DOWN') },
  },
  {
    name: 'tax-rounded-up',
    sentence: 'Every fraction of a minor unit of tax is rounded up.',
    section: 7,
    rule: rounding,
    rules: { roundTax: (tax) => standardRules.roundTax(tax, 'UP') },
  },
];
