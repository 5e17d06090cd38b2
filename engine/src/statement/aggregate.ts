import type { ReadingList } from '../model/received-reading.ts';
import type { CounterType } from '../model/statement-input.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { ProjectUsage } from '../rules/rules.ts';
import type { Calculation } from './calculation.ts';
import { MeasuredReading } from './measured-reading.ts';
import { type ProjectReadings, quantityInTime, quantityOfResource } from './project-readings.ts';
import { ReadingGroups } from './reading-groups.ts';
import { exactText } from './trace.ts';

/** The usage of a counter in the month by the billing group. */
export interface AggregatedCounter {
  readonly counterName: string;
  readonly pricing: Pricing;
  /** The usage of each project, in the order of project ids. */
  readonly projects: readonly AggregatedUsage[];
}

interface AggregatedUsage extends ProjectUsage {
  readonly projectId: string;
  readonly counterType: CounterType;
  readonly unit: string;
}

/** §2: the usage of each counter, by counter name and project id. */
export function aggregate(readings: ReadingList, calculation: Calculation): AggregatedCounter[] {
  const groups = new ReadingGroups(readings, calculation);
  return groups.used().map(({ counterName, price, projects }) => ({
    counterName,
    pricing: price.pricing,
    projects: projects.map((group) => usageOf(group, groups, calculation)),
  }));
}

function usageOf(group: ProjectReadings, groups: ReadingGroups, { rules, trace }: Calculation): AggregatedUsage {
  const { projectId, counterName, counterType, price, unit } = group;
  const quantity = group.quantity() ?? quantityInTime(groups.resourcesOf(group), group, rules);
  trace?.({
    step: 'aggregate',
    section: 2,
    figure: 'quantity',
    of: { projectId, counterName },
    unit,
    exact: exactText(quantity),
    value: exactText(quantity),
  });
  return {
    projectId,
    counterType,
    unit,
    quantity,
    measurements: () => groups.readingsOf(group).inMonth.map((received) => new MeasuredReading(received, price)),
    quantitiesByResource() {
      const resources = [...groups.resourcesOf(group)].filter(({ inMonth }) => inMonth.length > 0);
      return resources.map((readings) => quantityOfResource(readings, group, rules));
    },
  };
}
