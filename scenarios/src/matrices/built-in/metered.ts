import type { CounterType, Month } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';

/** A counter of a project in a month. */
export interface Meter {
  readonly month: Month;
  readonly projectId: string;
  readonly counterName: string;
  readonly counterType?: CounterType;
}

/** On a day of the month an amount with its unit, like `90 MINUTES`, and of which resource. */
export type DayReading = readonly [day: number, amount: string, resourceId?: string];

/** Readings of a counter, each taken at noon UTC of its day: from the 2nd to the 27th that is in the month in every time zone. */
export function metered({ month, ...meter }: Meter, ...readings: readonly DayReading[]): CaseReading[] {
  return readings.map(([day, amount, resourceId]) => ({
    ...meter,
    ...measured(amount),
    timestamp: noonOf(month, day),
    ...(resourceId !== undefined && { resourceId }),
  }));
}

/** `90 MINUTES` as the two fields of a reading. */
function measured(amount: string): Pick<CaseReading, 'volume' | 'unit'> {
  const [volume = '', unit = ''] = amount.split(' ');
  return { volume, unit };
}

export function noonOf(month: Month, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}T12:00:00Z`;
}
