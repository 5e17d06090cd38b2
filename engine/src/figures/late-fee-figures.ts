import type { LateFeePolicy, Policy } from '../policy/policy.ts';
import { exact } from '../values/exact.ts';
import { type Figure, figureOf } from './figure.ts';
import { neighbours, wholeNeighbours, written } from './neighbours.ts';
import { otherGraceDays } from './other-grace-days.ts';

/** The days that every month has. */
const DUE_DAYS = { min: 1, max: 28 };

/** §8: when a bill is due and overdue, and what being late costs. */
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
      changed: (dueDay) => withChange({ dueDay }),
    }),
    figureOf(place('graceDays'), lateFees.graceDays, {
      // A month that is overdue costs nothing when the rate is 0.
      others: exact(lateFees.rate).equals(0) ? [] : otherGraceDays(policy),
      changed: (graceDays) => withChange({ graceDays }),
    }),
    figureOf(place('rate'), written(lateFees.rate), {
      others: neighbours(lateFees.rate, (rate) => rate.lte(100)),
      changed: (rate) => withChange({ rate }),
    }),
  ];
}
