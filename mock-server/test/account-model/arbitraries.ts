import fc from 'fast-check';
import { type MonthRange, months } from './model/calendar.ts';

/** Any month, and often one of two of which the first is overdue at the second, so that much happens to the same ones. */
export const month = fc.oneof(fc.constantFrom(...months), fc.constantFrom('2025-01', '2025-03'));

/** Months from one on, to another or without end. */
export const monthRange: fc.Arbitrary<MonthRange> = fc
  .tuple(fc.nat(months.length - 1), fc.option(fc.nat(2)))
  .map(([from, length]) => {
    const monthFrom = months[from] ?? '';
    const monthTo = length === null ? undefined : months[Math.min(from + length, months.length - 1)];
    return { monthFrom, ...(monthTo !== undefined && { monthTo }) };
  });

/** The choice among the things that exist at that time: the nth from the newest, counted round. */
export const which = fc.nat(3);

export function picked<Thing>(things: readonly Thing[], nth: number): Thing | undefined {
  return things.at(-1 - (nth % Math.max(1, things.length)));
}

export const campaign = fc.constantFrom('spring', 'prepaid');
