import type { Policy } from '../policy/policy.ts';
import { type Figure, figureOf } from './figure.ts';
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
        changed: (size) => {
          const changed = dimension.with(position, { ...entry, size });
          return { ...policy, unitDimensions: unitDimensions.with(index, changed) };
        },
      });
    });
  });
}
