import type { Decimal, Month } from '@billing-testkit/engine';
import type { CaseReading } from '../../cases/billing-case.ts';
import { noonOf } from './case-parts.ts';
import { times, toDecimal, toSmallest } from './decimals.ts';
import type { PricedQuantity } from './priced-quantity.ts';

type Part = Pick<CaseReading, 'projectId' | 'unit' | 'volume' | 'resourceId'>;

/** Takes a quantity of a counter apart into the parts that projects used. */
type Split = (used: PricedQuantity) => readonly Part[];

/** Every way to split a quantity without changing it. */
export const splits = {
  none: ({ quantity: volume, unit }) => [{ projectId: 'web', volume, unit }],
  readings: ({ quantity, unit }) => inThree(quantity).map((volume) => ({ projectId: 'web', volume, unit })),
  resources: ({ quantity, unit }) =>
    inThree(quantity).map((volume, index) => ({ projectId: 'web', volume, unit, resourceId: `disk-${index + 1}` })),
  projects: ({ quantity, unit }) => overProjects(quantity, unit),
  'smaller-unit': ({ quantity, unit, smaller = { unit, factor: 1 } }) =>
    overProjects(times(quantity, smaller.factor), smaller.unit),
} satisfies Record<string, Split>;

/** A quantity of a counter in a month, split into readings. */
export function splitUsage(month: Month, used: PricedQuantity, parts: readonly Part[]): CaseReading[] {
  const { counterName } = used;
  return parts.map((part, index) => ({ ...part, counterName, timestamp: noonOf(month, 10 + index) }));
}

/** The middle project used most of it. */
function overProjects(quantity: Decimal, unit: string): Part[] {
  const projects = ['api', 'db', 'web'];
  return inThree(quantity).map((volume, index) => ({ projectId: projects[index] ?? '', volume, unit }));
}

/** A quantity in three parts, two of them equal, that are together all of it. */
function inThree(quantity: Decimal): readonly [Decimal, Decimal, Decimal] {
  const all = toSmallest(quantity);
  const part = all / 9n;
  return [toDecimal(part), toDecimal(all - 2n * part), toDecimal(part)];
}
