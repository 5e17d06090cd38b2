import { outstandingOf } from '../model/outstanding.ts';
import { addDays, addMonths, lastDay } from '../values/calendar.ts';
import { twoDigits } from '../values/civil-date.ts';
import type { Rules } from './rules.ts';

type CarryRules = Pick<Rules, 'dueDate' | 'carriedBalance' | 'overdueOn' | 'bearsLateFee' | 'lateFeeBase'>;

/** §8: the amount that is carried, the date from which a month is overdue, and the part of the amount that bears a late fee. */
export const carryRules: CarryRules = {
  dueDate(month, { dueDay }) {
    const next = addMonths(month, 1);
    const date = `${next}-${twoDigits(dueDay)}`;
    const last = lastDay(next);
    return date < last ? date : last;
  },

  carriedBalance: outstandingOf,

  overdueOn: (owed, policy) => addDays(carryRules.dueDate(owed, policy), policy.graceDays),

  bearsLateFee: ({ lateFeeCharged }) => !lateFeeCharged,

  lateFeeBase: (owed) => Math.min(outstandingOf(owed), owed.charge + owed.vat),
};
