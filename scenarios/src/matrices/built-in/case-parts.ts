import type { CounterType, Month } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';

/** The members of the standard policy, each with a currency, a tax and a calendar of its own. */
export const members = ['kr', 'jp', 'us', 'eu', 'etc'] as const;

/** A counter of a project in a month. */
export interface Meter {
  readonly month: Month;
  readonly projectId: string;
  readonly counterName: string;
  readonly counterType?: CounterType;
}

/** A reading on a day of the month: an amount with its unit, like `90 MINUTES`, and the resource that was measured. */
export type DayReading = readonly [day: number, amount: string, resourceId?: string];

/** Readings of a counter, each taken at noon UTC of its day: noon of the 2nd to the 27th is in the month in every time zone. */
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

/**
 * A month of three projects: tiers, packages, fractions of hours and gigabytes, every counter type, and counters that projects
 * share so that a minor unit is left over. It differs from month to month, by a minute of compute.
 */
export function everyKindOfUsage(month: Month): CaseReading[] {
  const minutes = 9000 + Number(month.slice('YYYY-'.length));
  const of = (projectId: string, counterName: string) => ({ month, projectId, counterName });
  return [
    ...metered(of('web', 'compute.c2.c8m8'), [3, `${minutes} MINUTES`]),
    ...metered(of('api', 'compute.c2.c8m8'), [9, '4801 MINUTES']),
    ...metered(of('db', 'compute.c2.c8m8'), [9, '2999 MINUTES']),
    ...metered(of('web', 'compute.g2.t4.c8m64'), [14, '360007 SECONDS']),
    ...metered(of('web', 'network.traffic.out'), [6, '1 TB']),
    ...metered(of('api', 'network.traffic.out'), [22, '150000 MB']),
    // The level of the 20th counts, though it came in before that of the 5th.
    ...metered(
      { ...of('db', 'storage.volume.ssd'), counterType: 'GAUGE' },
      [20, '300 GB', 'disk-1'],
      [5, '420 GB', 'disk-1'],
      [11, '0.125 TB', 'disk-2'],
    ),
    // The counter is reset between the 16th and the 25th.
    ...metered(
      { ...of('web', 'network.floating_ip'), counterType: 'CUMULATIVE' },
      [4, '100 HOURS', 'ip-1'],
      [16, '21000.5 MINUTES', 'ip-1'],
      [25, '40 HOURS', 'ip-1'],
    ),
    ...metered(of('web', 'support.seat'), [2, '7 SEATS']),
    ...metered(of('api', 'support.seat'), [2, '6 SEATS']),
    // Two readings at one time are two.
    ...metered(of('db', 'queue.messages'), [18, '10.1 MESSAGES'], [18, '20.2 MESSAGES']),
  ];
}
