import type { Credit } from '../model/statement-input.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import type { AlternativeName } from '../policy/rule-choices.ts';
import { addDays, type CalendarDate, lastDay, type Month } from '../values/calendar.ts';
import { madeOnce, tableOf } from '../values/made-once.ts';
import type { Rules } from './rules.ts';

/** The keys that give the order in which credits are used (§6). They are compared as strings, and lower ones come first. */
export interface UseKeys {
  /** `0` when it expires soon, else `1`. */
  readonly soon: string;
  /** The rank of its type. */
  readonly rank: string;
  /** The last date on which it can be used. */
  readonly expiry: string;
}

/** The keys of each order of credits. */
export const orders: Readonly<Record<AlternativeName<'creditOrder'>, (keys: UseKeys) => readonly string[]>> = {
  SOON_RANK_EXPIRY: ({ soon, rank, expiry }) => [soon, rank, expiry],
  RANK_EXPIRY: ({ rank, expiry }) => [rank, expiry],
  EXPIRY: ({ expiry }) => [expiry],
  GRANTING: () => [],
};

export const NEVER = '9999-99-99';

/** A rule that puts credits in the order of the first of their keys that differs. */
export function orderOfUse(keysOf: (keys: UseKeys) => readonly string[]): Rules['compareCredits'] {
  return (a, b, month, policy) => {
    const [first, second] = [keysOf(useKeys(a, month, policy)), keysOf(useKeys(b, month, policy))];
    for (const [index, key] of first.entries()) {
      const other = second[index] ?? '';
      if (key !== other) return key < other ? -1 : 1;
    }
    return 0;
  };
}

function useKeys({ type, expiresOn }: Credit, month: Month, policy: CreditPolicy): UseKeys {
  const soon = expiresOn !== undefined && expiresOn <= lastSoonDate(month, policy.expiringSoonDays);
  return { soon: soon ? '0' : '1', rank: ranksOf(policy.ranks).get(type) ?? NO_RANK, expiry: expiresOn ?? NEVER };
}

/** The rank of each type as digits that compare as strings. */
const ranksOf = madeOnce((ranks: CreditPolicy['ranks']) =>
  tableOf(ranks.flatMap((types, rank) => types.map((type) => [type, String(rank).padStart(3, '0')] as const))),
);

const NO_RANK = '-1';

/** The last expiry date that is soon. It is asked for at every comparison of two credits, so it is kept by month. */
function lastSoonDate(month: Month, days: number): CalendarDate {
  const ofMonth = lastSoonDates.get(month) ?? new Map<number, CalendarDate>();
  const known = ofMonth.get(days);
  if (known !== undefined) return known;
  const date = addDays(lastDay(month), days);
  lastSoonDates.set(month, ofMonth.set(days, date));
  return date;
}

/** The dates by month and days. They never change and are few. */
const lastSoonDates = new Map<Month, Map<number, CalendarDate>>();
