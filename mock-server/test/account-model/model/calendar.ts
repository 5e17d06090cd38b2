/** A billing month, `YYYY-MM`. */
export type Month = string;

/** A calendar date, `YYYY-MM-DD`. */
export type Day = string;

/** The months that an account goes through; long enough for one to be overdue at several others (§8). */
export const months: readonly Month[] = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];

export const lastMonth: Month = '2025-05';

/** A range of months, both inclusive, open when it has no end. */
export interface MonthRange {
  readonly monthFrom: Month;
  readonly monthTo?: Month;
}

export function covers({ monthFrom, monthTo }: MonthRange, month: Month): boolean {
  return monthFrom <= month && (monthTo === undefined || month <= monthTo);
}

export function firstDay(month: Month): Day {
  return `${month}-01`;
}

export function lastDay(month: Month): Day {
  const first = new Date(firstDay(month));
  return dayOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
}

export function daysAfter(day: Day, days: number): Day {
  return dayOf(new Date(day).getTime() + days * 86_400_000);
}

/** A statement is due on the 25th of the following month (§8). */
export function dueDate(month: Month): Day {
  return daysAfter(lastDay(month), 25);
}

/** Whether the amount owed for one month is overdue at another: its due date + 30 days is not after that month's end (§8). */
export function isOverdue(owed: Month, at: Month): boolean {
  return daysAfter(dueDate(owed), 30) <= lastDay(at);
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}
