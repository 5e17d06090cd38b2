import type { Inspection } from '../inspection/inspection.ts';
import { isName, isOneOf } from '../inspection/predicates.ts';
import { ReceivedReading } from '../model/received-reading.ts';
import { counterTypes, type Reading } from '../model/statement-input.ts';
import { billableSecondOf } from '../values/calendar.ts';
import { toExact } from '../values/exact.ts';
import { nanosecondOf } from '../values/timestamp.ts';

/** The reading as one that was received; `undefined` when a field of it is wrong, of which `checkReading` says what. */
export function receive<Sent extends Reading>(reading: Sent, order: number): ReceivedReading<Sent> | undefined {
  const { projectId, counterName, counterType, unit, volume, timestamp, resourceId } = reading;
  const areNames = isName(projectId) && isName(counterName) && isName(unit);
  if (!areNames || !isOneOf(counterType, counterTypes)) return undefined;
  if (resourceId !== undefined && !isName(resourceId)) return undefined;
  const second = billableSecondOf(timestamp);
  const quantity = toExact(volume);
  if (second === undefined || quantity === undefined) return undefined;
  return new ReceivedReading(reading, order, { second, nanosecond: nanosecondOf(timestamp) }, quantity);
}

/**
 * Says what is wrong with a reading. It finds nothing exactly when `receive` takes the reading, which is a law that a test holds.
 *
 * @internal
 */
export function checkReading(inspection: Inspection, reading: Reading, path: string): void {
  inspection.name(reading.projectId, `${path}/projectId`);
  inspection.name(reading.counterName, `${path}/counterName`);
  inspection.oneOf(reading.counterType, counterTypes, `${path}/counterType`);
  inspection.name(reading.unit, `${path}/unit`);
  inspection.decimal(reading.volume, `${path}/volume`);
  inspection.timestamp(reading.timestamp, `${path}/timestamp`);
  if (reading.resourceId !== undefined) inspection.name(reading.resourceId, `${path}/resourceId`);
}

/** The readings that nothing is wrong with, in their order; what is wrong with the others is said. */
export function receiveOrCheck<Sent extends Reading>(
  sent: readonly Sent[],
  inspection: Inspection,
): ReceivedReading<Sent>[] {
  const readings: ReceivedReading<Sent>[] = [];
  for (const [index, reading] of sent.entries()) {
    const received = receive(reading, index);
    if (received) readings.push(received);
    else checkReading(inspection, reading, pathOf({ order: index }));
  }
  return readings;
}

/** Where a reading is in the input or the command that it was sent in. */
export function pathOf({ order }: Pick<ReceivedReading, 'order'>): string {
  return `/readings/${order}`;
}
