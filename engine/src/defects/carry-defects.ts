import { outstandingOf } from '../model/outstanding.ts';
import { sumMoney } from '../values/money.ts';
import type { GeneralDefect } from './defect.ts';

/** §8: the balances that are carried. */
export const carryDefects: readonly GeneralDefect[] = [
  {
    name: 'part-payment-not-deducted',
    sentence: 'A month that was paid in part is carried with its full amount.',
    section: 8,
    rule: 'What was paid of a month is no longer owed.',
    rules: {
      carriedBalance: (owed) => (outstandingOf(owed) === 0 ? 0 : sumMoney([owed.charge, owed.vat, owed.lateFee])),
    },
  },
];
