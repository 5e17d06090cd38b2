import type { UnitDimension } from '../policy/policy.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { exact, formatExact } from '../values/exact.ts';
import { floatOf, ofFloat } from './binary-float.ts';
import type { Defect } from './defect.ts';

/** A factor of 4 decimals keeps an hour in minutes, 0.0167, and loses most of it. */
const FACTOR_DECIMALS = 4;

/** §2: how units convert and amounts used add up. */
export const unitDefects: readonly Defect[] = [
  {
    name: 'gigabyte-of-1000-megabytes',
    sentence: 'KB, MB, GB and TB are 1000 of the next smaller one.',
    section: 2,
    rule: 'KB, MB, GB and TB are 1024 of the next smaller one.',
    rules: { unitFactor: (from, to, dimensions) => standardRules.unitFactor(from, to, dimensions.map(decimal)) },
  },
  {
    name: 'units-not-converted',
    sentence: 'Minutes are billed as if they were hours: the number of a reading is taken as it is.',
    section: 2,
    rule: "A reading is converted to its price's unit.",
    rules: { unitFactor: (...units) => standardRules.unitFactor(...units) && exact('1') },
  },
  {
    name: 'conversion-rounded',
    sentence: `Units are converted by a factor of ${FACTOR_DECIMALS} decimals: a minute is 0.0167 hours.`,
    section: 2,
    rule: 'A reading is converted as an exact fraction, never as a rounded decimal.',
    rules: { unitFactor: (...units) => standardRules.unitFactor(...units)?.round(FACTOR_DECIMALS) },
  },
  {
    name: 'float-quantities',
    sentence: 'Quantities are summed as binary floats.',
    section: 2,
    rule: 'Quantities are decimals, and their sums are exact.',
    rules: { delta: (readings) => ofFloat(readings.reduce((sum, { quantity }) => sum + floatOf(quantity), 0)) },
  },
  {
    name: 'same-time-readings-dropped',
    sentence: 'A second reading of the same time and resource is taken for a repeat of the first, and not counted.',
    section: 2,
    rule: 'Only a repeated event id makes a reading a repeat.',
    rules: {
      delta(readings) {
        const firsts = readings.filter(
          ({ timestamp, resourceId }, index) =>
            index === readings.findIndex((first) => first.timestamp === timestamp && first.resourceId === resourceId),
        );
        return standardRules.delta(firsts);
      },
    },
  },
];

/** The dimension with every power of 1024 in it made one of 1000. */
function decimal(dimension: UnitDimension): UnitDimension {
  return dimension.map(({ unit, size }) => {
    let [binary, thousands] = [exact(size), exact('1')];
    while (binary.gte(1024) && binary.mod(1024).equals(0)) {
      binary = binary.div(1024);
      thousands = thousands.mul(1000);
    }
    return { unit, size: formatExact(binary.mul(thousands)) };
  });
}
