import { byResource } from '../rules/resources.ts';
import type { Measurement } from '../rules/rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { type Exact, sumExact } from '../values/exact.ts';
import type { Defect } from './defect.ts';

const rule = 'A gauge is the latest reading of each resource, summed over the resources of the project.';

/** §2: what a project used, from readings of levels. */
export const gaugeDefects: readonly Defect[] = [
  {
    name: 'gauge-summed',
    sentence: 'All readings of a gauge are summed.',
    section: 2,
    rule,
    rules: { gauge: standardRules.delta },
  },
  {
    name: 'gauge-peak',
    sentence: 'The highest reading of a gauge counts, not the latest.',
    section: 2,
    rule,
    rules: {
      gauge: perResource((levels) => levels.reduce((peak, level) => (level.gt(peak) ? level : peak))),
    },
  },
  {
    name: 'gauge-averaged',
    sentence: 'The average of the readings of a gauge counts, not the latest.',
    section: 2,
    rule,
    rules: { gauge: perResource((levels) => sumExact(levels).div(levels.length)) },
  },
  {
    name: 'gauge-last-received',
    sentence: 'The reading of a gauge that came in last counts, also when it is late and an older one.',
    section: 2,
    rule: 'Of a gauge the reading with the latest timestamp counts; only of equal ones the one received last.',
    rules: { gauge: perResource((levels) => sumExact(levels.slice(-1))) },
  },
  {
    name: 'gauge-one-resource',
    sentence: "Only the latest reading of all a project's resources counts.",
    section: 2,
    rule,
    rules: { gauge: (readings) => standardRules.gauge(readings.map(withoutResource)) },
  },
];

function perResource(levelOf: (levels: readonly Exact[]) => Exact) {
  return (readings: readonly Measurement[]) =>
    sumExact(Array.from(byResource(readings), (ofOne) => levelOf(ofOne.map(({ quantity }) => quantity))));
}

function withoutResource({ resourceId: _, ...reading }: Measurement): Measurement {
  return reading;
}
