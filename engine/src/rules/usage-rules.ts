import type { UnitDimension } from '../policy/policy.ts';
import { monthIn } from '../values/calendar.ts';
import { type Exact, exact, sumExact, ZERO } from '../values/exact.ts';
import { byResource, inTime, lastByResource } from './resources.ts';
import type { Measurement, Rules } from './rules.ts';

type UsageRules = Pick<Rules, 'billingPeriod' | 'unitFactor' | 'delta' | 'gauge' | 'cumulative'>;

/** §2: the period of a month, how units convert and how readings add up. */
export const usageRules: UsageRules = {
  billingPeriod: monthIn,

  unitFactor(from, to, dimensions) {
    const [source, target] = [from.toUpperCase(), to.toUpperCase()];
    if (source === target) return exact('1');
    for (const dimension of dimensions) {
      const [sourceSize, targetSize] = [sizeIn(dimension, source), sizeIn(dimension, target)];
      if (sourceSize && targetSize) return sourceSize.div(targetSize);
    }
    return undefined;
  },

  delta: (readings) => sumExact(readings.map((reading) => reading.quantity)),

  gauge: (readings) => sumExact([...lastByResource(readings).values()].map((reading) => reading.quantity)),

  cumulative(readings, earlier) {
    const lastBefore = lastByResource(earlier);
    const resources = [...byResource(readings)];
    return sumExact(resources.map((levels) => increase(levels, lastBefore.get(levels[0]?.resourceId))));
  },
};

function sizeIn(dimension: UnitDimension, unit: string): Exact | undefined {
  const size = dimension.find((entry) => entry.unit.toUpperCase() === unit)?.size;
  return size === undefined ? undefined : exact(size);
}

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
