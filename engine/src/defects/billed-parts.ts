import type { CounterUsage } from '../rules/rules.ts';
import type { Exact } from '../values/exact.ts';

/** What could be billed by the reading: of amounts used every reading, of levels and running meters a project's quantity. */
export function billedParts(projects: CounterUsage['projects']): Exact[] {
  return projects.flatMap(({ quantity, measurements }) =>
    measurements.every(({ counterType }) => counterType === 'DELTA')
      ? measurements.map((measurement) => measurement.quantity)
      : [quantity],
  );
}
