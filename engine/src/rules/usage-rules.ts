import type { UnitDimension } from '../policy/policy.ts';
import { monthIn } from '../values/calendar.ts';
import { exact, ONE } from '../values/exact.ts';
import { madeOnce, tableOf } from '../values/made-once.ts';
import type { Rules } from './rules.ts';
import { Increases, LatestLevel, perResource, Sum } from './tallies.ts';

type UsageRules = Pick<Rules, 'billingPeriod' | 'unitFactor' | 'delta' | 'gauge' | 'cumulative'>;

/** §2: the period of a month, the conversion of units and the sums of readings. */
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

  delta: () => new Sum(),

  gauge: perResource(() => new LatestLevel()),

  cumulative: perResource(() => new Increases()),
};

/** The sizes of the units of each dimension, by their names in capitals. */
const sizesIn = madeOnce((dimensions: readonly UnitDimension[]) =>
  dimensions.map((dimension) => tableOf(dimension.map(({ unit, size }) => [unit.toUpperCase(), exact(size)]))),
);
