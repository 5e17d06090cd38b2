import type { Policy, UnitDimension } from '@billing-testkit/engine';
import { toSmallest } from './decimals.ts';

/** A smaller unit, and the number of it in one larger unit. */
export interface SmallerUnit {
  readonly unit: string;
  readonly factor: number;
}

/** The units that a unit converts to, from the smallest to the largest, with itself; `undefined` when it converts to no other. */
export function convertibleUnits({ unitDimensions }: Policy, unit = ''): UnitDimension | undefined {
  const dimension = unitDimensions.find((units) => unitIn(units, unit) !== undefined);
  return dimension && dimension.length > 1 ? bySize(dimension) : undefined;
}

/** The units of a dimension, from the smallest to the largest. */
export function bySize(dimension: UnitDimension): UnitDimension {
  return dimension.toSorted((a, b) => (toSmallest(a.size) < toSmallest(b.size) ? -1 : 1));
}

/** A unit of a dimension by its name. */
export function unitIn(dimension: UnitDimension, unit: string): UnitDimension[number] | undefined {
  return dimension.find((entry) => isSameUnit(entry.unit, unit));
}

/** Units compare without case. */
export function isSameUnit(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** The next smaller unit of which a whole number is one unit. */
export function smallerUnit(policy: Policy, unit = ''): SmallerUnit | undefined {
  const units = convertibleUnits(policy, unit) ?? [];
  const size = toSmallest(unitIn(units, unit)?.size ?? 0);
  const next = units.findLast((other) => toSmallest(other.size) < size && size % toSmallest(other.size) === 0n);
  return next && { unit: next.unit, factor: Number(size / toSmallest(next.size)) };
}
