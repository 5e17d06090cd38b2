import { byResource, inTime } from '../rules/resources.ts';
import type { Measurement } from '../rules/rules.ts';
import { usageRules } from '../rules/usage-rules.ts';
import { type Exact, sumExact } from '../values/exact.ts';
import type { Alternatives } from './alternatives.ts';

/** §2: how levels and running meters add up. */
export const usageChoices: Pick<Alternatives, 'gauge' | 'cumulativeStart'> = {
  gauge: {
    LATEST: {
      defect: 'gauge-latest',
      sentence: 'A gauge is the latest reading of each resource, summed over the resources of the project.',
      rules: { gauge: usageRules.gauge },
    },
    PEAK: {
      defect: 'gauge-peak',
      sentence: 'A gauge is the highest reading of each resource, summed over the resources of the project.',
      rules: { gauge: perResource((levels) => levels.reduce((peak, level) => (level.gt(peak) ? level : peak))) },
    },
    AVERAGE: {
      defect: 'gauge-averaged',
      sentence:
        'A gauge is the exact average of the readings of each resource, summed over the resources of the project.',
      rules: { gauge: perResource((levels) => sumExact(levels).div(levels.length)) },
    },
    SUM: {
      defect: 'gauge-summed',
      sentence: 'A gauge is the sum of all its readings.',
      rules: { gauge: usageRules.delta },
    },
  },
  cumulativeStart: {
    BEFORE_MONTH: {
      defect: 'cumulative-from-before-month',
      sentence: 'A running meter starts from its last reading before the month, or from 0 when there is none.',
      rules: { cumulative: usageRules.cumulative },
    },
    FIRST_READING: {
      defect: 'cumulative-gap-lost',
      sentence:
        "A running meter starts from the month's first reading: what it ran since the reading before is not billed.",
      rules: {
        cumulative(readings) {
          const firsts = Array.from(byResource(readings), (levels) => levels.toSorted(inTime).slice(0, 1));
          return usageRules.cumulative(readings, firsts.flat());
        },
      },
    },
  },
};

function perResource(levelOf: (levels: readonly Exact[]) => Exact) {
  return (readings: readonly Measurement[]) =>
    sumExact(Array.from(byResource(readings), (ofOne) => levelOf(ofOne.map(({ quantity }) => quantity))));
}
