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
  /** The project of the reading. When absent, it is the project that the app key belongs to, else the app key itself, else `default`. */
  readonly projectId?: string;
  readonly appKey?: string;
  /** Now when absent. */
  readonly timestamp?: string;
  readonly resourceId?: string;
  /** A reading with an event id that was recorded before is not counted: the first one stays. */
  readonly eventId?: string;
  readonly resourceName?: string;
  readonly parentResourceId?: string;
  readonly source?: string;
}

export interface ReadingsRecorded {
  /** An id for each reading; the id of a duplicate is that of the first reading. */
  readonly meterIds: readonly string[];
  readonly acceptedCount: number;
  readonly duplicateCount: number;
  /** The number of accepted readings of a month whose statement is final: they are on no statement (§9). */
  readonly afterFinalCount: number;
}

export interface DeleteReading {
  readonly meterId: string;
}

export interface DeleteReadings {
  /** Only readings of these app keys are deleted; all when absent. */
  readonly appKeys?: readonly string[];
  /** The first date, in the member's time zone (inclusive). */
  readonly from?: CalendarDate;
  /** The last date, in the member's time zone (inclusive). */
  readonly to?: CalendarDate;
}
