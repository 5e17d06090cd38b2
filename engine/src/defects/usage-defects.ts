import type { UnitDimension } from '../policy/policy.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { LatestLevel, perResource } from '../rules/tallies.ts';
import { firstDay, lastDay, monthIn, startOfDate } from '../values/calendar.ts';
import { exact, formatExact } from '../values/exact.ts';
import type { GeneralDefect } from './defect.ts';
import { monthInStandardTime } from './standard-time.ts';
import { DistinctTimesSum, FloatSum, IncreasesFromZero, LastLevelReceived, NetIncrease } from './wrong-tallies.ts';

/** A factor of 4 decimals keeps an hour in minutes, 0.0167, and loses most of it. */
const FACTOR_DECIMALS = 4;

/** §1 and §2: the readings that belong to a month, the conversion of units and the sums of readings. */
export const usageDefects: readonly GeneralDefect[] = [
  {
    name: 'month-in-utc',
    sentence: 'A month begins and ends at midnight in UTC.',
    section: 1,
    rule: "A month runs from midnight to midnight in the member's time zone.",
    rules: { billingPeriod: (month) => monthIn(month, 'UTC') },
  },
  {
    name: 'daylight-saving-ignored',
    sentence: 'A month begins and ends by standard time all year, an hour late in summer.',
    section: 1,
    rule: 'A month begins and ends at local midnight, daylight saving included.',
    rules: { billingPeriod: monthInStandardTime },
  },
  {
    name: 'last-day-lost',
    sentence: 'A month ends when its last day begins: readings of that day are in no month.',
    section: 1,
    rule: "A month ends when the next month's first day begins.",
    rules: {
      billingPeriod: (month, timeZone) => ({
        start: startOfDate(firstDay(month), timeZone),
        end: startOfDate(lastDay(month), timeZone),
      }),
    },
  },
  {
    name: 'gauge-last-received',
    sentence: 'The gauge reading that was received last counts, even when its timestamp is older.',
    section: 2,
    rule: { choice: 'gauge' },
    rules: { gauge: perResource(() => new LastLevelReceived()) },
  },
  {
    name: 'gauge-one-resource',
    sentence: "Only the latest reading of all a project's resources counts.",
    section: 2,
    rule: { choice: 'gauge' },
    rules: { gauge: () => new LatestLevel() },
  },
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
    rule: { choice: 'cumulativeStart' },
    rules: { cumulative: perResource(() => new IncreasesFromZero()) },
  },
  {
    name: 'cumulative-reset-ignored',
    sentence:
      'A running meter counts as its last reading minus the one before the month, even when it was reset in between.',
    section: 2,
    rule: 'A reading lower than the one before is a reset and counts as an increase from 0.',
    rules: { cumulative: perResource(() => new NetIncrease()) },
  },
  {
    name: 'gigabyte-of-1000-megabytes',
    sentence: 'Each of KB, MB, GB and TB is 1000 of the next smaller unit.',
    section: 2,
    rule: 'KB, MB, GB and TB are 1024 of the next smaller one.',
    rules: { unitFactor: (from, to, dimensions) => standardRules.unitFactor(from, to, dimensions.map(decimal)) },
  },
  {
    name: 'units-not-converted',
    sentence: 'Units are not converted: minutes are billed as if they were hours.',
    section: 2,
    rule: "A reading is converted to its price's unit.",
    rules: { unitFactor: (...units) => standardRules.unitFactor(...units) && exact('1') },
  },
  {
    name: 'conversion-rounded',
    sentence: 'Units are converted by a factor of 4 decimals: a minute is 0.0167 hours.',
    section: 2,
    rule: 'A reading is converted as an exact fraction, never as a rounded decimal.',
    rules: { unitFactor: (...units) => standardRules.unitFactor(...units)?.round(FACTOR_DECIMALS) },
  },
  {
    name: 'float-quantities',
    sentence: 'Quantities are summed as binary floats.',
    section: 2,
    rule: 'Quantities are decimals, and their sums are exact.',
    rules: { delta: () => new FloatSum() },
  },
  {
    name: 'same-time-readings-dropped',
    sentence:
      'A second reading with the same time and resource is treated as a repeat of the first and is not counted.',
    section: 2,
    rule: 'Only a repeated event id makes a reading a repeat.',
    rules: { delta: perResource(() => new DistinctTimesSum()) },
  },
];

/** The dimension with every power of 1024 in it made one of 1000. */
function decimal(dimension: UnitDimension): UnitDimension {
  return dimension.map(({ unit, size }) => {
    let [binary, thousands] = [exact(size), exact('1')];
    while (binary.gte(1024) && binary.div(1024).isWhole()) {
      binary = binary.div(1024);
      thousands = thousands.mul(1000);
    }
    return { unit, size: formatExact(binary.mul(thousands)) };
  });
}
