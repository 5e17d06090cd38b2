import { type Exact, sumExact } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import type { CounterUsage } from './rules.ts';

/** The exact share of each quantity in an amount; 0 each when nothing was used. */
export function exactShares(amount: Money, quantities: readonly Exact[]): Exact[] {
  const total = sumExact(quantities);
  return quantities.map((quantity) => (total.equals(0) ? total : quantity.mul(amount).div(total)));
}

/** The quantities that can be billed by the reading: every reading of amounts used, and a project's quantity of levels and running meters. */
export function readingParts({ projects }: CounterUsage): Exact[] {
  return projects.flatMap((project) => {
    const measurements = project.measurements();
    const areAmounts = measurements.every(({ counterType }) => counterType === 'DELTA');
    return areAmounts ? measurements.map(({ quantity }) => quantity) : [project.quantity];
  });
}
