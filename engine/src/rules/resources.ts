import type { Measurement } from './rules.ts';

/** Compares readings by their timestamps. Sorting keeps the order of equal ones, so the one received later is the later one. */
export function inTime(a: Measurement, b: Measurement): number {
  if (a.timestamp === b.timestamp) return 0;
  return a.timestamp < b.timestamp ? -1 : 1;
}

/** The latest reading of each resource; readings without a resource are one resource (§2). */
export function lastByResource(readings: readonly Measurement[]): ReadonlyMap<string | undefined, Measurement> {
  return new Map(readings.toSorted(inTime).map((reading) => [reading.resourceId, reading]));
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
