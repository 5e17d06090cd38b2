import { rulesOf } from '../choices/choices.ts';
import type { Policy } from '../policy/policy.ts';
import { addDays, addMonths, lastDay, type Month } from '../values/calendar.ts';

/** A change of so many days makes a difference if any does: no month is longer. */
const MAX_CHANGE = 31;
const MAX_DAYS = 36_500;

/** Three years have months of every length. */
const FIRST_MONTH: Month = '2024-01';
const MONTHS = 36;

/**
 * The nearest numbers of days of grace with which some month is overdue at another month's bill: one that is lower and one that is
 * higher, as far as there are such.
 */
export function otherGraceDays(policy: Policy): number[] {
  const { lateFees } = policy;
  const { overdueOn } = rulesOf(policy);
  const pairs = pairsNearOverdue(policy);
  const overdueWith = (graceDays: number) =>
    pairs.map(({ owed, billed }) => overdueOn(owed, { ...lateFees, graceDays }) <= lastDay(billed));
  const right = overdueWith(lateFees.graceDays);
  const changes = Array.from({ length: MAX_CHANGE }, (_, index) => index + 1);
  return [-1, 1].flatMap((direction) => {
    const days = changes.map((change) => lateFees.graceDays + direction * change);
    const found = days
      .filter((graceDays) => graceDays >= 0 && graceDays <= MAX_DAYS)
      .find((graceDays) => overdueWith(graceDays).some((isLate, index) => isLate !== right[index]));
    return found ?? [];
  });
}

interface MonthPair {
  readonly owed: Month;
  readonly billed: Month;
}

/** Months with the later months at whose bills they are just overdue, or just not. */
function pairsNearOverdue(policy: Policy): MonthPair[] {
  const { dueDate } = rulesOf(policy);
  return Array.from({ length: MONTHS }, (_, index) => addMonths(FIRST_MONTH, index)).flatMap((owed) => {
    const overdue = addDays(dueDate(owed, policy.lateFees), policy.lateFees.graceDays).slice(0, owed.length);
    return [-2, -1, 0, 1, 2]
      .map((months) => ({ owed, billed: addMonths(overdue, months) }))
      .filter(({ billed }) => billed > owed);
  });
}
