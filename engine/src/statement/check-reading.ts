import type { Inspection } from '../inspection/inspection.ts';
import { isName, isOneOf } from '../inspection/predicates.ts';
import { ReceivedReading } from '../model/received-reading.ts';
import { counterTypes, type Reading } from '../model/statement-input.ts';
import { billableSecondOf } from '../values/calendar.ts';
import { toExact } from '../values/exact.ts';
import { nanosecondOf } from '../values/timestamp.ts';

/** The reading as it is received; `undefined` when one of its fields has a mistake, which `checkReading` tells. */
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
 * Tells the mistakes of a reading. It finds none exactly when `receive` takes the reading, which is a law that a test holds.
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

/** The readings without a mistake, in their order; the mistakes of the others are told. */
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

/** The path of a reading in the input or the command that it was sent in. */
export function pathOf({ order }: Pick<ReceivedReading, 'order'>): string {
  return `/readings/${order}`;
}
