import type { Schema } from '@billing-testkit/contracts';
import { type Command, decimalText, type RecordedReading } from '@billing-testkit/engine';
import { toWireInstant } from './instant.ts';

type NewReading = Command<'recordReadings'>['readings'][number];

/** The fields of a reading that have the same name for client and engine. */
const labels = ['projectId', 'appKey', 'resourceId', 'resourceName', 'parentResourceId', 'source', 'eventId'] as const;

type Labels = { readonly [Label in (typeof labels)[number]]?: string };

/** The names of a reading's fields in a request, where they differ. */
export const readingNames = { unit: 'counterUnit', volume: 'counterVolume' };

export function toReading(sent: Schema<'MeterReadingInput'>): NewReading {
  const { counterName, counterType = 'DELTA', counterUnit: unit, counterVolume: volume, timestamp } = sent;
  return { counterName, counterType, unit, volume, ...labelsOf(sent), ...(timestamp !== undefined && { timestamp }) };
}

export function toWireMeter(reading: RecordedReading): Schema<'Meter'> {
  const { meterId, projectId, counterName, counterType, unit, volume, timestamp } = reading;
  return {
    meterId,
    ...labelsOf(reading),
    projectId,
    counterName,
    counterType,
    counterUnit: unit,
    counterVolume: decimalText(volume) ?? String(volume),
    timestamp: toWireInstant(timestamp),
  };
}

function labelsOf(reading: Labels): Labels {
  const given: Partial<Record<(typeof labels)[number], string>> = {};
  for (const label of labels) {
    const value = reading[label];
    if (value !== undefined) given[label] = value;
  }
  return given;
}
