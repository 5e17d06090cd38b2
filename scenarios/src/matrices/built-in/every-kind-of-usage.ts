import type { CounterType, Month, Policy, Pricing } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';
import { noonOf } from './case-parts.ts';
import { onceForPolicy } from './once-for-policy.ts';
import { countersOf, counterWithoutRow, type PricedCounter, plainCounter, unitOf } from './priced-counters.ts';
import { convertibleUnits, isSameUnit } from './units.ts';

/** Finds the counter of the price book for a part in the usage, by how the counter is priced. */
type Role = (counters: readonly PricedCounter[], policy: Policy) => PricedCounter | undefined;

/** The counter at a place, from 0, among those with one price for all units and a unit that converts to others. */
const nthConverted =
  (place: number): Role =>
  (counters, policy) =>
    counters.filter(({ pricing }) => pricing.model === 'FLAT' && convertibleUnits(policy, pricing.unit) !== undefined)[
      place
    ];

const ofModel =
  (...models: readonly Pricing['model'][]): Role =>
  (counters) =>
    counters.find(({ pricing }) => models.includes(pricing.model));

const none: Role = () => undefined;

/** A reading on a day: an amount in the price's unit, or in one that is so many sizes smaller (-1, -2) or larger (1). */
type DayReading = readonly [day: number, volume: string, size?: number, resourceId?: string];

interface Used {
  readonly by: string;
  readonly role: Role;
  readonly counterType?: CounterType;
  readonly readings: readonly DayReading[];
}

/**
 * A month of three projects: tiers, packages, fractions of larger units, every counter type, and counters that projects share so
 * that a minor unit is left over. It differs from month to month, by a little of the first counter.
 */
function usedIn(month: Month): readonly Used[] {
  const little = 9000 + Number(month.slice('YYYY-'.length));
  return [
    { by: 'web', role: nthConverted(0), readings: [[3, String(little), -1]] },
    { by: 'api', role: nthConverted(0), readings: [[9, '4801', -1]] },
    { by: 'db', role: nthConverted(0), readings: [[9, '2999', -1]] },
    { by: 'web', role: nthConverted(1), readings: [[14, '360007', -2]] },
    { by: 'web', role: ofModel('GRADUATED', 'VOLUME'), readings: [[6, '1', 1]] },
    { by: 'api', role: ofModel('GRADUATED', 'VOLUME'), readings: [[22, '150000', -1]] },
    {
      by: 'db',
      role: nthConverted(2),
      counterType: 'GAUGE',
      // The level of the 20th counts, though it came in before that of the 5th.
      readings: [
        [20, '300', 0, 'disk-1'],
        [5, '420', 0, 'disk-1'],
        [11, '0.125', 1, 'disk-2'],
      ],
    },
    {
      by: 'web',
      role: nthConverted(3),
      counterType: 'CUMULATIVE',
      // The counter is reset between the 16th and the 25th.
      readings: [
        [4, '100', 0, 'ip-1'],
        [16, '21000.5', -1, 'ip-1'],
        [25, '40', 0, 'ip-1'],
      ],
    },
    { by: 'web', role: ofModel('PACKAGE'), readings: [[2, '7']] },
    { by: 'api', role: ofModel('PACKAGE'), readings: [[2, '6']] },
    {
      by: 'db',
      role: none,
      // Two readings at one time are two.
      readings: [
        [18, '10.1'],
        [18, '20.2'],
      ],
    },
  ];
}

/** Every kind of usage; a part without a price of its kind in the price book is priced by the row for all others. */
export const everyKindOfUsage = onceForPolicy((policy, member: string, month: Month): readonly CaseReading[] => {
  const counters = countersOf(policy, member);
  // A counter has one type, and the plain one is of amounts used in other months.
  const types = new Map<string, CounterType>([[plainCounter(policy, member).counterName, 'DELTA']]);
  return usedIn(month).flatMap(({ by, role, counterType = 'DELTA', readings }) => {
    const fitting = role(counters, policy);
    const isTaken = fitting && (types.get(fitting.counterName) ?? counterType) !== counterType;
    const { counterName, pricing } =
      fitting && !isTaken ? fitting : counterWithoutRow(otherNames[counterType], policy, member);
    types.set(counterName, counterType);
    return readings.map(([day, volume, size = 0, resourceId]) => ({
      projectId: by,
      counterName,
      ...(counterType !== 'DELTA' && { counterType }),
      ...inUnit(policy, pricing, volume, size),
      timestamp: noonOf(month, day),
      ...(resourceId !== undefined && { resourceId }),
    }));
  });
});

/** The names of the counters that no price is of the kind for. */
const otherNames: Readonly<Record<CounterType, string>> = {
  DELTA: 'queue.messages',
  GAUGE: 'queue.length',
  CUMULATIVE: 'queue.served',
};

/** A volume in the unit that is so many sizes larger than the price's; in the nearest one that there is. */
function inUnit(policy: Policy, pricing: Pricing, volume: string, size: number): Pick<CaseReading, 'volume' | 'unit'> {
  const own = unitOf(pricing);
  const units = convertibleUnits(policy, own) ?? [];
  const place = units.findIndex((entry) => isSameUnit(entry.unit, own));
  const unit = units[Math.min(units.length - 1, Math.max(0, place + size))]?.unit ?? own;
  return { volume, unit };
}
