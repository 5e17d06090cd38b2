import { BillingError } from '../errors/billing-error.ts';
import type { CounterType, Reading } from '../model/statement-input.ts';
import type { Policy } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import { readingsByResource } from '../rules/resources.ts';
import type { Measurement, ProjectUsage, Rules } from '../rules/rules.ts';
import { type Exact, exact } from '../values/exact.ts';
import type { Calculation } from './calculation.ts';
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
export function aggregate(readings: readonly Reading[], calculation: Calculation): AggregatedCounter[] {
  const counters = [...groupReadings(readings, calculation)].sort(byName);
  return counters.map(([counterName, byProject]) => {
    const { contract, member, policy, rules } = calculation;
    const pricing = rules.pricing(counterName, contract, member, policy);
    const projects = [...byProject.values()].sort((a, b) => (a.first.projectId < b.first.projectId ? -1 : 1));
    return { counterName, pricing, projects: projects.map((group) => usageOf(group, pricing, calculation)) };
  });
}

/** A project's readings of a counter: those of the month, and those before it, where a running meter starts. */
interface ReadingGroup {
  readonly first: Reading;
  readonly inMonth: Reading[];
  readonly earlier: Reading[];
}

function groupReadings(readings: readonly Reading[], { period }: Calculation) {
  const counters = new Map<string, Map<string, ReadingGroup>>();
  for (const reading of readings) {
    if (reading.timestamp < period.start || reading.timestamp >= period.end) continue;
    const projects = counters.get(reading.counterName) ?? new Map<string, ReadingGroup>();
    const group = projects.get(reading.projectId) ?? { first: reading, inMonth: [], earlier: [] };
    group.inMonth.push(reading);
    counters.set(reading.counterName, projects.set(reading.projectId, group));
  }
  for (const reading of readings) {
    if (reading.timestamp >= period.start) continue;
    counters.get(reading.counterName)?.get(reading.projectId)?.earlier.push(reading);
  }
  return counters;
}

function usageOf(group: ReadingGroup, pricing: Pricing, calculation: Calculation): AggregatedUsage {
  const { rules } = calculation;
  const { projectId, counterName, counterType, unit } = group.first;
  const measure = (readings: readonly Reading[]) => readings.map((reading) => measured(reading, pricing, calculation));
  const measurements = measure(group.inMonth);
  const earlier = () => measure(group.earlier);
  const add = quantityOf[counterType];
  const quantity = add(rules, measurements, earlier);
  calculation.trace?.({
    step: 'aggregate',
    section: 2,
    figure: 'quantity',
    of: { projectId, counterName },
    exact: exactText(quantity),
    value: exactText(quantity),
  });
  const quantitiesByResource = () => {
    const before = readingsByResource(earlier());
    const inMonth = readingsByResource(measurements);
    return Array.from(inMonth, ([resource, readings]) => add(rules, readings, () => before.get(resource) ?? []));
  };
  return { projectId, counterType, unit: pricing.unit ?? unit, quantity, measurements, quantitiesByResource };
}

type Aggregation = (rules: Rules, readings: readonly Measurement[], earlier: () => Measurement[]) => Exact;

const quantityOf: Record<CounterType, Aggregation> = {
  DELTA: (rules, readings) => rules.delta(readings),
  GAUGE: (rules, readings) => rules.gauge(readings),
  CUMULATIVE: (rules, readings, earlier) => rules.cumulative(readings, earlier()),
};

function measured(reading: Reading, pricing: Pricing, calculation: Calculation): Measurement {
  const factor = priceUnitFactor(reading, pricing, calculation, () => calculation.pathOf?.(reading));
  return { ...reading, quantity: exact(reading.volume).mul(factor) };
}

/**
 * The number of the price's units in one of the reading's units (§2); 1 for a price without a unit, which takes the number
 * as it is. Throws `UNIT_MISMATCH` when the one does not convert into the other.
 */
export function priceUnitFactor(
  { counterName, unit }: Pick<Reading, 'counterName' | 'unit'>,
  pricing: Pricing,
  { policy, rules }: { readonly policy: Policy; readonly rules: Rules },
  pathOf: () => string | undefined,
): Exact {
  if (pricing.unit === undefined) return exact('1');
  const factor = rules.unitFactor(unit, pricing.unit, policy.unitDimensions);
  if (factor) return factor;
  const path = pathOf();
  const message = `must convert to ${pricing.unit}, in which ${counterName} is priced`;
  throw new BillingError(
    'UNIT_MISMATCH',
    `${counterName} is priced per ${pricing.unit}, and ${unit} does not convert to it: send a unit that does.`,
    path === undefined ? [] : [{ path: `${path}/unit`, message }],
  );
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
