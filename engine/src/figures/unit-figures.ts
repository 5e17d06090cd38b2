import type { Policy, UnitDimension } from '../policy/policy.ts';
import { exact } from '../values/exact.ts';
import { type Figure, figureOf } from './figure.ts';
import { decimals, MIN_DECIMAL } from './figure-values.ts';
import { neighbours, written } from './neighbours.ts';

/** §2: the sizes of units that convert into others. */
export function unitFigures(policy: Policy): Figure[] {
  const { unitDimensions } = policy;
  const members = policy.members.map(({ member }) => member);
  return unitDimensions.flatMap((dimension, index) => {
    if (dimension.length < 2) return [];
    return dimension.map((entry, position) => {
      const path = `/unitDimensions/${index}/${position}/size`;
      return figureOf({ name: `units.${entry.unit}`, section: 2, path, members }, written(entry.size), {
        others: neighbours(entry.size, (size) => size.gt(0)),
        values: decimals({ min: MIN_DECIMAL }),
        sentence: sentenceFor(dimension, entry.unit),
        changed: (size) => {
          const changed = dimension.with(position, { ...entry, size });
          return { ...policy, unitDimensions: unitDimensions.with(index, changed) };
        },
      });
    });
  });
}

/** Says a size in the unit whose size is 1, when there is one besides. */
function sentenceFor(dimension: UnitDimension, unit: string) {
  const smallest = dimension.find((entry) => entry.unit !== unit && exact(entry.size).equals(1));
  return (other: string, own: string) =>
    smallest
      ? `1 ${unit} is ${other} ${smallest.unit}, not ${own}.`
      : `The size of ${unit} is ${other}, not ${own}, beside the other units.`;
}
