import type { Decimal, Month } from '@billing-testkit/engine';
import type { CaseReading } from '../life/billing-case.ts';
import { noonOf } from './metered.ts';
import type { PricedCounter } from './priced-counters.ts';
import { inThree, times } from './quantities.ts';

/** A quantity of a counter as what a project used of it each time. */
export type Split = (quantity: Decimal, counter: PricedCounter) => readonly Part[];

interface Part {
  readonly projectId: string;
  readonly volume: Decimal;
  readonly unit: string;
}

/** Every way to split a quantity without changing it. */
export const splits: Readonly<Record<string, Split>> = {
  none: (volume, { unit }) => [{ projectId: 'web', volume, unit }],
  readings: (quantity, { unit }) => inThree(quantity).map((volume) => ({ projectId: 'web', volume, unit })),
  projects: (quantity, { unit }) => overProjects(quantity, unit),
  'smaller-unit': (quantity, { unit, smaller = { unit, factor: 1 } }) =>
    overProjects(times(quantity, smaller.factor), smaller.unit),
};

/** A quantity of a counter in a month, split into readings. */
export function splitUsage(month: Month, counter: PricedCounter, parts: readonly Part[]): CaseReading[] {
  const { counterName } = counter;
  return parts.map((part, index) => ({ ...part, counterName, timestamp: noonOf(month, 10 + index) }));
}

function overProjects(quantity: Decimal, unit: string): Part[] {
  const projects = ['api', 'db', 'web'];
  return inThree(quantity).map((volume, index) => ({ projectId: projects[index] ?? '', volume, unit }));
}
