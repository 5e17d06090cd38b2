import { outstandingOf } from '../statement/outstanding.ts';
import { addDays, addMonths, lastDay } from '../values/calendar.ts';
import type { Rules } from './rules.ts';

type CarryRules = Pick<Rules, 'dueDate' | 'isOverdue' | 'lateFeeBase'>;

/** §8: when a month is overdue, and what of it bears a late fee. */
export const carryRules: CarryRules = {
  dueDate(month, { dueDay }) {
    const next = addMonths(month, 1);
    const date = `${next}-${String(dueDay).padStart(2, '0')}`;
    return date < lastDay(next) ? date : lastDay(next);
  },

  isOverdue: (owed, billed, policy) => addDays(carryRules.dueDate(owed, policy), policy.graceDays) <= lastDay(billed),

  lateFeeBase: (owed) => Math.min(outstandingOf(owed), owed.charge + owed.vat),
};
