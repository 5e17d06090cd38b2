import type { Reading } from '../model/statement-input.ts';
import type { Instant } from '../values/calendar.ts';

/** A reading as it was recorded, with fields that were sent with it and change no bill. */
export interface RecordedReading extends Reading {
  readonly meterId: string;
  readonly timestamp: Instant;
  readonly appKey?: string;
  readonly eventId?: string;
  readonly resourceName?: string;
  readonly parentResourceId?: string;
  readonly source?: string;
}
