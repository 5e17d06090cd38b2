import { byResource, inTime, lastByResource } from '../rules/resources.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { type Exact, sumExact, ZERO } from '../values/exact.ts';
import type { Defect } from './defect.ts';

/** §2: what a project used, from readings of running meters. */
export const cumulativeDefects: readonly Defect[] = [
  {
    name: 'cumulative-summed',
    sentence: 'The readings of a running meter are summed as if each were an amount used.',
    section: 2,
    rule: 'A running meter counts by its increases from one reading to the next.',
    rules: { cumulative: standardRules.delta },
  },
  {
    name: 'cumulative-from-zero',
    sentence: 'A running meter starts every month from 0: what was billed before is billed again.',
    section: 2,
    rule: 'A running meter starts from its last reading before the month.',
    rules: { cumulative: (readings) => standardRules.cumulative(readings, []) },
  },
  {
    name: 'cumulative-gap-lost',
    sentence:
      "A running meter starts from the month's first reading: what it ran since the one before is never billed.",
    section: 2,
    rule: 'A running meter starts from its last reading before the month.',
    rules: {
      cumulative(readings) {
        const firsts = Array.from(byResource(readings), (levels) => levels.toSorted(inTime).slice(0, 1));
        return standardRules.cumulative(readings, firsts.flat());
      },
    },
  },
  {
    name: 'cumulative-reset-ignored',
    sentence: 'A running meter counts as its last reading minus the one before the month, whatever was reset between.',
    section: 2,
    rule: 'A reading lower than the one before is a reset and counts as an increase from 0.',
    rules: {
      cumulative(readings, earlier) {
        const starts = lastByResource(earlier);
        const lasts = [...lastByResource(readings)];
        return sumExact(lasts.map(([resource, last]) => difference(last.quantity, starts.get(resource)?.quantity)));
      },
    },
  },
];

function difference(last: Exact, start: Exact = ZERO): Exact {
  return last.lt(start) ? ZERO : last.sub(start);
}
