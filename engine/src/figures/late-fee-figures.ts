import type { LateFeePolicy, Policy } from '../policy/policy.ts';
import { exact } from '../values/exact.ts';
import { days } from './days.ts';
import { type Figure, figureOf } from './figure.ts';
import { decimals, wholes } from './figure-values.ts';
import { neighbours, wholeNeighbours, written } from './neighbours.ts';
import { otherGraceDays } from './other-grace-days.ts';

/** The days that every month has. */
const DUE_DAYS = { min: 1, max: 28 };
const GRACE_DAYS = { min: 0, max: 36_500 };

/** §8: the days on which a bill is due and overdue, and the late fee. */
export function lateFeeFigures(policy: Policy): Figure[] {
  const { lateFees } = policy;
  const members = policy.members.map(({ member }) => member);
  const place = (field: keyof LateFeePolicy) => ({
    name: `lateFees.${field}`,
    section: 8,
    path: `/lateFees/${field}`,
    members,
  });
  const withChange = (change: Partial<LateFeePolicy>): Policy => ({ ...policy, lateFees: { ...lateFees, ...change } });
  return [
    figureOf(place('dueDay'), lateFees.dueDay, {
      others: wholeNeighbours(lateFees.dueDay, DUE_DAYS),
      values: wholes(DUE_DAYS),
      sentence: (other, own) => `Bills are due on day ${other}, not ${own}, of the following month.`,
      changed: (dueDay) => withChange({ dueDay }),
    }),
    figureOf(place('graceDays'), lateFees.graceDays, {
      // A month that is overdue costs nothing when the rate is 0.
      others: exact(lateFees.rate).equals(0) ? [] : otherGraceDays(policy),
      values: wholes(GRACE_DAYS),
      changed: (graceDays) => withChange({ graceDays }),
      sentence: (other, own) => `The grace period is ${days(other)}, not ${own}.`,
    }),
    figureOf(place('rate'), written(lateFees.rate), {
      others: neighbours(lateFees.rate, (rate) => rate.lte(100)),
      values: decimals({ max: '100' }),
      sentence: (other, own) => `The late fee is ${other} %, not ${own} %.`,
      changed: (rate) => withChange({ rate }),
    }),
  ];
}
