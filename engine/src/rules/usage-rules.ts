import type { UnitDimension } from '../policy/policy.ts';
import { monthIn } from '../values/calendar.ts';
import { type Exact, exact, ONE, sumExact, ZERO } from '../values/exact.ts';
import { madeOnce, tableOf } from '../values/made-once.ts';
import { byResource, inTime, lastByResource } from './resources.ts';
import type { Measurement, Rules } from './rules.ts';

type UsageRules = Pick<Rules, 'billingPeriod' | 'unitFactor' | 'delta' | 'gauge' | 'cumulative'>;

/** §2: the period of a month, how units convert and how readings add up. */
export const usageRules: UsageRules = {
  billingPeriod: monthIn,

  unitFactor(from, to, dimensions) {
    if (from === to) return ONE;
    const [source, target] = [from.toUpperCase(), to.toUpperCase()];
    if (source === target) return ONE;
    for (const sizes of sizesIn(dimensions)) {
      const [sourceSize, targetSize] = [sizes.get(source), sizes.get(target)];
      if (sourceSize && targetSize) return sourceSize.div(targetSize);
    }
    return undefined;
  },

  delta: sumOfQuantities,

  gauge: (readings) => sumOfQuantities(lastByResource(readings).values()),

  cumulative(readings, earlier) {
    const lastBefore = lastByResource(earlier);
    const resources = [...byResource(readings)];
    return sumExact(resources.map((levels) => increase(levels, lastBefore.get(levels[0]?.resourceId))));
  },
};

function sumOfQuantities(readings: Iterable<Measurement>): Exact {
  let total = ZERO;
  for (const { quantity } of readings) total = total.add(quantity);
  return total;
}

/** The sizes of the units of each dimension, by their names in capitals. */
const sizesIn = madeOnce((dimensions: readonly UnitDimension[]) =>
  dimensions.map((dimension) => tableOf(dimension.map(({ unit, size }) => [unit.toUpperCase(), exact(size)]))),
);

/** The amount by which a running meter went up since `before`; where it went down it was reset to 0. */
function increase(levels: readonly Measurement[], before: Measurement | undefined): Exact {
  let previous = before?.quantity ?? ZERO;
  let total = ZERO;
  for (const { quantity } of levels.toSorted(inTime)) {
    total = total.add(quantity.lt(previous) ? quantity : quantity.sub(previous));
    previous = quantity;
  }
  return total;
}
