import { addMonths, lastDay, type Month, type Policy, rulesOf } from '@billing-testkit/engine';

/** Three years, in which the search looks for the months whose bills show whether the days of grace are right to the day. */
const SEARCHED = Array.from({ length: 36 }, (_, index) => addMonths('2024-01', index));

/** The number of months from the latest month that is overdue at `month` to `month`, at least 1. */
export function monthsUntilOverdue(month: Month, policy: Policy): number {
  const { overdueOn } = rulesOf(policy);
  let monthsAgo = 1;
  while (overdueOn(addMonths(month, -monthsAgo), policy.lateFees) > lastDay(month)) monthsAgo += 1;
  return monthsAgo;
}

/** The months at which an owed month is overdue, or not yet overdue, by the fewest days. */
export function decisiveMonths(policy: Policy): Month[] {
  const ages = SEARCHED.flatMap((month) => {
    const overdue = monthsUntilOverdue(month, policy);
    return [overdue, overdue - 1]
      .filter((monthsAgo) => monthsAgo > 0)
      .map((monthsAgo) => ({ month, days: daysOver(month, monthsAgo, policy) }));
  });
  const late = ages.filter(({ days }) => days >= 0).toSorted((a, b) => a.days - b.days);
  const early = ages.filter(({ days }) => days < 0).toSorted((a, b) => b.days - a.days);
  return [late[0], early[0]].flatMap((found) => found?.month ?? []);
}

/** The number of days that a month has been overdue on the last day of a later one; negative when it is not overdue. */
function daysOver(month: Month, monthsAgo: number, policy: Policy): number {
  const overdueOn = rulesOf(policy).overdueOn(addMonths(month, -monthsAgo), policy.lateFees);
  return (Date.parse(lastDay(month)) - Date.parse(overdueOn)) / MS_A_DAY;
}

const MS_A_DAY = 86_400_000;
