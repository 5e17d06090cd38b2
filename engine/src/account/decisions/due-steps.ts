import {
  addDays,
  addMonths,
  type CalendarDate,
  dateIn,
  type Instant,
  isCalendarDate,
  isMonth,
  type Month,
  monthIn,
  startOfDate,
} from '../../values/calendar.ts';
import { momentOf, momentText } from '../../values/timestamp.ts';
import type { Account, Payment } from '../account.ts';
import { outstandingIn } from '../bills.ts';
import { creditsOf } from '../credits-of.ts';
import { calculate } from './calculation.ts';
import { endCredits } from './credit-endings.ts';
import type { Decision, Draft } from './draft.ts';
import { settlePayment } from './settlement.ts';

/** A step that an account takes when its time has come, such as a calculation or an expiry. */
export interface DueStep {
  /** The instant at which it falls due. */
  readonly due: Instant;
  /** A clause for the refusal of the step, such as `calculating 2025-01`. */
  readonly what: string;
  readonly decide: (draft: Draft) => Decision<unknown>;
}

const PENDING_SECONDS = 24 * 60 * 60;

/**
 * The steps that fall due up to an instant, also those that fell due before now and were not done, in order of time. At the same
 * instant payments settle first. Calculations come before expiries, so that a month can use a credit that expires with it, and
 * months that become overdue come last.
 */
export function dueSteps(draft: Draft, to: Instant): DueStep[] {
  const { account } = draft;
  const months = monthsToCalculate(account, to);
  const steps = [
    ...[...account.pending.values()].sort((a, b) => compare(a.month, b.month)).map(settling),
    ...months.map((month) => calculating(account, month)),
    ...expiring(account, to),
    ...[...new Set([...account.owing.keys(), ...months])]
      .sort(compare)
      .flatMap((month) => becomingOverdue(draft, month)),
  ];
  return steps.filter(({ due }) => due <= to).sort((a, b) => compare(a.due, b.due));
}

function settling({ month, at }: Payment): DueStep {
  const { second, nanosecond } = momentOf(at);
  const due = momentText({ second: second + PENDING_SECONDS, nanosecond });
  return { due, what: `settling the payment of ${month}`, decide: (draft) => settlePayment(draft, { month }) };
}

function calculating({ member }: Account, month: Month): DueStep {
  const { end } = monthIn(month, member.timeZone);
  return { due: end, what: `calculating ${month}`, decide: (draft) => calculate(draft, { month }) };
}

/** The months that have ended and have readings, but no statement, oldest first. */
function monthsToCalculate({ readings, bills, member }: Account, to: Instant): Month[] {
  // A month lies within the UTC month of its name and its neighbours, whatever the time zone.
  const near = readings.utcMonths().flatMap((month) => [addMonths(month, -1), month, addMonths(month, 1)]);
  const candidates = [...new Set(near)].filter((month) => isMonth(month) && !bills.has(month)).sort(compare);
  return candidates.filter((month) => {
    const period = monthIn(month, member.timeZone);
    return period.end <= to && readings.hasWithin(month, period);
  });
}

/** A step for each expiry date that is over: the credits that can be used through it lose their balances. */
function expiring({ credits, member: { timeZone } }: Account, to: Instant): DueStep[] {
  const today = dateIn(to, timeZone);
  const byDate = new Map<CalendarDate, string[]>();
  for (const { creditId, expiresOn, ended } of credits.values()) {
    if (ended || expiresOn === undefined || expiresOn >= today) continue;
    const ofDate = byDate.get(expiresOn) ?? [];
    ofDate.push(creditId);
    byDate.set(expiresOn, ofDate);
  }
  return Array.from(byDate, ([date, creditIds]) => ({
    due: startOfDate(addDays(date, 1), timeZone),
    what: `expiring the credits of ${date}`,
    decide: (draft: Draft) => endCredits(draft, 'EXPIRE', creditsOf(draft.account, creditIds)),
  }));
}

/** The step at which a month becomes overdue; none for one that was found overdue before, or that is overdue at no date of the calendar. */
function becomingOverdue({ account, policy, rules }: Draft, month: Month): DueStep[] {
  const date = rules.overdueOn(month, policy.lateFees);
  if (account.overdue.has(month) || !isCalendarDate(date)) return [];
  const due = startOfDate(date, account.member.timeZone);
  return [{ due, what: `finding ${month} overdue`, decide: (draft) => findOverdue(draft, month) }];
}

/** Marks a month of which something is outstanding at that time; a statement and its payment stay as they are. */
function findOverdue(draft: Draft, month: Month): Decision<unknown> {
  const bill = draft.account.bills.get(month);
  if (bill && outstandingIn(bill) > 0) draft.add({ type: 'statementOverdue', month });
  return draft.decided(undefined);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
