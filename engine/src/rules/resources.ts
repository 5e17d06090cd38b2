import { compareMoments } from '../values/timestamp.ts';
import type { Measurement } from './rules.ts';

/** Compares readings by their times. Sorting keeps the order of equal ones, so the one received later is the later one. */
export function inTime(a: Measurement, b: Measurement): number {
  return compareMoments(a, b);
}

/** The latest reading of each resource; readings without a resource are one resource (§2). */
export function lastByResource(readings: readonly Measurement[]): ReadonlyMap<string | undefined, Measurement> {
  const lasts = new Map<string | undefined, Measurement>();
  for (const reading of readings) {
    const known = lasts.get(reading.resourceId);
    if (!known || inTime(known, reading) <= 0) lasts.set(reading.resourceId, reading);
  }
  return lasts;
}

/** The readings of each resource, in the order given. */
export function byResource(readings: readonly Measurement[]): Iterable<Measurement[]> {
  return readingsByResource(readings).values();
}

/** The readings of each resource by its id, in the order given. */
export function readingsByResource(readings: readonly Measurement[]): ReadonlyMap<string | undefined, Measurement[]> {
  const resources = new Map<string | undefined, Measurement[]>();
  for (const reading of readings) {
    const known = resources.get(reading.resourceId);
    if (known) known.push(reading);
    else resources.set(reading.resourceId, [reading]);
  }
  return resources;
}
