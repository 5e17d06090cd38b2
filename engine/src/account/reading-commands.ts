import type { CounterType } from '../model/statement-input.ts';
import type { CalendarDate } from '../values/calendar.ts';
import type { Decimal } from '../values/exact.ts';

export interface RecordReadings {
  readonly readings: readonly NewReading[];
}

export interface NewReading {
  readonly counterName: string;
  readonly counterType: CounterType;
  readonly unit: string;
  readonly volume: Decimal;
  /** The project that the app key belongs to, the app key itself or `default` when absent. */
  readonly projectId?: string;
  readonly appKey?: string;
  /** Now when absent. */
  readonly timestamp?: string;
  readonly resourceId?: string;
  /** A repeated one is counted once: the first one stays. */
  readonly eventId?: string;
  readonly resourceName?: string;
  readonly parentResourceId?: string;
  readonly source?: string;
}

export interface ReadingsRecorded {
  /** One per reading; a duplicate's is the first one's. */
  readonly meterIds: readonly string[];
  readonly acceptedCount: number;
  readonly duplicateCount: number;
  /** How many of the accepted ones are of a month whose statement is final: they are on no statement (§9). */
  readonly afterFinalCount: number;
}

export interface DeleteReading {
  readonly meterId: string;
}

export interface DeleteReadings {
  /** Those of these app keys; of all when absent. */
  readonly appKeys?: readonly string[];
  /** From this date in the member's time zone (inclusive). */
  readonly from?: CalendarDate;
  /** To this date in the member's time zone (inclusive). */
  readonly to?: CalendarDate;
}
